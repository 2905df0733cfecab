import { build } from '../program/index.ts';
import type { Line } from '../program/index.ts';
import type { Solution } from '../solution/index.ts';
import { percent, placeName } from '../words.ts';
import { placeOf, priceText, priceUnit, rateText, rateUnit, timesText } from './flips.ts';
import type { BreakEven, WorkRate } from './flips.ts';
import { excessIn, repriced, rerated } from './valuation.ts';
import type { Excess, Valuation } from './valuation.ts';
import { rateOf } from './work-rates.ts';

/** Absent offers reported, the nearest to entering first. */
const mostAbsent = 12;
/** A price or rate this near to the one that enters is a tie. */
const tie = 1e-3;
/** A rate this many times today's is no change anybody can hope for. */
const fastest = 100;

interface Absent {
  readonly line: Line;
  readonly now: Excess;
  /** Parts of today's price, and of today's rates, at which it enters; none where no price, or no rate, does. */
  readonly price: number | undefined;
  readonly rate: number | undefined;
}

/**
 * Prices and rates at which absent lines enter: where the excess of cost over worth falls to 0. Excess is linear in the
 * price (through cost, budgets and shares alike) and in the rates of its system, so two of each give the line. The
 * quarter that is nearest counts. Lines whose only work is a run that is trained elsewhere are left to `moves.ts`.
 */
export function entering(valuation: Valuation, solution: Solution): readonly BreakEven[] {
  const { input, layout, program } = valuation.built;
  const whole = excessIn(program, valuation);
  const half = excessIn(build(repriced(input, () => true, 0.5)).program, valuation);
  const twice = excessIn(build(rerated(input, () => true, 2)).program, valuation);
  const planned = new Set(solution.orders.map(placeOf));
  const served = new Set(layout.classes.flatMap(({ pools }) => pools));
  const best = new Map<string, Absent>();
  for (const line of layout.lines) {
    const place = placeOf(line);
    if (planned.has(place) || !served.has(line.pool)) continue;
    const now = whole(line);
    const perPrice = (now.excess - half(line).excess) / 0.5;
    const perRate = now.excess - twice(line).excess;
    const rate = perRate <= 0 ? undefined : Math.max(1, 1 + now.excess / perRate);
    const absent: Absent = {
      line,
      now,
      price: perPrice <= 0 || now.excess >= perPrice ? undefined : Math.min(1, 1 - now.excess / perPrice),
      rate: rate === undefined || rate > fastest ? undefined : rate,
    };
    if ((absent.price ?? 0) > (best.get(place)?.price ?? -1)) best.set(place, absent);
  }
  return [...best]
    .toSorted(([a, x], [b, y]) => (y.price ?? 0) - (x.price ?? 0) || (a < b ? -1 : 1))
    .slice(0, mostAbsent)
    .flatMap(([place, absent]) => breakEvens(place, absent, valuation));
}

function breakEvens(
  place: string,
  { line, now, price, rate }: Absent,
  { built }: Valuation,
): readonly BreakEven[] {
  const { scenario } = built.input;
  const { offer } = line.candidate;
  const named = placeName(line.candidate, scenario);
  const work = now.work === undefined ? undefined : rateOf(line.candidate.system.id, now.work, built.input);
  const byPrice: BreakEven = {
    line: place,
    what: 'price',
    now: offer.price,
    flips: price === undefined ? null : offer.price * price,
    unit: priceUnit(line, scenario),
    sentence:
      price === undefined
        ? `${named} would not enter the plan at any price.`
        : price > 1 - tie
          ? `${named} costs no more, all in, than what the plan has; the plan could have it instead.`
          : `${named} would enter the plan at ${priceText(offer.price * price, line, scenario)}, ${percent(1 - price)} below its price.`,
  };
  return work === undefined ? [byPrice] : [byPrice, byRate(place, named, work, rate)];
}

function byRate(place: string, named: string, work: WorkRate, factor: number | undefined): BreakEven {
  const rate = rateText(work.rate * (factor ?? 1), work);
  return {
    line: place,
    what: 'rate',
    now: work.rate,
    flips: factor === undefined ? null : work.rate * factor,
    unit: rateUnit(work),
    sentence:
      factor === undefined
        ? `${named} would not enter the plan however fast it were.`
        : factor < 1 + tie
          ? `${named} is as fast, for its cost, as what the plan has; the plan could have it instead.`
          : `${named} would enter the plan at ${timesText(factor)}: ${rate} on ${work.name}.`,
  };
}
