import type { PlanFile } from '../../plan/index.ts';
import { parseQuantity, type NumberKind } from '../../quantity/index.ts';

type Assumption = PlanFile['assumptions'][number];

/** A number the plan rests on, in the unit a finance lead would change it in. */
export interface Input {
  /** Where it enters the plan, e.g. `sites.datong.tariff`. */
  readonly path: string;
  readonly value: number;
  /** Unit of `value`, with its currency where it is money: `kW`, `CNY/kWh`, `USD`; empty for ratios and counts. */
  readonly unit: string;
  readonly currency: string | undefined;
  readonly kind: InputKind;
}

/** Ratios and counts without unit, power of a system in kW, money, price per kWh, price per kW and month. */
export type InputKind = Extract<
  NumberKind,
  'ratio' | 'count' | 'power' | 'money' | 'energy-price' | 'power-price'
>;

/** Which assumptions money follows from, what they measure, and canonical units in one unit shown. */
const known: readonly { readonly path: RegExp; readonly kind: InputKind }[] = [
  { path: /^offers\.[^.]+\.price$/u, kind: 'money' },
  { path: /^budgets\.[^.]+\.amount$/u, kind: 'money' },
  { path: /^sites\.[^.]+\.tariff$/u, kind: 'energy-price' },
  { path: /^sites\.[^.]+\.space$/u, kind: 'power-price' },
  { path: /^sites\.[^.]+\.pue$/u, kind: 'ratio' },
  { path: /^systems\.[^.]+\.power$/u, kind: 'power' },
  { path: /^costs\.lifeYears$/u, kind: 'count' },
  { path: /^costs\.[^.]+$/u, kind: 'ratio' },
  { path: /^discountRate$/u, kind: 'ratio' },
  { path: /^fx\.[A-Z]{3}$/u, kind: 'count' },
  { path: /^fleet\.[^.]+\.count$/u, kind: 'count' },
];

/** Canonical units in one shown: W in kW; per J in per kWh; per W and quarter in per kW and month. */
const scale: Readonly<Record<InputKind, { readonly per: number; readonly unit: string }>> = {
  ratio: { per: 1, unit: '' },
  count: { per: 1, unit: '' },
  power: { per: 1e-3, unit: 'kW' },
  money: { per: 1, unit: '¤' },
  'energy-price': { per: 3.6e6, unit: '¤/kWh' },
  'power-price': { per: 1000 / 3, unit: '¤/kW/month' },
};

/** The kind of number at a path, where money follows from it. */
export function inputKind(path: string): InputKind | undefined {
  return known.find((entry) => entry.path.test(path))?.kind;
}

/** The number an assumption states, where money follows from it and it can be read; `none` is nothing in the plan currency. */
export function inputOf({ path, written }: Assumption, currency: string): Input | undefined {
  const kind = inputKind(path);
  if (kind === undefined) return undefined;
  if (written === 'none' && kind === 'power-price') {
    return { path, value: 0, unit: `${currency}/kW/month`, currency, kind };
  }
  const read = parseQuantity(written, kind);
  if (!read.ok) return undefined;
  const { per, unit } = scale[kind];
  return {
    path,
    // Twelve digits: what is written, without what binary fractions add to it.
    value: Number((read.value * per).toPrecision(12)),
    unit: unit.replace('¤', read.currency ?? ''),
    currency: read.currency,
    kind,
  };
}

/** A changed value as a scenario would say it: `0.7 CNY/kWh`, `12 kW`, `0.1`. */
export function writtenAs(value: number, unit: string): string {
  return unit === '' ? String(value) : `${value} ${unit}`;
}
