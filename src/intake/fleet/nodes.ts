import type { Catalog } from '../../catalog/index.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { intakeTrouble, Rejects } from '../messages.ts';
import { isEntry, jsonIn } from '../values.ts';
import type { FleetEntry, Intake } from '../types.ts';
import { acceleratorOf, devicesPerAccelerator, type DeviceTable } from './device-table.ts';
import { devicesOfNode, type NodeParts } from './devices-of-node.ts';

/** How nodes are read. */
export interface NodesOptions {
  readonly table: DeviceTable;
  readonly catalog: Pick<Catalog, 'systems' | 'accelerators'>;
  /** System of the catalog by product label or resource name: what the user says stands first. */
  readonly systems: ReadonlyMap<string, string>;
  /** Site of all nodes; undefined: the label says it. */
  readonly site: string | undefined;
  /** Labels that may say the site, the first that a node has counts. */
  readonly siteLabels: readonly string[];
}

/** Labels that say where a node stands, in the order in which they are believed. */
export const siteLabels: readonly string[] = [
  'fleetwright/site',
  'topology.kubernetes.io/zone',
  'topology.kubernetes.io/region',
];

interface Group {
  readonly site: string | undefined;
  readonly accelerator: string;
  /** What the user said they are. */
  readonly named: string | undefined;
  readonly label: string;
  accelerators: number;
  nodes: number;
  readonly perNode: Set<number>;
}

/**
 * Reads the fleet from `kubectl get nodes -o json`.
 *
 *     nodes ─► devices by resource ─► which accelerator? (label, then resource; never a guess)
 *           ─► devices ÷ devices per accelerator ─► whole systems by site
 */
export function readNodes(file: string, text: string, options: NodesOptions): Intake<FleetEntry> {
  const nodes = nodesIn(text);
  if (nodes === undefined) {
    const message = `${file} is not the JSON of \`kubectl get nodes -o json\``;
    const hint = 'write it with: kubectl get nodes -o json > nodes.json';
    return {
      entries: [],
      rows: 0,
      rejected: 0,
      diagnostics: [intakeTrouble('FW-INT-0001', 'error', { file }, message, hint)],
    };
  }
  const rejects = new Rejects();
  const unknown = new Map<string, number>();
  const matched = new Map<string, string>();
  const groups = new Map<string, Group>();
  let rows = 0;
  for (const node of nodes) {
    const devices = devicesOfNode(node, options.table);
    if (devices.length > 0) rows += 1;
    for (const { resource, devices: count, product } of devices) {
      const label = product ?? resource;
      const named = options.systems.get(label);
      const accelerator =
        named === undefined
          ? acceleratorOf(options.table, resource, product)
          : options.catalog.systems.get(named)?.accelerator;
      if (accelerator === undefined || !options.catalog.accelerators.has(accelerator)) {
        unknown.set(label, (unknown.get(label) ?? 0) + 1);
        rejects.reject({ file }, `nobody knows what \`${label}\` is`);
        continue;
      }
      matched.set(`${label} (${resource})`, accelerator);
      const site =
        options.site ?? options.siteLabels.map((key) => node.labels[key]).find((each) => each !== undefined);
      const key = JSON.stringify([site, accelerator, named]);
      const group = groups.get(key) ?? {
        site,
        accelerator,
        named,
        label,
        accelerators: 0,
        nodes: 0,
        perNode: new Set(),
      };
      const packages = count / devicesPerAccelerator(options.table, accelerator, resource);
      group.accelerators += packages;
      group.nodes += 1;
      group.perNode.add(packages);
      groups.set(key, group);
    }
  }
  const made = [...groups.values()].map((group) => entryOf(file, group, options));
  const entries = made.flatMap(({ entry }) => entry ?? []);
  return {
    entries: entries.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    rows,
    rejected: rejects.count,
    diagnostics: [
      ...[...unknown].map(([label, count]) => unknownLabel(file, label, count)),
      ...made.flatMap(({ diagnostics }) => diagnostics),
      ...(matched.size === 0 ? [] : [matchedNote(file, matched)]),
      ...(rows === 0
        ? [
            intakeTrouble(
              'FW-INT-0004',
              'error',
              { file },
              `none of ${nodes.length} nodes offers accelerators that the table of device names knows`,
            ),
          ]
        : []),
    ],
  };
}

function entryOf(
  file: string,
  group: Group,
  { catalog }: NodesOptions,
): { readonly entry?: FleetEntry; readonly diagnostics: readonly Diagnostic[] } {
  const fitting = [...catalog.systems.values()].filter(
    ({ accelerator }) => accelerator === group.accelerator,
  );
  const perNode = group.perNode.size === 1 ? [...group.perNode][0] : undefined;
  const exact = fitting.filter(({ accelerators }) => accelerators === perNode);
  const system =
    group.named === undefined
      ? fitting.length === 1
        ? fitting[0]
        : exact.length === 1
          ? exact[0]
          : undefined
      : catalog.systems.get(group.named);
  if (system === undefined) {
    const ids = fitting.map(({ id }) => id).join(', ');
    const message = `${group.nodes} nodes with ${group.label}: ${ids === '' ? 'no system of the catalog holds it' : `they may be ${ids}`}`;
    const hint = `say which: --system ${group.label}=ID`;
    return { diagnostics: [intakeTrouble('FW-INT-0203', 'warning', { file }, message, hint)] };
  }
  const systems = Math.floor(group.accelerators / system.accelerators + 1e-9);
  const rest = group.accelerators - systems * system.accelerators;
  const place = group.site === undefined ? '' : ` at ${group.site}`;
  const diagnostics =
    rest > 1e-9
      ? [
          intakeTrouble(
            'FW-INT-0202',
            'warning',
            { file },
            `${group.accelerators} ${group.label}${place} are ${systems} ${system.id} of ${system.accelerators} and ${rest} besides, which are not counted`,
          ),
        ]
      : [];
  if (systems === 0) return { diagnostics };
  const entry: FleetEntry = {
    id: group.site === undefined ? system.id : `${system.id}-${group.site}`,
    system: system.id,
    site: group.site,
    systems,
    accelerators: systems * system.accelerators,
    from: { file },
  };
  return { entry, diagnostics };
}

function unknownLabel(file: string, label: string, nodes: number): Diagnostic {
  const message = `${nodes} ${nodes === 1 ? 'node is' : 'nodes are'} left out: nobody knows what \`${label}\` is`;
  const hint = `say it with --system ${label}=ID, or add it to catalog/device-names.yaml`;
  return intakeTrouble('FW-INT-0201', 'warning', { file }, message, hint);
}

function matchedNote(file: string, matched: ReadonlyMap<string, string>): Diagnostic {
  const pairs = [...matched].map(([label, accelerator]) => `${label} as ${accelerator}`).toSorted();
  return intakeTrouble('FW-INT-0005', 'note', { file }, `taken: ${pairs.join(', ')}`);
}

function nodesIn(text: string): readonly NodeParts[] | undefined {
  const data = jsonIn(text);
  if (!isEntry(data)) return undefined;
  const items: readonly unknown[] | undefined = Array.isArray(data.items)
    ? data.items
    : data.kind === 'Node'
      ? [data]
      : undefined;
  return items?.flatMap((item): readonly NodeParts[] => {
    if (!isEntry(item)) return [];
    const metadata = isEntry(item.metadata) ? item.metadata : {};
    const status = isEntry(item.status) ? item.status : {};
    return [
      {
        labels: textsIn(metadata.labels),
        capacity: textsIn(status.capacity),
      },
    ];
  });
}

function textsIn(data: unknown): Readonly<Record<string, string>> {
  if (!isEntry(data)) return {};
  return Object.fromEntries(
    Object.entries(data).flatMap(([key, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[key, String(value)]] : [],
    ),
  );
}
