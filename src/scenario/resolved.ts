import type { ResolvedUncertainties } from './resolved-futures.ts';
import type { Accelerator, Country, Model, Party, System } from '../catalog/index.ts';
import type { Claim } from '../evidence/index.ts';
import type {
  Currency,
  FxTable,
  IsoDate,
  Money,
  Quarter,
  RequestsPerSecond,
  Seconds,
  Watts,
} from '../quantity/index.ts';

/**
 * A scenario with one date and one variant chosen, every reference looked up and every claim turned into a
 * number: the input of rating, judging, planning and checking. Arrays `…[q]` run over `quarters`.
 * All money is in `currency` at `fx` unless a field says otherwise.
 */
export interface ResolvedScenario {
  readonly id: string;
  readonly title: string;
  readonly variant: string | undefined;
  readonly asOf: IsoDate;
  /** The planning horizon: consecutive quarters, the first contains `asOf`. */
  readonly quarters: readonly Quarter[];
  /** Orders in quarters before this index are whole systems; later ones are a forecast and may be fractional. */
  readonly wholeQuarters: number;
  readonly currency: Currency;
  readonly fx: FxTable;
  /** Per year; cash of quarter index q is multiplied by (1+r)^-(q+½)/4. */
  readonly discountRate: number;
  /** Party id of the buyer. */
  readonly buyer: string;
  /** Catalog parties plus the scenario's own. */
  readonly parties: ReadonlyMap<string, Party>;
  readonly accelerators: ReadonlyMap<string, Accelerator>;
  readonly systems: ReadonlyMap<string, System>;
  readonly models: ReadonlyMap<string, Model>;
  readonly sites: readonly ResolvedSite[];
  readonly offers: readonly ResolvedOffer[];
  readonly services: readonly ResolvedService[];
  readonly runs: readonly ResolvedRun[];
  readonly budgets: readonly ResolvedBudget[];
  readonly shares: readonly ResolvedShare[];
  readonly concentrations: readonly ResolvedConcentration[];
  readonly licences: readonly ResolvedLicence[];
  readonly fleet: readonly ResolvedFleet[];
  readonly frozen: readonly ResolvedOrder[];
  readonly objective: ResolvedObjective;
  readonly costs: CostModel;
  /** What was measured of models on chips; absent where nothing was. */
  readonly anchors?: readonly ResolvedAnchor[];
  /** What may turn out otherwise; absent where the scenario says nothing of it. */
  readonly uncertainties?: ResolvedUncertainties;
  /** What a changed order costs when this is planned anew. */
  readonly churnPrice?: ChurnPrice;
  /** Set where a plan is made anew: what is compared with. */
  readonly replan?: ResolvedReplan;
  /** Every claim that was turned into a number, by dotted path (`offers.h20-server.price`), sorted by path. */
  readonly lineage: ReadonlyMap<string, Claim<unknown>>;
  /** Hash (sha256 hex) of the scenario text after variant and overrides, canonical JSON. */
  readonly hash: string;
}

export interface ResolvedSite {
  readonly id: string;
  readonly name: string;
  readonly country: Country;
  /** Free label used by runs and policies, e.g. `overseas`. */
  readonly region: string;
  readonly owner: string;
  readonly operator: string;
  /** IT power available to this plan, per quarter, in watts (before PUE: IT load × PUE must not exceed `power`). */
  readonly power: readonly Watts[];
  readonly pue: number;
  /** Per joule, reporting currency. */
  readonly tariff: number;
  /** Rent or amortised building cost per watt of IT power per quarter, reporting currency. */
  readonly spacePerWattQuarter: number;
  /** Uses the building is meant for. */
  readonly uses: readonly ('training' | 'inference')[];
  /** State money in the building: some rules look at it. Undefined = unknown. */
  readonly stateFunded: boolean | undefined;
  /** Part of the machines there that can work, per quarter; absent: all of them. Below 1 where a future loses the place. */
  readonly usable?: readonly number[];
}

export interface ResolvedOffer {
  readonly id: string;
  readonly system: string;
  readonly supplier: string;
  readonly kind: 'purchase' | 'lease';
  /** Per system (purchase) or per system and quarter, all in (lease); reporting currency. */
  readonly price: number;
  /** As written, own currency. */
  readonly written: Money;
  /** Site ids it can be delivered to (country of site is among the offer's countries). */
  readonly sites: readonly string[];
  /** Whole quarters from order to delivery: ceil(weeks / 13). Leases too. */
  readonly leadQuarters: number;
  /** Lease term in quarters. */
  readonly termQuarters: number | undefined;
  /** Most systems orderable in each quarter over all sites; Infinity where the scenario says unlimited. 0 outside from/until. */
  readonly allocation: readonly number[];
  /** Domestic for share rules: accelerator's vendor country equals the buyer's country. */
  readonly domestic: boolean;
}

export interface ResolvedClass {
  readonly id: string;
  /** Part of the requests, adds to 1 over the classes of a service. */
  readonly share: number;
  /** Mean tokens per request. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Part of input tokens found in the prefix cache. */
  readonly cachedInput: number;
}

export interface ResolvedService {
  readonly id: string;
  readonly name: string;
  readonly model: string;
  /** Countries whose sites may serve it; empty = anywhere. */
  readonly residency: readonly Country[];
  /** Site ids that may serve it (residency, site uses and an explicit list applied). */
  readonly sites: readonly string[];
  readonly classes: readonly ResolvedClass[];
  /** Formats of 4 bits that its weights may be kept in, beside those of 8 and 16; absent: none. */
  readonly formats?: readonly ('fp4' | 'mxfp4' | 'int4')[] | undefined;
  readonly ttft: Seconds;
  readonly tpot: Seconds;
  /** Which statistic of its latencies must stay within them when simulated; undefined: the default of the simulator. */
  readonly statistic?: 'mean' | 'p50' | 'p90' | 'p99' | undefined;
  /** Requests per second at the peak hour of each quarter: what capacity must cover. */
  readonly peak: readonly RequestsPerSecond[];
  /** Mean requests per second of each quarter: what energy and token totals follow from. */
  readonly mean: readonly RequestsPerSecond[];
  /** Reporting currency per million tokens (input + output) not served; used by objectives that allow unmet demand. */
  readonly unmetPenalty: number;
}

/** A measurement of a model on a chip: time per output token in seconds, with `users` requests under way. */
export interface ResolvedAnchor {
  readonly id: string;
  /** Ids of the catalog. */
  readonly chip: string;
  readonly model: string;
  readonly precision?: string | undefined;
  readonly tensorParallel: number;
  readonly users: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly tpot: number;
}

export interface ResolvedRun {
  readonly id: string;
  readonly name: string;
  readonly model: string | undefined;
  /** Useful compute of the run, FLOP. */
  readonly flop: number;
  readonly sites: readonly string[];
  /** First and last quarter index in which it may work (inclusive). */
  readonly start: number;
  readonly deadline: number;
  /** Fewest and most accelerators that work on it at once. */
  readonly gangMin: number;
  readonly gangMax: number;
  /** Reporting currency lost when it is not done; used by objectives that allow it. */
  readonly unmetPenalty: number;
}

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

/** Systems that already stand; `count` per quarter falls as they retire. */
export interface ResolvedFleet {
  readonly id: string;
  readonly system: string;
  readonly site: string;
  /** Systems free for this plan in each quarter. */
  readonly count: readonly number[];
  /** The same in the quarters of the programme before the horizon, oldest first; absent = none. */
  readonly past?: readonly number[];
}

/** An order already placed: delivered as promised, untouched by the plan, paid from budgets. */
export interface ResolvedOrder {
  readonly id: string;
  readonly offer: string;
  readonly site: string;
  readonly count: number;
  /** Quarter index; may be negative for orders before the horizon. */
  readonly order: number;
  readonly delivery: number;
  /** The offer as it stood when the order was placed, where it has changed or gone since. */
  readonly terms?: ResolvedOffer;
  /** Day it was placed; absent = first day of its quarter. */
  readonly ordered?: IsoDate;
  /** It stands already: the rules are asked whether it may keep running, not whether it may ship. */
  readonly delivered?: boolean;
}

/** Per system of an order that changes: part × price (of the whole term for a lease) + perSystem, plan currency. */
export interface ChurnPrice {
  readonly part: number;
  readonly perSystem: number;
}

/** What a plan that is made anew is compared with. */
export interface ResolvedReplan {
  /** Quarters of the programme before the horizon. */
  readonly past: number;
  readonly churn: ChurnPrice;
  /** What the plan before still wanted to order from now on, by line id. */
  readonly before: ReadonlyMap<string, PlannedBefore>;
}

/** An order that was planned and not yet placed. */
export interface PlannedBefore {
  readonly count: number;
  /** Price of one system, or of its whole lease, plan currency. */
  readonly price: number;
}

export type ResolvedObjective =
  /** All demand and all runs are musts; discounted cost is least. */
  | { readonly kind: 'least-cost' }
  /** Budgets are what there is; unmet demand, weighted by its penalties, is least, then cost. */
  | { readonly kind: 'most-service' }
  /** Unmet demand first, then cost, then churn against the fleet. */
  | { readonly kind: 'lexicographic' };

/** Ratios and rates from the catalog's costs that turn systems into cash. */
export interface CostModel {
  /** Network and storage per unit of system price, paid with it. */
  readonly networkShare: number;
  /** Support, spares and people, part of purchase price per year while it stands. */
  readonly supportPerYear: number;
  /** Mean power drawn as a part of system power, for energy. */
  readonly loadFactor: number;
  /** Years of straight-line life; resale at the end of the horizon is the remaining part × resaleFraction. */
  readonly lifeYears: number;
  readonly resaleFraction: number;
  /** Part of stock that is usable (failures, repair, maintenance). */
  readonly availability: number;
}
