import { sha256Hex } from '../../evidence/index.ts';

/**
 * An id as Kubernetes accepts it for names, namespaces and label values: lower case, digits and hyphens, at most 63
 * characters. Longer ids are cut and end in a part of their hash. Two ids may become one name; the checks of an export
 * find what is there twice.
 */
export function kubeName(id: string): string {
  const plain = id
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-|-$/gu, '');
  return plain.length <= 63 ? plain : `${plain.slice(0, 54)}-${sha256Hex(plain).slice(0, 8)}`;
}

/** Labels that bind nodes, queues and pods together; a pod names them in its `nodeSelector`, or Kueue does for it. */
export const labels = {
  accelerator: 'fleetwright/accelerator',
  site: 'fleetwright/site',
  /** On nodes: `training`, `inference` or `inference-training`, the uses the rules permit the machines for. */
  uses: 'fleetwright/uses',
  /** On namespaces: `training` or `inference`, what runs in it. */
  use: 'fleetwright/use',
  work: 'fleetwright/work',
  quarter: 'fleetwright/quarter',
} as const;

/** Value of the label `uses` of machines. */
export function usesLabel(uses: readonly string[]): string {
  return uses.toSorted().join('-');
}
