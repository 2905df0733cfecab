import type { QuickPlanner } from '../../planning/index.ts';
import { rateTable } from '../../performance/index.ts';
import { secondsPerQuarter } from '../../quantity/index.ts';
import { judge, scenarioContext, type Rulebook } from '../../rules/index.ts';
import type { Catalog } from '../../catalog/index.ts';
import type { ResolvedFleet, ResolvedScenario, ResolvedService } from '../../scenario/index.ts';
import type { Turn } from './calendar.ts';
import { withDemand } from './demand.ts';
import type { PlacedOrder } from './orders.ts';
import { shifted, type Training } from './scene.ts';

/** What the fleet did in one quarter. */
export interface Operated {
  /** Tokens asked for and served, by service. */
  readonly services: ReadonlyMap<string, { readonly asked: number; readonly served: number }>;
  /** FLOP done in this quarter, by run. */
  readonly runs: ReadonlyMap<string, number>;
  /** What the tokens left unserved count for, plan currency. */
  readonly penalty: number;
}

/** What stands in a quarter and what it is asked to do. */
export interface OperatedQuarter {
  readonly base: ResolvedScenario;
  readonly turn: Turn;
  readonly orders: readonly PlacedOrder[];
  readonly trained: Training;
  /** Demand as it really was, as a multiple of the start, by service. */
  readonly demand: ReadonlyMap<string, number>;
  /** Every rule that counts. */
  readonly rulebook: Rulebook;
  readonly catalog: Catalog;
}

/**
 * Runs the fleet of a quarter as well as it can be run: services and training share what stands and may run by the law of the
 * quarter's last day; training goes on as early as it can, the run with the nearest deadline first.
 */
export function operate(planner: QuickPlanner, quarter: OperatedQuarter): Operated {
  const { base, turn, demand, rulebook, catalog, trained } = quarter;
  const services = base.services.map((service) =>
    withDemand(service, service, [demand.get(service.id) ?? 0]),
  );
  const scenario: ResolvedScenario = {
    ...base,
    asOf: turn.end,
    quarters: [turn.quarter],
    objective: { kind: 'least-cost' },
    sites: base.sites.map((site) => ({ ...site, power: shifted(site.power, turn.index, 1) })),
    services,
    runs: base.runs.flatMap((run) => {
      const left = run.flop - (trained.get(run.id) ?? 0);
      if (run.start > turn.index || run.deadline < turn.index || left <= 1e-9 * run.flop) return [];
      const urgency = 1 + 1 / (run.deadline - turn.index + 1);
      return [{ ...run, flop: left, start: 0, deadline: 0, unmetPenalty: run.unmetPenalty * urgency }];
    }),
    fleet: standingFleet(base, quarter.orders, turn.index),
    offers: [],
    frozen: [],
    budgets: [],
    shares: [],
    concentrations: [],
  };
  const context = scenarioContext(scenario, rulebook, catalog);
  const model = planner.open({
    scenario,
    rates: rateTable(scenario),
    judge: (question) => judge({ ...question, knownOn: turn.end }, context),
  });
  try {
    const done = model.best();
    const served = new Map(
      services.map((service) => {
        const asked = tokensOf(service);
        return [service.id, { asked, served: asked * (done.served.get(service.id)?.[0] ?? 0) }] as const;
      }),
    );
    return {
      services: served,
      runs: new Map(scenario.runs.map(({ id, flop }) => [id, flop * (done.trained.get(id) ?? 0)])),
      penalty: services.reduce((sum, service) => {
        const { asked, served: got } = served.get(service.id) ?? { asked: 0, served: 0 };
        return sum + ((asked - got) / 1e6) * service.unmetPenalty;
      }, 0),
    };
  } finally {
    model.dispose();
  }
}

/** What stands in a quarter: the fleet of the start, purchases that came, leases that run. */
function standingFleet(
  base: ResolvedScenario,
  orders: readonly PlacedOrder[],
  quarter: number,
): readonly ResolvedFleet[] {
  const came = orders.flatMap(({ id, offer, site, arrivals }) => {
    const count = arrivals
      .filter((each) => each.quarter <= quarter && quarter < each.quarter + termOf(offer))
      .reduce((sum, each) => sum + each.count, 0);
    return count > 0 ? [{ id, system: offer.system, site, count: [count] }] : [];
  });
  return [...base.fleet.map((fleet) => ({ ...fleet, count: shifted(fleet.count, quarter, 1) })), ...came];
}

/** Quarters that something stands for after it came. */
export function termOf({ kind, termQuarters }: PlacedOrder['offer']): number {
  return kind === 'lease' ? (termQuarters ?? 1) : Infinity;
}

/** Input and output tokens that a quarter of demand asks for. */
function tokensOf({ classes, mean }: ResolvedService): number {
  const perRequest = classes.reduce(
    (sum, each) => sum + each.share * (each.inputTokens + each.outputTokens),
    0,
  );
  return (mean[0] ?? 0) * secondsPerQuarter * perRequest;
}
