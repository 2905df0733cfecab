import { formatMoney, formatNumber, formatQuantity, type Currency } from '../quantity/index.ts';
import { cell, type Cell, type Tone } from './section.ts';

/** Money as a cell: three significant digits, the full amount behind it. */
export function moneyCell(amount: number | null, currency: string, rests: readonly string[] = []): Cell {
  if (amount === null) return { text: '–' };
  return {
    text: formatMoney({ amount, currency: currency as Currency }).replace(/^-/u, '−'),
    full: `${amount.toLocaleString('en-US', { maximumFractionDigits: 2 })} ${currency}`,
    rests,
  };
}

/** Above this, counts are shown with three digits too. */
const longCount = 1e6;

/** A number as a cell: counts with all their digits, other numbers with three. */
export function numberCell(value: number | null, unit = ''): Cell {
  if (value === null) return { text: '–' };
  const shown =
    Number.isInteger(value) && Math.abs(value) < longCount
      ? formatQuantity(value, 'count')
      : formatNumber(value);
  return {
    text: `${shown}${unit === '' ? '' : ` ${unit}`}`,
    full: `${value}${unit === '' ? '' : ` ${unit}`}`,
  };
}

/** A part of one as a percentage. */
export function percentCell(part: number | null, tone?: Tone): Cell {
  if (part === null) return { text: '–' };
  return { text: percent(part), full: `${part * 100} %`, ...(tone && { tone }) };
}

/** `41.3 %`. */
export function percent(part: number): string {
  return formatQuantity(part, 'ratio');
}

/** Watts as a cell. */
export function powerCell(watts: number): Cell {
  return { text: formatQuantity(watts, 'power'), full: `${watts} W` };
}

const tones: Readonly<Record<string, Tone>> = {
  allowed: 'good',
  conditions: 'warn',
  licence: 'bad',
  unknown: 'bad',
  denied: 'bad',
};

/** A verdict as a cell; its colour repeats the word. */
export function verdictCell(verdict: string): Cell {
  const tone = tones[verdict];
  return { text: verdict, ...(tone && { tone }) };
}

/** An amount in its unit: power, work (FLOP), a part of one, or a count of something. */
export function amountCell(value: number | null, unit: string): Cell {
  if (unit === 'W' && value !== null) return powerCell(value);
  if (unit === 'FLOP' && value !== null)
    return cell(formatQuantity(value, 'work'), { full: `${value} FLOP` });
  return unit === '1' ? percentCell(value) : numberCell(value, unit);
}
