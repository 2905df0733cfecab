import type { Predicted, RateTable } from '../../performance/index.ts';
import { normalQuantile } from '../../quantity/index.ts';
import { scenarioContext, whatIf } from '../../rules/index.ts';
import type { ResolvedScenario } from '../../scenario/index.ts';
import type { Prepared } from '../../pipeline/index.ts';
import { layEvent, ruleChanges } from './apply-events.ts';
import type { Future } from './draw.ts';
import { placeOf } from './places.ts';
import type { Uncertainty } from './uncertainty.ts';

/** A scenario with everything that planning and checking it takes. */
export type World = Pick<Prepared, 'scenario' | 'rates' | 'rulebook' | 'rules' | 'catalog'>;

/**
 * The world as it is in a future, for whoever knows it: a scenario, rates and rules that the planner and the checker
 * take like any other. Pure. What differs is laid over in a fixed order: quantities by id, then events by quarter.
 *
 *     quantities ─► numbers of the scenario ─► events ─► offers, demand, sites, licences, shares, budgets
 *     scores of chips ─► rates                     └───► rules, context
 */
export function applyFuture(world: World, uncertainties: readonly Uncertainty[], future: Future): World {
  const drawn = layFactors(world.scenario, uncertainties, future.factors);
  const scenario = future.events.reduce(layEvent, drawn);
  const changes = ruleChanges(world.scenario, future.events);
  const rulebook = whatIf(world.rulebook, changes, world.scenario.asOf);
  return {
    ...world,
    scenario,
    rates: layScores(world.rates, scenario, future.factors),
    rulebook,
    rules: scenarioContext(scenario, rulebook, world.catalog),
  };
}

function layFactors(
  scenario: ResolvedScenario,
  uncertainties: readonly Uncertainty[],
  factors: Future['factors'],
): ResolvedScenario {
  let result = scenario;
  for (const { id, paths } of uncertainties) {
    const factor = factors.get(id);
    if (factor === undefined || factor === 1) continue;
    for (const path of paths) result = placeOf(path, scenario)?.lay(result, factor) ?? result;
  }
  return result;
}

/** Normal score at the ends of the 80 % interval of a rate. */
const edge = normalQuantile(0.9);

/**
 * Rates at the normal score of their chip: the ends of the 80 % interval at ±1.28, multiplied on and on beyond them,
 * each side by its own half of the interval.
 */
function layScores(rates: RateTable, { systems }: ResolvedScenario, factors: Future['factors']): RateTable {
  const at = (system: string, rate: Predicted): Predicted => {
    const draw = factors.get(`rates.${systems.get(system)?.accelerator ?? ''}`);
    if (draw === undefined || rate.value <= 0) return rate;
    const score = Math.log(draw);
    const end = score < 0 ? rate.low : rate.high;
    const factor = end <= 0 ? 1 : (end / rate.value) ** (Math.abs(score) / edge);
    return { value: rate.value * factor, low: rate.low * factor, high: rate.high * factor };
  };
  if (![...factors.keys()].some((id) => id.startsWith('rates.'))) return rates;
  return {
    ...rates,
    services: rates.services.map((rate) => ({
      ...rate,
      requestsPerSecond: at(rate.system, rate.requestsPerSecond),
    })),
    runs: rates.runs.map((rate) => ({ ...rate, flopPerSecond: at(rate.system, rate.flopPerSecond) })),
  };
}
