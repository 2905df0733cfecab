import { stringify } from 'csv-stringify/sync';
import type { TableValue } from './column.ts';

/** Signs at which a spreadsheet takes a text for a formula, and their full-width twins. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/u;

/** Texts that get a guard: those, and those that already look guarded, so that a guard can be taken off again. */
const guarded = /^'*[=+\-@\t\r\n＝＋－＠]/u;

/**
 * A text that a spreadsheet shows and never runs: one that begins like a formula gets an apostrophe before it. Texts
 * come from scenarios that others wrote; a cell `=HYPERLINK(…)` in a CSV file is run when it is opened.
 */
export function safeText(text: string): string {
  return guarded.test(text) ? `'${text}` : text;
}

/** The text behind a guard that `safeText` put before it. */
export function plainText(text: string): string {
  return text.startsWith("'") && guarded.test(text) ? text.slice(1) : text;
}

/** True where a spreadsheet would run the text. */
export function runsAsFormula(text: string): boolean {
  return formulaStart.test(text);
}

/** CSV as RFC 4180 describes it: a row of names, CRLF, quotes where needed; UTF-8 without a mark, decimal points, empty for nothing. */
export function csvText(header: readonly string[], rows: readonly (readonly TableValue[])[]): string {
  return stringify([header, ...rows.map((row) => row.map(cell))], { record_delimiter: 'windows' });
}

function cell(value: TableValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return plainNumber(value);
  return typeof value === 'string' ? safeText(value) : String(value);
}

/** A number in digits alone, as fine as it is: billing formats and many readers refuse `3e+26`. */
export function plainNumber(value: number): string {
  const [mantissa = '', exponent] = String(value).split('e');
  if (exponent === undefined) return mantissa;
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const sign = value < 0 ? '-' : '';
  const point = whole.length + Number(exponent);
  const digits = whole + fraction;
  return point <= 0 ? `${sign}0.${'0'.repeat(-point)}${digits}` : `${sign}${digits.padEnd(point, '0')}`;
}
