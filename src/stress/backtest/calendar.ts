import {
  quarterDifference,
  quarterEnd,
  quarterOf,
  quarterStart,
  quartersFrom,
  type IsoDate,
  type Quarter,
} from '../../quantity/index.ts';

/** One decision of a backtest. */
export interface Turn {
  /** Index of the quarter in the backtest, from 0. */
  readonly index: number;
  readonly quarter: Quarter;
  /** The day on which it is decided; nothing published later is known. */
  readonly day: IsoDate;
  /** The last day of the quarter: what the law says then counts for the whole of it, as it does for what ships. */
  readonly end: IsoDate;
}

/**
 * Decisions are taken on the first day of each quarter; in the quarter of the scenario's own date on that day.
 *
 * @param from first month, `2025-01`
 * @param to last month, `2026-06`
 */
export function turnsOf(from: string, to: string, asOf: IsoDate): readonly Turn[] {
  const first = quarterOf(`${from}-01`);
  const count = quarterDifference(first, quarterOf(`${to}-01`)) + 1;
  return quartersFrom(first, count).map((quarter, index) => ({
    index,
    quarter,
    day: quarter === quarterOf(asOf) ? asOf : quarterStart(quarter),
    end: quarterEnd(quarter),
  }));
}

/** The day that a date of the catalog stands for: the middle of a month or a year that is given alone. */
export function dayOf(date: string): IsoDate {
  if (date.length === 4) return `${date}-07-01`;
  return date.length === 7 ? `${date}-15` : date;
}

/** Days from one date to another. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
