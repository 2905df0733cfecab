import { didYouMean } from '../diagnostics/index.ts';
import type { PlainKind } from './kinds.ts';
import { problems } from './messages.ts';
import type { QuantityProblem, Wanted } from './messages.ts';
import { isIsoDate, isQuarter } from './time.ts';

type PlainReading = { readonly ok: true; readonly value: string | boolean } | QuantityProblem;

/** How one of these kinds is read: its value, or undefined when the text is not one; and what to say then. */
interface PlainDefinition extends Wanted {
  readonly read: (text: string) => string | boolean | undefined;
  readonly hint: (text: string) => string | undefined;
}

const truth: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['false', false],
  ['no', false],
]);

const definitions: Readonly<Record<PlainKind, PlainDefinition>> = {
  date: {
    label: 'a date',
    example: '2025-01-20',
    read: (text) => (isIsoDate(text) ? text : undefined),
    hint: dateHint,
  },
  'partial-date': {
    label: 'a day, month or year',
    example: '2024-05',
    read: (text) => (['', '-01', '-01-01'].some((rest) => isIsoDate(text + rest)) ? text : undefined),
    hint: dateHint,
  },
  quarter: {
    label: 'a quarter',
    example: '2025Q3',
    read: (text) => {
      const quarter = text
        .replace(/^(\d{4})[ -]?[Qq]([1-4])$/, '$1Q$2')
        .replace(/^[Qq]([1-4])[ -](\d{4})$/, '$2Q$1');
      return isQuarter(quarter) ? quarter : undefined;
    },
    hint: () => 'a quarter is the year, `Q` and 1 to 4',
  },
  text: {
    label: 'a text',
    example: 'Huawei',
    read: (text) => (text === '' ? undefined : text),
    hint: () => 'write something or leave the key out',
  },
  boolean: {
    label: 'true or false',
    example: 'true',
    read: (text) => truth.get(text.toLowerCase()),
    hint: (text) => {
      const close = didYouMean(text.slice(0, 10), truth.keys());
      return close === undefined ? undefined : `did you mean \`${close}\`?`;
    },
  },
};

/**
 * Reads the kinds that are not numbers: dates that exist, quarters (`2025Q3`, `Q3 2025`, `2025-Q3`), texts, truth
 * values (`yes` and `no` too).
 */
export function parsePlain(written: string | number | boolean, kind: PlainKind): PlainReading {
  const text = String(written).trim();
  const definition = definitions[kind];
  const value = definition.read(text);
  return value === undefined
    ? problems.notPlain(text, definition, definition.hint(text))
    : { ok: true, value };
}

function dateHint(text: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text)
    ? 'there is no such day'
    : 'write year-month-day, with two digits for month and day';
}
