import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isNumberKind, kinds } from './kinds.ts';
import type { QuantityKind } from './kinds.ts';
import { quantityMessages } from './messages.ts';
import { parseQuantity } from './parse-quantity.ts';

const page = readFileSync(new URL('../../docs/quantities.md', import.meta.url), 'utf8');

/** Cells of the rows of the table under a heading, without the head. */
function table(heading: string): readonly (readonly string[])[] {
  const section = page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const codeSpans = (cell: string): readonly string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text);

describe('docs/quantities.md', () => {
  const kindRows = table('Kinds and their units');

  it('names every kind with the unit it is counted in', () => {
    const numbers = Object.entries(kinds).map(([kind, { canonical }]) => [
      kind,
      canonical === '' ? '1' : canonical,
    ]);
    expect(kindRows.slice(0, numbers.length).map((row) => row.slice(0, 2))).toEqual(numbers);
    expect(kindRows.slice(numbers.length).map(([kind]) => kind)).toEqual([
      'date',
      'partial-date',
      'quarter',
      'boolean',
      'text',
    ]);
  });

  it.each(
    kindRows.flatMap(([kind = '', , examples = '']) => codeSpans(examples).map((text) => [text, kind])),
  )('rightly says that %s is %s', (text = '', kind) => {
    expect(parseQuantity(text, kind as QuantityKind)).toMatchObject({ ok: true });
  });

  it.each(table('Ranges'))('rightly says that %s of %s is %s, %s, %s', (written = '', kind = '', ...ends) => {
    const [low, value, high] = ends.map(Number);
    expect(isNumberKind(kind as QuantityKind)).toBe(true);
    expect(parseQuantity(codeSpans(written)[0] ?? '', kind as QuantityKind)).toMatchObject({
      ok: true,
      low,
      value,
      high,
    });
  });

  it.each(table('What is refused'))(
    'rightly says that %s of %s is refused with %s',
    (written = '', kind, code = '') => {
      expect(parseQuantity(codeSpans(written)[0] ?? '', kind as QuantityKind)).toMatchObject({
        ok: false,
        code,
      });
      expect(quantityMessages).toHaveProperty(code);
    },
  );
});
