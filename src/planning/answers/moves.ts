import { build, fromMillion } from '../program/index.ts';
import type { Line, RunChoice } from '../program/index.ts';
import type { Solution } from '../solution/index.ts';
import { orderValue } from '../candidates/index.ts';
import type { LinearResult, Solver } from '../solver/index.ts';
import { formatMoney } from '../../quantity/index.ts';
import { percent, placeName } from '../words.ts';
import { placeOf, priceText, priceUnit, rateText, rateUnit, timesText } from './flips.ts';
import type { BreakEven } from './flips.ts';
import type { SolveOptions } from './solve-options.ts';
import { heldChoices, repriced, rerated, valued } from './valuation.ts';
import type { Valuation } from './valuation.ts';
import { variation } from './variation.ts';
import { rateOf } from './work-rates.ts';

/** Moves reported, the nearest first. */
const mostMoves = 8;
/** A price or rate this near to the one that moves a run is a tie. */
const tie = 1e-3;

interface Move {
  readonly choice: RunChoice;
  /** The line that would supply most of it. */
  readonly line: Line;
  /** What moving costs more, millions. */
  readonly dearer: number;
  /** Parts of today's price, and of today's rate, at which the run would move; none where none does. */
  readonly price: number | undefined;
  readonly rate: number | undefined;
}

/**
 * What would move a training run: a run works on one system at one site, so another option wins or loses as a whole.
 * For each option not chosen, the relaxation with the run held there; what it costs more, and how that falls with the
 * price and the rate of the system, say at which price and rate the run would move. Costs are concave in a price, so
 * the price named is the highest that can be enough.
 */
export async function moves(
  solver: Solver,
  valuation: Valuation,
  solution: Solution,
  { seed, secondsLeft }: SolveOptions,
): Promise<readonly BreakEven[]> {
  const { built, chosen, result: now } = valuation;
  const { input, layout, program } = built;
  const others = layout.choices.filter(({ column }) => !chosen.has(column));
  if (others.length === 0) return [];
  const objective = valued(program);
  const steps = others.map(({ run, column }) => {
    const rest = layout.choices.filter((each) => each.run !== run && chosen.has(each.column));
    return { ...heldChoices(built, new Set([column, ...rest.map((each) => each.column)])), objective };
  });
  const results = await solver.series({ kind: 'series', program, steps, seconds: secondsLeft(), seed });
  const planned = new Set(solution.orders.map(placeOf));
  const found = others.flatMap((choice, index): readonly Move[] => {
    const result = results[index];
    const line = result?.end === 'optimal' ? mainLine(choice, result, layout.lines) : undefined;
    if (result === undefined || line === undefined || planned.has(placeOf(line))) return [];
    const dearer = Math.max(0, result.value - now.value);
    const { system } = choice;
    const offers = new Set(
      input.scenario.offers.filter((offer) => offer.system === system.id).map(({ id }) => id),
    );
    const priced = variation(program, build(repriced(input, (id) => offers.has(id), 2)).program);
    const rated = variation(program, build(rerated(input, (id) => id === system.id, 2)).program);
    return [
      {
        choice,
        line,
        dearer,
        price: enough(1 - dearer / priced.slope(result), 0, 1),
        // Twice as fast, half as many systems: cost falls with 1 / rate.
        rate: enough(1 / (1 + dearer / rated.slope(result)), 1, Infinity),
      },
    ];
  });
  const nearest = new Map<string, Move>();
  for (const move of found.toSorted((a, b) => a.dearer - b.dearer)) {
    const place = placeOf(move.line);
    if (!nearest.has(place)) nearest.set(place, move);
  }
  return [...nearest.values()].slice(0, mostMoves).flatMap((move) => breakEvens(move, valuation));
}

/** The line at the option's system and site on which most is spent. */
function mainLine(
  { system, site }: RunChoice,
  { columns }: LinearResult,
  lines: readonly Line[],
): Line | undefined {
  const spent = ({ candidate, column }: Line): number => (columns[column] ?? 0) * orderValue(candidate);
  return lines
    .filter(({ candidate }) => candidate.system.id === system.id && candidate.site.id === site.id)
    .filter((line) => spent(line) > 0)
    .toSorted((a, b) => spent(b) - spent(a) || (a.candidate.id < b.candidate.id ? -1 : 1))[0];
}

function enough(factor: number, above: number, below: number): number | undefined {
  return factor >= above && factor <= below && Number.isFinite(factor) ? factor : undefined;
}

function breakEvens({ choice, line, dearer, price, rate }: Move, { built }: Valuation): readonly BreakEven[] {
  const { scenario } = built.input;
  const { run, system } = choice;
  const { offer } = line.candidate;
  const more = formatMoney({ amount: fromMillion(dearer), currency: scenario.currency });
  const moved = `${run.name} would move to ${placeName(line.candidate, scenario)}`;
  const byPrice: BreakEven = {
    line: placeOf(line),
    what: 'price',
    now: offer.price,
    flips: price === undefined ? null : offer.price * price,
    unit: priceUnit(line, scenario),
    sentence:
      price === undefined
        ? `No price moves ${run.name} to ${placeName(line.candidate, scenario)}.`
        : price > 1 - tie
          ? `${run.name} could move to ${placeName(line.candidate, scenario)} at about the same cost.`
          : `${moved}, ${more} dearer today, at ${priceText(offer.price * price, line, scenario)}, ${percent(1 - price)} below its price.`,
  };
  const work = rateOf(system.id, run.id, built.input);
  if (work === undefined) return [byPrice];
  return [
    byPrice,
    {
      line: placeOf(line),
      what: 'rate',
      now: work.rate,
      flips: rate === undefined ? null : work.rate * rate,
      unit: rateUnit(work),
      sentence:
        rate === undefined
          ? `No rate moves ${run.name} to ${placeName(line.candidate, scenario)}.`
          : rate < 1 + tie
            ? `${run.name} could move to ${placeName(line.candidate, scenario)} at its rate.`
            : `${moved} at ${timesText(rate)}: ${rateText(work.rate * rate, work)}.`,
    },
  ];
}
