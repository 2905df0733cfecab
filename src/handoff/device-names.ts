import { z } from 'zod';
import type { Accelerator } from '../catalog/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { checkShape, readYaml } from '../reading/index.ts';

/** How a device plugin offers one kind of accelerator. */
export interface DeviceName {
  /** Extended resource that pods ask for, e.g. `huawei.com/Ascend910C`. */
  readonly resource: string;
  /** Devices that one accelerator (package) is; absent = 1. */
  readonly devicesPerAccelerator?: number | undefined;
  /** Where the name was read, or why it is assumed. */
  readonly reason: string;
}

/** What the product label of a node stands for. */
export interface ProductName {
  /** Accelerator of the catalog. */
  readonly accelerator: string;
  /** Where the label was read, or why it is assumed. */
  readonly reason: string;
}

/** `catalog/device-names.yaml`: names by vendor, by chip, and by site and chip. */
export interface DeviceNames {
  readonly vendors: Readonly<Record<string, DeviceName>>;
  readonly chips: Readonly<Record<string, DeviceName>>;
  readonly sites: Readonly<Record<string, Readonly<Record<string, DeviceName>>>>;
  /** Accelerators by the product label that nodes carry; read when a fleet is taken in. */
  readonly products?: Readonly<Record<string, ProductName>> | undefined;
}

/** Domain of names that no plugin offers: what is asked for under it never runs, and the check of an export names it. */
export const unnamedDomain = 'unnamed.fleetwright';

const deviceName = z.strictObject({
  resource: z
    .string()
    .regex(
      /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?\/[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/,
      'a name like `nvidia.com/gpu`',
    ),
  devicesPerAccelerator: z.number().int().positive().optional(),
  reason: z.string().min(1),
});

const deviceNames = z.strictObject({
  vendors: z.record(z.string(), deviceName),
  chips: z.record(z.string(), deviceName),
  sites: z.record(z.string(), z.record(z.string(), deviceName)),
  products: z
    .record(z.string(), z.strictObject({ accelerator: z.string(), reason: z.string().min(1) }))
    .optional(),
});

/** Reads the table of device names. */
export function readDeviceNames(
  file: string,
  text: string,
): { readonly names?: DeviceNames; readonly diagnostics: readonly Diagnostic[] } {
  const document = readYaml(file, text);
  if (document.data === undefined) return { diagnostics: document.diagnostics };
  const shaped = checkShape(deviceNames, document);
  return shaped.ok
    ? { names: shaped.value, diagnostics: document.diagnostics }
    : { diagnostics: [...document.diagnostics, ...shaped.diagnostics] };
}

/**
 * The name under which an accelerator is asked for at a site: what the table says of this site, else of the chip, else
 * of its vendor. Where it says nothing, a name that no node offers, so that nothing runs by mistake.
 */
export function deviceNameOf(
  names: DeviceNames,
  site: string,
  accelerator: Pick<Accelerator, 'id' | 'vendor'>,
): DeviceName {
  return (
    names.sites[site]?.[accelerator.id] ??
    names.chips[accelerator.id] ??
    names.vendors[accelerator.vendor] ?? {
      resource: `${unnamedDomain}/${accelerator.id}`,
      reason: 'not in the table of device names',
    }
  );
}

/** Devices of so many accelerators, whole; a remainder too small to be one counts as none. */
export function devicesOf(accelerators: number, name: DeviceName): number {
  return Math.floor(accelerators * (name.devicesPerAccelerator ?? 1) + 1e-6);
}
