import type { DeviceTable } from './device-table.ts';

/** The parts of a node of `kubectl get nodes -o json` that are read. */
export interface NodeParts {
  readonly labels: Readonly<Record<string, string>>;
  readonly capacity: Readonly<Record<string, string>>;
}

/** Devices that a node offers, and what its labels call them. */
export interface NodeDevices {
  readonly resource: string;
  /** Whole devices, sharing undone. */
  readonly devices: number;
  /** Product label; undefined where the node has none. */
  readonly product: string | undefined;
}

/** Resources that are a share of a device, its memory or its cores: never counted. */
const parts =
  /(?:mem(?:ory)?(?:-percentage)?|cores?|percentage|vcore|vmemory|shared?|mim-.*|mig-.*|priority)$/iu;

/** Keys of labels that say which product a device is, by vendor's domain. */
const productKeys = [
  'nvidia.com/gpu.product',
  'amd.com/gpu.product-name',
  'beta.amd.com/gpu.product-name',
  'node.kubernetes.io/npu.chip.name',
  'huawei.com/npu.chip.name',
  'cambricon.com/mlu.product',
  'cambricon.com/product',
  'hygon.com/dcu.product',
  'accelerator.product',
] as const;

/**
 * Devices of a node. NVIDIA's sharing (time slices, MPS, HAMi's splits) multiplies the capacity; the labels of its feature
 * discovery say how many cards there are, and `-SHARED` is no part of the product's name.
 */
export function devicesOfNode({ labels, capacity }: NodeParts, table: DeviceTable): readonly NodeDevices[] {
  const known = new Set([
    ...Object.values(table.vendors).map(({ resource }) => resource),
    ...Object.values(table.chips).map(({ resource }) => resource),
    ...Object.values(table.sites).flatMap((site) => Object.values(site).map(({ resource }) => resource)),
  ]);
  const domains = new Set([...known].map((resource) => resource.split('/')[0] ?? ''));
  return Object.entries(capacity).flatMap(([resource, written]): readonly NodeDevices[] => {
    const [domain = ''] = resource.split('/');
    const count = Number(written);
    if (!domains.has(domain) || !(count > 0) || (!known.has(resource) && parts.test(resource))) return [];
    const product = productKeys
      .filter((key) => key.startsWith(domain) || key.startsWith('node.') || key.startsWith('accelerator'))
      .map((key) => labels[key])
      .find((label) => label !== undefined);
    return [
      {
        resource,
        devices: wholeDevices(domain, count, labels),
        product: product?.replace(/-SHARED$/u, ''),
      },
    ];
  });
}

function wholeDevices(domain: string, count: number, labels: NodeParts['labels']): number {
  if (domain !== 'nvidia.com') return count;
  const cards = Number(labels['nvidia.com/gpu.count']);
  if (cards > 0) return cards;
  const replicas = Number(labels['nvidia.com/gpu.replicas']);
  return replicas > 1 ? count / replicas : count;
}
