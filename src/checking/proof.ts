import type { PlanFile } from '../plan/index.ts';
import type { Check } from './context.ts';
import { expectEqual } from './compare.ts';
import { violation, type Violation } from './violation.ts';

type ServiceProof = NonNullable<PlanFile['proof']>['services'][number];

/** Part of the requests that may go unserved under each statistic, as docs/simulator.md says. */
const mayGoUnserved = { mean: 0.01, p50: 0.5, p90: 0.1, p99: 0.01 } as const;

/**
 * A proof is about services and quarters of the plan, holds the levels of the scenario, and its verdicts follow from its own figures.
 * That the figures are those of a simulation, only simulating again shows: they are the same bytes for the same seed.
 */
export const checkProof: Check = ({ plan, scenario }) =>
  (plan.proof?.services ?? []).flatMap((proof): readonly Violation[] => {
    const where = `proof of ${proof.service} in ${proof.quarter}, ${proof.when}`;
    const service = scenario.services.find(({ id }) => id === proof.service);
    if (service === undefined || !plan.quarters.includes(proof.quarter)) {
      const known = `${scenario.services.map(({ id }) => id).join(', ')} in ${plan.quarters.join(', ')}`;
      return [
        violation(
          'FW-CHK-0095',
          where,
          known,
          `${proof.service} in ${proof.quarter}`,
          'it proves what the plan does not have',
        ),
      ];
    }
    return [
      ...expectEqual('FW-CHK-0095', where, 'levels.ttft', service.ttft, proof.levels.ttft),
      ...expectEqual('FW-CHK-0095', where, 'levels.tpot', service.tpot, proof.levels.tpot),
      ...expectEqual('FW-CHK-0095', where, 'verdict', verdictOf(proof), proof.verdict),
      ...(proof.verdict === 'met' ? expectEqual('FW-CHK-0095', where, 'growth', null, proof.growth) : []),
    ];
  });

/** The verdict that the figures of a proof allow. */
function verdictOf({
  verdict,
  statistic,
  levels,
  ttft,
  tpot,
  turnedAway,
  requests,
}: ServiceProof): ServiceProof['verdict'] {
  if (verdict === 'interrupted') return verdict;
  // Without latencies the queue grew without end, or nothing was served.
  if (ttft.mean === null) return verdict === 'met' ? 'missed' : verdict;
  const first = ttft[statistic] ?? Infinity;
  const further = tpot[statistic] ?? 0;
  if (first > levels.ttft || further > levels.tpot) return 'missed';
  // Requests that came before counting began are among those simulated: of those counted, a greater part may have gone unserved.
  if (turnedAway > mayGoUnserved[statistic] * requests) return 'missed';
  return verdict === 'missed' && turnedAway > 0 ? verdict : 'met';
}
