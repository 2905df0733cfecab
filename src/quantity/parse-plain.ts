import { didYouMean } from '../diagnostics/index.ts';
import type { PlainKind } from './kinds.ts';
import { problems } from './messages.ts';
import type { QuantityProblem, Wanted } from './messages.ts';
import { isIsoDate, isQuarter } from './time.ts';

type PlainReading = { readonly ok: true; readonly value: string | boolean } | QuantityProblem;

const wanted: Readonly<Record<PlainKind, Wanted>> = {
  date: { label: 'a date', example: '2025-01-20' },
  'partial-date': { label: 'a day, month or year', example: '2024-05' },
  quarter: { label: 'a quarter', example: '2025Q3' },
  text: { label: 'a text', example: 'Huawei' },
  boolean: { label: 'true or false', example: 'true' },
};

const truth: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['false', false],
  ['no', false],
]);

/** Reads the kinds that are not numbers: dates that exist, quarters (`2025Q3`, `Q3 2025`, `2025-Q3`), texts, truth values. */
export function parsePlain(written: string | number | boolean, kind: PlainKind): PlainReading {
  const text = String(written).trim();
  const not = (hint?: string): QuantityProblem => problems.notPlain(text, wanted[kind], hint);
  switch (kind) {
    case 'date':
      return isIsoDate(text) ? { ok: true, value: text } : not(dateHint(text));
    case 'partial-date':
      return isIsoDate(`${text}${'-01-01'.slice(text.length - 4)}`) && /^[\d-]+$/.test(text)
        ? { ok: true, value: text }
        : not(dateHint(text));
    case 'quarter': {
      const quarter = text
        .replace(/^(\d{4})[ -]?[Qq]([1-4])$/, '$1Q$2')
        .replace(/^[Qq]([1-4])[ -](\d{4})$/, '$2Q$1');
      return isQuarter(quarter) ? { ok: true, value: quarter } : not();
    }
    case 'boolean': {
      const value = truth.get(text.toLowerCase());
      return value === undefined ? not(truthHint(text)) : { ok: true, value };
    }
    case 'text':
      return text === '' ? not('write something or leave the key out') : { ok: true, value: text };
  }
}

function dateHint(text: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text)
    ? 'there is no such day'
    : 'dates are year-month-day with two digits for month and day';
}

function truthHint(text: string): string | undefined {
  const close = didYouMean(text, truth.keys());
  return close === undefined ? undefined : `did you mean \`${close}\`?`;
}
