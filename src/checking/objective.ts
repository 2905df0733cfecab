import type { Check, CheckContext } from './context.ts';
import { expectAtMost, expectEqual, near, remainder } from './compare.ts';
import { discountedCost } from './cash.ts';
import { churnOf } from './replan.ts';
import { runsOf } from './runs.ts';
import { servicesOf, tokensOf } from './services.ts';
import { violation } from './violation.ts';

/**
 * What cost weighs beside unmet demand where service comes first: enough to choose the cheapest of equal plans. The
 * plan file's `objective.value` is made with it.
 */
const costWeight = 1e-3;

/** Discounted cash is worked out again, and so is the value that was minimised, the price of changes in it. */
export const checkObjective: Check = (context) => {
  const { objective } = context.plan;
  const cost = discountedCost(context);
  const money = cost + churnOf(context).cost;
  const value = objective.kind === 'most-service' ? penaltyOf(context) + costWeight * money : money;
  return [
    ...expectEqual('FW-CHK-0051', 'objective', 'cost', cost, objective.cost),
    ...expectEqual('FW-CHK-0053', 'objective', 'value', value, objective.value),
  ];
};

/** The penalty of what is not served is worked out again. */
export const checkPenalty: Check = (context) =>
  expectEqual('FW-CHK-0052', 'objective', 'unmet', penaltyOf(context), context.plan.objective.unmet);

/** Reporting currency, not discounted: missing tokens of services and missing parts of runs at their penalties. */
function penaltyOf(context: CheckContext): number {
  const services = servicesOf(context).flatMap(({ service, unmet }) =>
    unmet.map((rate, q) => {
      const peak = service.peak[q] ?? 0;
      const part = peak === 0 ? 0 : remainder(rate, peak) / peak;
      return (tokensOf(service, q, part) / 1e6) * service.unmetPenalty;
    }),
  );
  const runs = runsOf(context).map(
    ({ run, unmet }) => (run.flop === 0 ? 0 : remainder(unmet, run.flop) / run.flop) * run.unmetPenalty,
  );
  return [...services, ...runs].reduce((sum, penalty) => sum + penalty, 0);
}

/** The bound is no better than the plan, and the gap is the distance between the two. */
export const checkBound: Check = ({ plan }) => {
  const { value } = plan.objective;
  const { bound, gap } = plan;
  if (value === null || bound === null) {
    return expectEqual('FW-CHK-0054', 'gap', 'gap', null, gap);
  }
  const distance = value - bound;
  return [
    ...expectAtMost('FW-CHK-0054', 'bound', 'bound', bound, value),
    ...expectEqual('FW-CHK-0054', 'gap', 'gap', near(distance, 0) ? 0 : distance / Math.abs(value), gap),
  ];
};

/** A plan of least cost misses nothing; that is what its cost is for. */
export const checkNothingMissed: Check = (context) => {
  if (context.scenario.objective.kind !== 'least-cost') return [];
  const services = servicesOf(context).flatMap(({ service, unmet }) =>
    unmet.flatMap((rate, q) =>
      remainder(rate, service.peak[q] ?? 0) > 0
        ? [missed(`${service.id}:${context.scenario.quarters[q] ?? q}`, rate)]
        : [],
    ),
  );
  const runs = runsOf(context).flatMap(({ run, unmet }) =>
    remainder(unmet, run.flop) > 0 ? [missed(run.id, unmet)] : [],
  );
  return [...services, ...runs];
};

function missed(where: string, amount: number): ReturnType<typeof violation> {
  const sentence = 'the scenario asks for least cost with all demand met, and this is not.';
  return violation('FW-CHK-0055', where, 'nothing unmet', amount, sentence);
}
