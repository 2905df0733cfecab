import type { Accelerator, Country, Model, Party, System } from '../catalog/index.ts';
import type { Claim } from '../evidence/index.ts';
import type { Currency, FxTable, IsoDate, Money, Quarter, Watts } from '../quantity/index.ts';
import type { ChurnPrice, ResolvedFleet, ResolvedOrder, ResolvedReplan } from './resolved-fleet.ts';
import type { ResolvedUncertainties } from './resolved-futures.ts';
import type {
  ResolvedBudget,
  ResolvedConcentration,
  ResolvedLicence,
  ResolvedShare,
} from './resolved-limits.ts';
import type { ResolvedAnchor, ResolvedRun, ResolvedService } from './resolved-work.ts';

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
