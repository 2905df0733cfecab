import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planSchema } from '../../plan/index.ts';
import { csvText, plainNumber, runsAsFormula, safeText } from './csv.ts';
import { readCsv } from './read-csv.ts';
import { tableModel } from './table.ts';

describe('CSV', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\r=1', '＝1'])('never lets %j run', (text) => {
    expect(runsAsFormula(text)).toBe(true);
    expect(runsAsFormula(safeText(text))).toBe(false);
  });

  it('writes numbers in digits alone, as fine as they are', () => {
    expect([3e26, 1.5e-9, -2.5e21, 0, -0.1].map(plainNumber)).toEqual([
      '300000000000000000000000000',
      '0.0000000015',
      '-2500000000000000000000',
      '0',
      '-0.1',
    ]);
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(plainNumber(value))).toBe(value === 0 ? 0 : value);
        expect(plainNumber(value)).not.toMatch(/e/iu);
      }),
    );
  });

  it('gives back any text and number it was given', () => {
    const columns = [
      { name: 'text', type: 'text', nullable: true },
      { name: 'number', type: 'number', nullable: false },
    ] as const;
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'grapheme', minLength: 1 }), fc.constantFrom("'=1", "''+1", "'tis", '=1')),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (text, number) => {
          const content = csvText(['text', 'number'], [[text, number]]);
          expect(parse(content)).toHaveLength(2);
          const { rows, diagnostics } = readCsv({ path: 'x.csv', content }, columns);
          expect(diagnostics).toEqual([]);
          expect(rows).toEqual([[text, number === 0 ? 0 : number]]);
        },
      ),
    );
  });
});

/**
 * Parts of a plan file that are no table: what was taken over stands among the lines; how it was searched and with
 * whose measurements is how it was made; what it says over futures is in the plan file and the report alone.
 */
const notTables = new Set(['replan', 'search', 'measurements', 'uncertainty']);

describe('tables', () => {
  it('holds every list of the plan', () => {
    const lists = Object.keys(planSchema.shape).filter(
      (key) =>
        key !== 'quarters' &&
        !notTables.has(key) &&
        /^(?:array|optional)$/u.test(planSchema.shape[key as keyof typeof planSchema.shape].type),
    );
    // Services stand as quarters and rates.
    const names = new Set(tableModel.map(({ name }) => name.replaceAll('-', '').toLowerCase()));
    expect(lists.filter((list) => !names.has(list.toLowerCase()))).toEqual([]);
  });
});
