import { build } from '../program/index.ts';
import type { BuildInput } from '../program/index.ts';
import type { Order, Solution } from '../solution/index.ts';
import type { LinearResult, Solver } from '../solver/index.ts';
import { percent, placeName } from '../words.ts';
import { placeOf, priceText, priceUnit, rateText, rateUnit } from './flips.ts';
import type { BreakEven, WorkRate } from './flips.ts';
import type { SolveOptions } from './solve-options.ts';
import { repriced, rerated } from './valuation.ts';
import type { Valuation } from './valuation.ts';
import { variation } from './variation.ts';
import type { Variation } from './variation.ts';
import { rateOf } from './work-rates.ts';
import { workShares } from './work-shares.ts';

/** Planned places tried for leaving, the largest first. */
const mostPresent = 8;
/** Tried first; then the interval in which it leaves is cut into as many parts. */
const dearer = [1, 1.01, 1.03, 1.07, 1.15, 1.3, 1.6, 2.2, 3];
const slower = [1, 0.99, 0.97, 0.93, 0.87, 0.77, 0.62, 0.45, 0.33];
const parts = 10;
/** Gone when less than this part is left of what the relaxation orders today. */
const gone = 0.01;

/** Something that may make one planned place leave: its price that rises, or the rate of its system that falls. */
interface Pressure {
  readonly order: Order;
  readonly place: string;
  readonly work: WorkRate | undefined;
  readonly what: 'price' | 'rate';
  readonly variation: Variation;
  readonly factors: readonly number[];
}

/** Where it ends: between the last factor at which the place is there and the first at which it is gone, or no plan is left at all. */
interface End {
  readonly last: number;
  readonly first: number;
  readonly how: 'leaves' | 'no plan' | 'at once';
}

/**
 * Prices and rates at which the largest planned lines leave, found by solving the relaxation again at dearer prices and
 * lower rates, in one warm series and then once more within the interval found.
 */
export async function leaving(
  solver: Solver,
  { built }: Valuation,
  solution: Solution,
  options: SolveOptions,
): Promise<readonly BreakEven[]> {
  const { input, program } = built;
  const pressures = largestPlaces(solution).flatMap(([place, order]): readonly Pressure[] => {
    const { offer, system } = order.candidate;
    const [main] = workShares(order, built, solution);
    const work = main === undefined ? undefined : rateOf(system.id, main.id, input);
    const priced = build(repriced(input, (id) => id === offer.id, 2)).program;
    const price: Pressure = {
      order,
      place,
      work,
      what: 'price',
      variation: variation(program, priced),
      factors: dearer,
    };
    if (work === undefined) return [price];
    const rated = build(rerated(input, (id) => id === system.id, 2)).program;
    return [price, { ...price, what: 'rate', variation: variation(program, rated), factors: slower }];
  });
  const rough = await endsOf(solver, built, pressures, options);
  const narrowed = pressures.map((pressure, index) => {
    const end = rough[index];
    return end === undefined || end.how === 'at once'
      ? { ...pressure, factors: [] }
      : { ...pressure, factors: [1, ...cut(end.last, end.first)] };
  });
  const fine = await endsOf(solver, built, narrowed, options);
  return pressures.map((pressure, index) => sentenceFor(pressure, fine[index] ?? rough[index], input));
}

/** `offer@site` of what was ordered by value, largest first, with one order of each. */
function largestPlaces(solution: Solution): readonly (readonly [string, Order])[] {
  const places = new Map<string, { readonly order: Order; value: number }>();
  for (const order of solution.orders.filter((each) => !each.frozen)) {
    const place = placeOf(order);
    const known = places.get(place) ?? { order, value: 0 };
    known.value += order.count * order.candidate.offer.price;
    places.set(place, known);
  }
  return [...places]
    .toSorted(([a, x], [b, y]) => y.value - x.value || (a < b ? -1 : 1))
    .slice(0, mostPresent)
    .map(([place, { order }]) => [place, order]);
}

/** The first factor of each at which the place is gone; none where it stays. */
async function endsOf(
  solver: Solver,
  { program, layout }: Valuation['built'],
  pressures: readonly Pressure[],
  { seed, secondsLeft }: SolveOptions,
): Promise<readonly (End | undefined)[]> {
  const steps = pressures.flatMap((each) => each.factors.map((factor) => each.variation.at(factor)));
  if (steps.length === 0) return [];
  const results = await solver.series({ kind: 'series', program, steps, seconds: secondsLeft(), seed });
  let next = 0;
  return pressures.map(({ place, factors }) => {
    const columns = layout.lines.filter((line) => placeOf(line) === place).map((line) => line.column);
    const ordered = (result: LinearResult | undefined): number =>
      columns.reduce((sum, column) => sum + (result?.columns[column] ?? 0), 0);
    const own = results.slice(next, next + factors.length);
    next += factors.length;
    const today = ordered(own[0]);
    if (factors.length > 0 && today < gone) return { last: 1, first: 1, how: 'at once' };
    for (const [index, first] of factors.entries()) {
      const result = own[index];
      const last = factors[index - 1] ?? first;
      if (result?.end === 'infeasible') return { last, first, how: 'no plan' };
      if (result?.end === 'optimal' && ordered(result) < gone * today) return { last, first, how: 'leaves' };
    }
    return undefined;
  });
}

function cut(from: number, to: number): readonly number[] {
  return Array.from({ length: parts + 1 }, (_, index) => from + ((to - from) * index) / parts);
}

function sentenceFor(
  { order, place, work, what, factors }: Pressure,
  end: End | undefined,
  { scenario }: BuildInput,
): BreakEven {
  const { offer } = order.candidate;
  const named = placeName(order.candidate, scenario);
  const last = factors.at(-1) ?? 1;
  const factor = end === undefined ? 1 : (end.last + end.first) / 2;
  const flips = end === undefined || end.how === 'no plan' ? undefined : factor;
  if (what === 'price' || work === undefined) {
    const price = priceText(offer.price * factor, order, scenario);
    return {
      line: place,
      what: 'price',
      now: offer.price,
      flips: flips === undefined ? null : offer.price * flips,
      unit: priceUnit(order, scenario),
      sentence:
        end === undefined
          ? `${named} stays in the plan even at ${last} times its price.`
          : {
              leaves: `${named} leaves the plan at about ${price}, ${percent(factor - 1)} above its price.`,
              'no plan': `${named} cannot be done without: from about ${price}, ${percent(factor - 1)} above its price, there is no plan at all.`,
              'at once': `${named} could be replaced at about the same cost: any rise of its price may flip it.`,
            }[end.how],
    };
  }
  const rate = rateText(work.rate * factor, work);
  return {
    line: place,
    what: 'rate',
    now: work.rate,
    flips: flips === undefined ? null : work.rate * flips,
    unit: rateUnit(work),
    sentence:
      end === undefined
        ? `${named} stays in the plan even at ${percent(last)} of its rate.`
        : {
            leaves: `${named} leaves the plan at about ${percent(factor)} of its rate: ${rate} on ${work.name}.`,
            'no plan': `${named} cannot be done without: from about ${percent(factor)} of its rate, ${rate} on ${work.name}, there is no plan at all.`,
            'at once': `${named} could be replaced at about the same cost: any loss of rate may flip it.`,
          }[end.how],
  };
}
