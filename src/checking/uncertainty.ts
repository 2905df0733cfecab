import type { PlanUncertainty } from '../plan/index.ts';
import { expectAtMost, expectEqual, expectFields } from './compare.ts';
import type { Check } from './context.ts';

/**
 * A plan over many futures: what the figures of the futures add up to is worked out again, and a line's stance is that of the
 * list. The futures themselves are the planner's; `fleetwright stage` draws them again from the seed.
 */
export const checkUncertainty: Check = ({ plan }) => {
  const { uncertainty } = plan;
  if (uncertainty === undefined)
    return plan.lines.flatMap((line) =>
      expectEqual('FW-CHK-0091', line.id, 'stance', null, line.stance?.stance ?? null),
    );
  const { futures, measure } = uncertainty;
  const mean = (of: (each: PlanUncertainty['futures'][number]) => number): number =>
    futures.reduce((sum, each) => sum + each.probability * of(each), 0);
  const expected = mean(({ value }) => value);
  const worst = Math.max(...futures.map(({ value }) => value));
  const regret = Math.max(...futures.map(({ value, foresight }) => value - foresight));
  const cvar = tailMean(uncertainty);
  const { weight } = measure;
  const value = {
    expected,
    worst,
    regret,
    cvar: (1 - (weight ?? 0)) * expected + (weight ?? 0) * cvar,
  }[measure.kind];
  const sums = expectFields('FW-CHK-0090', 'uncertainty', {
    probabilities: [1, mean(() => 1)],
    expected: [expected, uncertainty.expected],
    worst: [worst, uncertainty.worst],
    regret: [regret, uncertainty.regret],
    cvar: [cvar, uncertainty.cvar],
    value: [value, uncertainty.value],
    perfectInformation: [expected - mean(({ foresight }) => foresight), uncertainty.perfectInformation],
    stochasticSolution: [mean(({ expectedPlan }) => expectedPlan) - expected, uncertainty.stochasticSolution],
  });
  const byLine = new Map(uncertainty.stances.map((each) => [each.line, each]));
  const stances = plan.lines.flatMap(({ id, stance }) => {
    const listed = byLine.get(id);
    return stance === undefined || listed === undefined
      ? []
      : expectFields('FW-CHK-0091', id, {
          stance: [listed.stance, stance.stance],
          until: [listed.until, stance.until],
          value: [listed.value, stance.value],
        });
  });
  const ordered = uncertainty.stances.flatMap(({ line, stance, until }) =>
    expectEqual('FW-CHK-0091', line, 'decided now', stance === 'commit', until === null),
  );
  return [
    ...sums,
    ...expectAtMost('FW-CHK-0090', 'uncertainty', 'the bound', uncertainty.bound, value),
    ...stances,
    ...ordered,
  ];
};

/** Mean of the worst (1 − alpha) of the probability. */
function tailMean({ futures, measure: { alpha } }: PlanUncertainty): number {
  let left = 1 - alpha;
  let sum = 0;
  for (const { value, probability } of futures.toSorted((a, b) => b.value - a.value)) {
    const part = Math.max(0, Math.min(left, probability));
    sum += part * value;
    left -= part;
  }
  return sum / (1 - alpha);
}
