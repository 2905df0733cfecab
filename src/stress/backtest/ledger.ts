import type { Catalog } from '../../catalog/index.ts';
import type { QuickPlanner } from '../../planning/index.ts';
import { rateTable } from '../../performance/index.ts';
import { judge, scenarioContext, type Rulebook } from '../../rules/index.ts';
import type { ResolvedScenario } from '../../scenario/index.ts';
import type { Turn } from './calendar.ts';
import type { PlacedOrder } from './orders.ts';
import { shifted, vintage, vintageId } from './scene.ts';

/** What a fleet cost over the whole backtest, plan currency. */
export interface Ledger {
  /** Discounted cash, with what the fleet is still worth at the end taken off, as a plan counts it. */
  readonly cost: number;
  /** Cash paid in each quarter, not discounted, nothing taken off. */
  readonly cash: readonly number[];
}

/** Adds up what came: price, network, duty and fee on arrival, rent by quarter, energy, space and support while it stands. */
export function ledgerOf(
  planner: QuickPlanner,
  base: ResolvedScenario,
  turns: readonly Turn[],
  orders: readonly PlacedOrder[],
  rulebook: Rulebook,
  catalog: Catalog,
): Ledger {
  const length = turns.length;
  const scenario: ResolvedScenario = {
    ...base,
    quarters: turns.map(({ quarter }) => quarter),
    objective: { kind: 'least-cost' },
    sites: base.sites.map((site) => ({ ...site, power: shifted(site.power, 0, length) })),
    services: [],
    runs: [],
    budgets: [],
    shares: [],
    concentrations: [],
    fleet: base.fleet.map((fleet) => ({ ...fleet, count: shifted(fleet.count, 0, length) })),
    offers: orders.map(vintage),
    frozen: orders.flatMap(({ id, site, order, arrivals }) =>
      arrivals.map(({ quarter, count }) => ({
        id: `${id}#${quarter}`,
        offer: vintageId(id),
        site,
        count,
        order,
        delivery: quarter,
      })),
    ),
  };
  const context = scenarioContext(scenario, rulebook, catalog);
  const account = (resaleFraction: number): { readonly cost: number; readonly spend: readonly number[] } => {
    const model = planner.open({
      scenario: { ...scenario, costs: { ...scenario.costs, resaleFraction } },
      rates: rateTable(scenario),
      judge: (question) => judge({ ...question, knownOn: question.date }, context),
    });
    try {
      return model.best();
    } finally {
      model.dispose();
    }
  };
  return { cost: account(base.costs.resaleFraction).cost, cash: account(0).spend };
}
