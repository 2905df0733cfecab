import { estimateMean, meanOf, type Estimate } from '../draws/statistics.ts';

/** What it is worth to know one quantity before deciding. */
export interface FactWorth {
  /** Expected saving, with its 95 % interval; money like the losses. May come out below 0 by chance. */
  readonly worth: Estimate;
  /** Slices of equal probability in which the quantity is taken to become known. */
  readonly slices: number;
}

/** Draws that a slice needs so that the better decision in it can be told from a worse one. */
const drawsPerSlice = 16;
const mostSlices = 10;

/**
 * Expected value of partial perfect information: how much less is lost when the decision may follow the slice in which
 * `known` lies, among decisions that were tried on the same draws.
 *
 *     draws ─ sorted by the quantity ─ slices ─ halves ─► the decision that is best on one half is charged on the other
 *
 * Choosing and charging on different draws keeps chance from looking like knowledge; what is left is a lower bound, as
 * only the decisions tried can be chosen. Method: binning, as in M. Strong and J. Oakley, "An efficient method for computing
 * single-parameter partial expected value of perfect information", Med. Decis. Making 33 (2013), with cross-fitting.
 *
 * @param known value of the quantity in each draw
 * @param losses loss of each decision in each draw: `losses[decision][draw]`
 */
export function worthOfKnowing(known: readonly number[], losses: readonly (readonly number[])[]): FactWorth {
  const distinct = new Set(known).size;
  const slices = Math.max(1, Math.min(mostSlices, distinct, Math.floor(known.length / drawsPerSlice)));
  const all = [...known.keys()];
  const unknowing = chargeFolds(all, losses);
  const knowing = new Map<number, number>();
  for (const slice of sliced(known, slices))
    for (const [draw, loss] of chargeFolds(slice, losses)) knowing.set(draw, loss);
  const savings = all.map((draw) => (unknowing.get(draw) ?? 0) - (knowing.get(draw) ?? 0));
  return { worth: estimateMean(savings), slices };
}

/** Draws in slices of near equal number by ascending value; equal values stay together, and few values are each a slice. */
function sliced(known: readonly number[], slices: number): readonly (readonly number[])[] {
  const values = [...new Set(known)].toSorted((a, b) => a - b);
  if (values.length <= slices)
    return values.map((value) => [...known.keys()].filter((draw) => known[draw] === value));
  const order = [...known.keys()].toSorted((a, b) => (known[a] ?? 0) - (known[b] ?? 0) || a - b);
  const result: number[][] = [];
  let current: number[] = [];
  for (const [at, draw] of order.entries()) {
    current.push(draw);
    const next = order[at + 1];
    const full = at + 1 >= ((result.length + 1) * order.length) / slices;
    if (next === undefined || (full && known[next] !== known[draw])) {
      result.push(current);
      current = [];
    }
  }
  return result;
}

/** The loss of each draw under the decision that is best on the other half of the draws given. */
function chargeFolds(
  draws: readonly number[],
  losses: readonly (readonly number[])[],
): ReadonlyMap<number, number> {
  const halves = [draws.filter((_, at) => at % 2 === 0), draws.filter((_, at) => at % 2 === 1)] as const;
  const charged = new Map<number, number>();
  for (const [here, other] of [
    [halves[0], halves[1]],
    [halves[1], halves[0]],
  ] as const) {
    const best = bestOn(other.length > 0 ? other : here, losses);
    for (const draw of here) charged.set(draw, losses[best]?.[draw] ?? 0);
  }
  return charged;
}

function bestOn(draws: readonly number[], losses: readonly (readonly number[])[]): number {
  const means = losses.map((loss) => meanOf(draws.map((draw) => loss[draw] ?? 0)));
  return means.indexOf(Math.min(...means));
}
