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

/** First tenth, median and last tenth of logarithms, a group weighing as the root of its points. */
type Tenths = readonly [low: number, middle: number, high: number];

function tenths(groups: readonly Group[]): Tenths {
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
  return [at(0.1), at(0.5), at(0.9)];
}

/** Half-widths around the median × `scale`. */
function scaled([low, middle, high]: Tenths, scale: number): Interval {
  return [middle - (middle - low) * scale, middle + (high - middle) * scale];
}

/** Part of the truths inside intervals made `without` their group: two thirds that over points, one that over groups. */
function coverage(groups: readonly Group[], without: readonly Tenths[], scale: number): number {
  let points = 0;
  let inside = 0;
  let shares = 0;
  for (const [index, { logs }] of groups.entries()) {
    const [low, high] = scaled(without[index] ?? [0, 0, 0], scale);
    const within = logs.filter((log) => log >= low && log <= high).length;
    points += logs.length;
    inside += within;
    shares += within / logs.length;
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
  const without = groups.map((group) => tenths(groups.filter((other) => other !== group)));
  let scale = 0.5;
  while (scale < 4 && coverage(groups, without, scale) < 0.8) scale *= 1.02;
  const [low, high] = scaled(tenths(groups), scale);
  return [Math.exp(low), Math.exp(high)];
}
