import type { Pool } from './pools.ts';

/** Devices of one pool. */
export interface Share {
  readonly pool: Pool;
  readonly devices: number;
}

/** Part of a ClusterQueue or Cohort: resources and the flavours that offer them. */
export interface ResourceGroup {
  readonly coveredResources: readonly string[];
  readonly flavors: readonly {
    readonly name: string;
    readonly resources: readonly { readonly name: string; readonly nominalQuota: number }[];
  }[];
}

/**
 * Quotas as resource groups. Kueue lets a queue cover a resource once, so that all flavours under one name (every
 * NVIDIA model is `nvidia.com/gpu`) stand in one group. Flavours with most devices come first: they are tried first.
 */
export function resourceGroups(shares: readonly Share[]): readonly ResourceGroup[] {
  const resources = [...new Set(shares.map(({ pool }) => pool.device.resource))].toSorted();
  return resources.map((resource) => ({
    coveredResources: [resource],
    flavors: shares
      .filter(({ pool }) => pool.device.resource === resource)
      .toSorted((a, b) => b.devices - a.devices || (a.pool.flavor < b.pool.flavor ? -1 : 1))
      .map(({ pool, devices }) => ({
        name: pool.flavor,
        resources: [{ name: resource, nominalQuota: devices }],
      })),
  }));
}
