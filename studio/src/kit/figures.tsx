import type { ReactNode } from 'react';
import {
  formatMoney,
  formatNumber,
  formatQuantity,
  seconds,
  type Currency,
} from '../../../src/quantity/index.ts';

/** A number as a person reads it, and the whole of it. */
export interface Shown {
  readonly text: string;
  readonly full: string;
}

/** Money: three significant digits; the amount to the cent behind it. */
export function shownMoney(amount: number, currency: string): Shown {
  return {
    text: formatMoney({ amount, currency: currency as Currency }).replace(/^-/u, '−'),
    full: `${amount.toLocaleString('en-US', { maximumFractionDigits: 2 })} ${currency}`,
  };
}

/** Beside a value of this size, what is smaller is rounding of the search and no difference. */
const leastPart = 1e-6;

/** A difference, or 0 where it is rounding beside the value it changes. */
export function meaning(by: number, of: number): number {
  return Math.abs(by) <= leastPart * Math.abs(of) ? 0 : by;
}

/** Whether a difference is less than searches that ended within `gap` of the best can tell from none. */
export function belowGap(by: number, of: number, gap: number): boolean {
  return Math.abs(by) < gap * Math.abs(of);
}

/** What is said of such a difference. */
export const belowGapWords = 'less than the search can tell';

/** By how much money more or less, signed; `±0` where it is rounding beside `of`, the value it changes. */
export function shownChange(by: number, of: number, currency: string): Shown {
  if (meaning(by, of) === 0) return { text: '±0', full: `less than a millionth: ${by}` };
  const { text, full } = shownMoney(Math.abs(by), currency);
  const sign = by > 0 ? '+' : '−';
  return { text: sign + text, full: sign + full };
}

/** A count: all digits below a million when whole, else three; nobody owns a part of a card. */
export function shownCount(value: number, unit = ''): Shown {
  const whole = Math.abs(value - Math.round(value)) < 1e-6 ? Math.round(value) : value;
  const text = Number.isInteger(whole) ? formatQuantity(whole, 'count') : formatNumber(whole);
  return { text: joined(text, unit), full: joined(String(value), unit) };
}

/** A part of one, as a percentage. */
export function shownPercent(part: number): Shown {
  return { text: formatQuantity(part, 'ratio'), full: `${part * 100} %` };
}

/** Watts. */
export function shownPower(watts: number): Shown {
  return { text: formatQuantity(watts, 'power'), full: `${watts.toLocaleString('en-US')} W` };
}

/** Seconds. */
export function shownTime(value: number): Shown {
  return { text: formatQuantity(seconds(value), 'duration'), full: `${value} s` };
}

/** Any other number, three digits. */
export function shownNumber(value: number, unit = ''): Shown {
  return { text: joined(formatNumber(value), unit), full: joined(String(value), unit) };
}

function joined(text: string, unit: string): string {
  return unit === '' ? text : `${text} ${unit}`;
}

/** A number on screen: tabular, short, with all of it on hover. `–` where there is none. */
export function Figure({
  of,
  children,
}: {
  readonly of: Shown | null;
  readonly children?: ReactNode;
}): ReactNode {
  if (of === null) return <span className="faint">–</span>;
  return (
    <span className="num" title={of.full} data-full={of.full}>
      {of.text}
      {children}
    </span>
  );
}

/** One headline number: what it is, its value, and what stands beside it. */
export function Headline({
  name,
  value,
  beside,
}: {
  readonly name: ReactNode;
  readonly value: ReactNode;
  readonly beside?: ReactNode;
}): ReactNode {
  return (
    <div className="figure">
      <dt>{name}</dt>
      <dd className="value">{value}</dd>
      {beside !== undefined && <dd className="beside">{beside}</dd>}
    </div>
  );
}
