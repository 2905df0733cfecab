import { Temporal } from 'temporal-polyfill';

/** A calendar date, `YYYY-MM-DD`, proleptic Gregorian, no time zone; ordered as text. */
export type IsoDate = string & { readonly __isoDate?: never };

/** A calendar quarter, `YYYYQn`, e.g. `2025Q3`; ordered as text. */
export type Quarter = string & { readonly __quarter?: never };

/** Seconds in the mean quarter, 365.25 d / 4: the engine's length of every quarter, whatever the calendar says. */
export const secondsPerQuarter = 7_889_400;

/** True for a real day of the years 0001 to 9999, written `YYYY-MM-DD`. */
export function isIsoDate(text: string): text is IsoDate {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (parts === null) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** True for a quarter of the years 0001 to 9999, written `YYYYQn`. */
export function isQuarter(text: string): text is Quarter {
  return /^(?!0000)\d{4}Q[1-4]$/.test(text);
}

/** The quarter a date lies in. The date must be valid. */
export function quarterOf(date: IsoDate): Quarter {
  const month = Number(date.slice(5, 7));
  return `${date.slice(0, 4)}Q${Math.ceil(month / 3)}`;
}

/** The quarter `count` quarters after `quarter`; before it when negative. */
export function addQuarters(quarter: Quarter, count: number): Quarter {
  return quarterAt(ordinal(quarter) + count);
}

/** How many quarters lie from `from` to `to`: `quarterDifference('2025Q1', '2025Q3')` is 2, negative when `to` is earlier. */
export function quarterDifference(from: Quarter, to: Quarter): number {
  return ordinal(to) - ordinal(from);
}

/** `count` consecutive quarters, the first of them `first`. */
export function quartersFrom(first: Quarter, count: number): readonly Quarter[] {
  return Array.from({ length: count }, (_, index) => addQuarters(first, index));
}

/** First day of a quarter. */
export function quarterStart(quarter: Quarter): IsoDate {
  return `${quarter.slice(0, 4)}-${twoDigits(Number(quarter.slice(5)) * 3 - 2)}-01`;
}

/** Last day of a quarter. */
export function quarterEnd(quarter: Quarter): IsoDate {
  const month = Number(quarter.slice(5)) * 3;
  return `${quarter.slice(0, 4)}-${twoDigits(month)}-${month === 3 || month === 12 ? 31 : 30}`;
}

/** The date `count` days after `date`; before it when negative. */
export function addDays(date: IsoDate, count: number): IsoDate {
  return Temporal.PlainDate.from(date).add({ days: count }).toString();
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Quarters since the start of year 0. */
function ordinal(quarter: Quarter): number {
  return Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(5)) - 1;
}

function quarterAt(position: number): Quarter {
  const year = Math.floor(position / 4);
  return `${String(year).padStart(4, '0')}Q${position - year * 4 + 1}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
