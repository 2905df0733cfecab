import type { Country } from '../catalog/index.ts';
import type { Currency, IsoDate } from '../quantity/index.ts';

/** Kinds of cost, as budgets name them and reports show them. */
export const costKinds = [
  'systems',
  'network',
  'duty',
  'fee',
  'lease',
  'energy',
  'space',
  'support',
  'resale',
] as const;
export type CostKind = (typeof costKinds)[number];

export interface ResolvedBudget {
  readonly id: string;
  readonly name: string;
  /** In its own currency. */
  readonly amount: number;
  readonly currency: Currency;
  /** The same in reporting currency. */
  readonly limit: number;
  /** First and last quarter index (inclusive) of the window. */
  readonly from: number;
  readonly to: number;
  readonly sites: readonly string[];
  readonly kinds: readonly CostKind[];
  /**
   * `orders`: one-off costs count in full in the quarter of order, a lease counts its whole term in the quarter of order.
   * `cash`: everything counts in the quarter it is paid.
   */
  readonly counts: 'orders' | 'cash';
}

export type ShareMetric = 'units' | 'spend' | 'compute';

/** At least `atLeast` of what is ordered for `sites` within the window must be domestic, in `metric`. */
export interface ResolvedShare {
  readonly id: string;
  readonly name: string;
  /** Rule it comes from, if any. */
  readonly rule: string | undefined;
  readonly atLeast: number | undefined;
  readonly atMost: number | undefined;
  /** units = accelerators; spend = price of systems ordered; compute = dense TPP of accelerators ordered. */
  readonly metric: ShareMetric;
  readonly sites: readonly string[];
  readonly from: number;
  readonly to: number;
  /** A wish of the buyer that is reported but does not bind (`intent`), or a limit. */
  readonly binding: boolean;
}

/** No vendor (or supplier) above this part of spend on systems ordered over the horizon. */
export interface ResolvedConcentration {
  readonly id: string;
  readonly by: 'vendor' | 'supplier';
  readonly atMost: number;
  readonly sites: readonly string[];
}

export interface ResolvedLicence {
  readonly id: string;
  readonly status: 'held' | 'assumed';
  readonly rules: readonly string[];
  readonly accelerators: readonly string[];
  readonly destinations: readonly Country[];
  readonly uses: readonly ('training' | 'inference')[];
  readonly from: IsoDate;
  readonly until: IsoDate | undefined;
}
