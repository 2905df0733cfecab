import type { Comparison } from '../../src/performance/validation/score.ts';

/** Factors on a prediction, or on their logarithms. */
export type Interval = readonly [low: number, high: number];

/** Groups of chip and model that there must be for an interval to be tried on one that it was not made from. */
const leastGroups = 4;

interface Group {
  readonly logs: readonly number[];
  readonly weight: number;
}

function groupsOf(some: readonly Comparison[]): readonly Group[] {
  return [...Map.groupBy(some, ({ group }) => group).values()].map((one) => ({
    logs: one.map(({ truth, predicted }) => Math.log(truth / predicted)),
    weight: 1 / Math.sqrt(one.length),
  }));
}

/** Tenths of logarithms, a group weighing as the root of its points; half-widths around the median times `scale`. */
function tenths(groups: readonly Group[], scale: number): Interval {
  const weighed = groups
    .flatMap(({ logs, weight }) => logs.map((log) => ({ log, weight })))
    .toSorted((a, b) => a.log - b.log);
  const all = weighed.reduce((sum, { weight }) => sum + weight, 0);
  const at = (share: number): number => {
    let below = 0;
    for (const { log, weight } of weighed) {
      below += weight;
      if (below >= share * all) return log;
    }
    return 0;
  };
  const middle = at(0.5);
  return [middle - (middle - at(0.1)) * scale, middle + (at(0.9) - middle) * scale];
}

/** Part of the truths inside intervals made without their group: two thirds that over points, one that over groups. */
function coverage(groups: readonly Group[], scale: number): number {
  let points = 0;
  let inside = 0;
  let shares = 0;
  for (const group of groups) {
    const [low, high] = tenths(
      groups.filter((other) => other !== group),
      scale,
    );
    const within = group.logs.filter((log) => log >= low && log <= high).length;
    points += group.logs.length;
    inside += within;
    shares += within / group.logs.length;
  }
  return (2 * (inside / points) + shares / groups.length) / 3;
}

/**
 * The interval of truth ÷ prediction that holds 80 % of the truths of a group that it was not made from; undefined where there are too
 * few groups to tell.
 *
 * ```
 * tenths of all groups but one, half-widths × scale ──► part of the truths of that one inside ──► the least scale with four in five
 * ```
 *
 * @param some figures as predicted without their group
 */
export function calibrated(some: readonly Comparison[]): Interval | undefined {
  const groups = groupsOf(some);
  if (groups.length < leastGroups) return undefined;
  let scale = 0.5;
  while (scale < 4 && coverage(groups, scale) < 0.8) scale *= 1.02;
  const [low, high] = tenths(groups, scale);
  return [Math.exp(low), Math.exp(high)];
}
