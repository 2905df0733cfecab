import { describe, expect, it } from 'vitest';
import { columnIndex, columnName } from '../address.ts';
import { evaluator } from './evaluate.ts';

const rows: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  Data: [
    ['a', 1, 10],
    ['b', 2, 20],
    ['A', 3, 30],
  ],
  'Two words': [[5]],
};

function worked(formula: string): unknown {
  const cell = evaluator({
    at: ({ sheet, row, column }) =>
      sheet === 'Here'
        ? { formula: column === 0 ? formula : 'B1' }
        : { value: (rows[sheet]?.[row]?.[column] ?? null) as string | number | null },
    named: (name) => (name === 'five' ? { sheet: 'Two words', row: 0, column: 0 } : undefined),
  });
  const result = cell({ sheet: 'Here', row: 0, column: 0 });
  return result.ok ? result.value : result.why;
}

describe('formulas', () => {
  it.each([
    ['1+2*3', 7],
    ['(1+2)*3', 9],
    ['2^3^2', 64],
    ['-2^2', 4],
    ['2^-1', 0.5],
    ['10-4-3', 3],
    ['"a"&1', 'a1'],
    ['"he said ""no"""', 'he said "no"'],
    ['1<2', true],
    ['"B"="b"', true],
    ['Data!B2*five', 10],
    ["'Two words'!$A$1", 5],
    ['SUM(Data!B1:B3)', 6],
    ['SUM(Data!A1:C1,4)', 15],
    ['SUMIFS(Data!C1:C3,Data!A1:A3,"a")', 40],
    ['SUMIFS(Data!C1:C3,Data!B1:B3,">="&2,Data!A1:A3,"b")', 20],
    ['SUMPRODUCT(Data!B1:B3,Data!C1:C3)', 140],
    ['SUMPRODUCT((Data!A1:A3="b")*Data!C1:C3)', 20],
    ['IF(Data!B1=1,"yes",1/0)', 'yes'],
    ['MAX(1,Data!C1:C3)', 30],
    ['VALUE(LEFT("2025Q3",4))*4+VALUE(RIGHT("2025Q3",1))', 8103],
  ])('%s is %j', (formula, expected) => {
    expect(worked(formula)).toEqual(expected);
  });

  it.each([
    ['1/0', 'division by zero'],
    ['nobody+1', 'the name nobody is unknown'],
    ['HYPERLINK("x")', 'the function HYPERLINK is unknown'],
    ['Data!A1+1', '"a" is no number'],
    ['A1', 'the formula leads back to its own cell'],
    ['Data!A1:B2', 'a range where one value was expected'],
    ['SUMPRODUCT(Data!B1:B3,Data!C1:C2)', 'ranges of different size'],
    ['1+', 'the formula cannot be read'],
    ["cmd|' /C calc'!A0", 'the formula cannot be read'],
    ['[1]Sheet!A1', 'the formula cannot be read'],
  ])('%s cannot be worked out: %s', (formula, why) => {
    expect(worked(formula)).toBe(why);
  });

  it('counts columns there and back', () => {
    for (const index of [0, 25, 26, 51, 701, 702]) expect(columnIndex(columnName(index))).toBe(index);
    expect([columnName(25), columnName(26), columnName(702)]).toEqual(['Z', 'AA', 'AAA']);
  });
});
