import { claimOrFact } from './cost-fact.ts';
import type { Bounds, Reader } from './reader.ts';
import type { CostModel } from './resolved.ts';
import type { RawScenario } from './shape.ts';

/** Where each ratio comes from when the scenario names none, and what it may be. */
const ratios = {
  networkShare: { fact: 'network-share', kind: 'ratio', what: 'the network share', bounds: {} },
  supportPerYear: {
    fact: 'support-per-year',
    kind: 'ratio',
    what: 'the support per year',
    bounds: { most: 1 },
  },
  loadFactor: { fact: 'load-factor', kind: 'ratio', what: 'the load factor', bounds: { most: 1 } },
  lifeYears: { fact: 'life-years', kind: 'count', what: 'the life in years', bounds: { positive: true } },
  resaleFraction: {
    fact: 'resale-fraction',
    kind: 'ratio',
    what: 'the resale fraction',
    bounds: { most: 1 },
  },
  availability: {
    fact: 'availability',
    kind: 'ratio',
    what: 'the availability',
    bounds: { most: 1, positive: true },
  },
} as const satisfies Readonly<
  Record<keyof CostModel, { fact: string; kind: 'ratio' | 'count'; what: string; bounds: Bounds }>
>;

/** The cost ratios: claims of the scenario, facts it refers to as `costs/<id>`, or the catalog's own fact for each. */
export function resolveCosts(reader: Reader, raw: RawScenario): CostModel {
  const ratio = (key: keyof CostModel): number => {
    const { fact, kind, what, bounds } = ratios[key];
    const path = ['costs', key];
    const claim = claimOrFact(reader, raw.costs?.[key] ?? `costs/${fact}`, kind, path);
    return claim === undefined ? Number.NaN : reader.number(claim, path, what, bounds);
  };
  return {
    networkShare: ratio('networkShare'),
    supportPerYear: ratio('supportPerYear'),
    loadFactor: ratio('loadFactor'),
    lifeYears: ratio('lifeYears'),
    resaleFraction: ratio('resaleFraction'),
    availability: ratio('availability'),
  };
}

/** The yearly discount rate: a claim, or a fact referred to as `costs/discount-rate`. */
export function resolveDiscountRate(reader: Reader, raw: RawScenario): number {
  const path = ['discountRate'];
  const claim = claimOrFact(reader, raw.discountRate, 'ratio', path);
  return claim === undefined ? Number.NaN : reader.number(claim, path, 'the discount rate', { most: 1 });
}
