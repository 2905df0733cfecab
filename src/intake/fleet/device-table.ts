/** How a device plugin names and counts accelerators; `catalog/device-names.yaml` as the hand-offs read it. */
export interface DeviceTable {
  readonly vendors: Readonly<Record<string, TableName>>;
  readonly chips: Readonly<Record<string, TableName>>;
  readonly sites: Readonly<Record<string, Readonly<Record<string, TableName>>>>;
  /** Accelerators by product label. */
  readonly products?: Readonly<Record<string, { readonly accelerator: string }>> | undefined;
}

interface TableName {
  readonly resource: string;
  readonly devicesPerAccelerator?: number | undefined;
}

/**
 * The accelerator that a device is: what its product label stands for, else the one chip whose resource has that name.
 * Undefined where the table does not say, or more than one chip would fit.
 */
export function acceleratorOf(
  table: DeviceTable,
  resource: string,
  product: string | undefined,
): string | undefined {
  const labelled = product === undefined ? undefined : table.products?.[product]?.accelerator;
  if (labelled !== undefined) return labelled;
  const chips = Object.entries(table.chips).filter(([, name]) => name.resource === resource);
  const shared = Object.values(table.vendors).some((name) => name.resource === resource);
  return chips.length === 1 && !shared ? chips[0]?.[0] : undefined;
}

/** Devices that one accelerator is, as far as the table knows the resource under that name. */
export function devicesPerAccelerator(table: DeviceTable, accelerator: string, resource: string): number {
  const chip = table.chips[accelerator];
  return chip?.resource === resource || chip?.devicesPerAccelerator !== undefined
    ? (chip?.devicesPerAccelerator ?? 1)
    : 1;
}
