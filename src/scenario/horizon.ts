import {
  addQuarters,
  isIsoDate,
  isQuarter,
  quarterDifference,
  quarterOf,
  quartersFrom,
  type IsoDate,
  type Quarter,
} from '../quantity/index.ts';

/** The quarters a plan looks at: the first is that of the as-of date, or an earlier one where a plan is made anew. */
export interface Horizon {
  readonly asOf: IsoDate;
  readonly first: Quarter;
  readonly quarters: readonly Quarter[];
}

export function horizonFrom(asOf: IsoDate, length: number, first: Quarter = quarterOf(asOf)): Horizon {
  return { asOf, first, quarters: quartersFrom(first, length) };
}

/**
 * Index in the horizon of a quarter as written, negative before it, undefined when it is not a quarter at all.
 * Whole numbers count from 1, as people do: `1`, `+1` and `'1'` are index 0.
 */
export function quarterIndex(written: string | number, horizon: Horizon): number | undefined {
  if (typeof written === 'number') return Number.isInteger(written) ? written - 1 : undefined;
  if (/^[+-]?\d{1,3}$/.test(written)) return Number(written) - 1;
  const { first } = horizon;
  if (isQuarter(written)) return quarterDifference(first, written);
  return isIsoDate(written) ? quarterDifference(first, quarterOf(written)) : undefined;
}

/** The quarter at an index, also outside the horizon. */
export function quarterAt(index: number, horizon: Horizon): Quarter {
  return addQuarters(horizon.first, index);
}

/** True when a claim dated `date` (`YYYY`, `YYYY-MM` or a full date) was made after `asOf`, as far as its date tells. */
export function isAfter(date: string, asOf: IsoDate): boolean {
  return date > asOf.slice(0, date.length);
}

/** True when a claim dated `date` was surely made by `asOf`: a year or month counts when it is over. */
export function isBy(date: string, asOf: IsoDate): boolean {
  return date <= asOf && (date === asOf || !asOf.startsWith(date));
}
