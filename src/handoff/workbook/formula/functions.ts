import type { CellValue } from '../model.ts';

/** A value or a rectangle of values. */
export type Result = CellValue | Matrix;
export interface Matrix {
  readonly cells: readonly (readonly CellValue[])[];
}

/** A formula cannot be worked out: a spreadsheet would show `#VALUE!`, `#DIV/0!` or `#NAME?`. */
export class FormulaError extends Error {}

export function isMatrix(result: Result): result is Matrix {
  return typeof result === 'object' && result !== null;
}

/** The numbers of a range; a spreadsheet's sums pass over texts and empty cells. */
function numbersOf(result: Result): readonly number[] {
  if (!isMatrix(result)) return [toNumber(result)];
  return result.cells.flat().filter((value) => typeof value === 'number');
}

export function toNumber(result: Result): number {
  if (isMatrix(result)) throw new FormulaError('a range where one value was expected');
  if (typeof result === 'string') {
    if (result.trim() === '' || Number.isNaN(Number(result)))
      throw new FormulaError(`"${result}" is no number`);
    return Number(result);
  }
  return Number(result ?? 0);
}

export function toText(result: Result): string {
  if (isMatrix(result)) throw new FormulaError('a range where one value was expected');
  if (typeof result === 'boolean') return result ? 'TRUE' : 'FALSE';
  return String(result ?? '');
}

export function toTruth(result: Result): boolean {
  return typeof result === 'boolean' ? result : toNumber(result) !== 0;
}

type Operation = (parts: readonly Result[]) => Result;

/** Functions that look at all their parts; `IF` and `IFERROR` are the evaluator's own. */
export const functions: Readonly<Record<string, Operation>> = {
  SUM: (parts) => sum(parts.flatMap(numbersOf)),
  MIN: (parts) => Math.min(...parts.flatMap(numbersOf)),
  MAX: (parts) => Math.max(...parts.flatMap(numbersOf)),
  ABS: ([value = 0]) => Math.abs(toNumber(value)),
  VALUE: ([value = 0]) => toNumber(value),
  LEFT: ([value = '', count = 1]) => toText(value).slice(0, toNumber(count)),
  RIGHT: ([value = '', count = 1]) => toText(value).slice(-toNumber(count)),
  SUMPRODUCT: sumProduct,
  SUMIFS: sumIfs,
};

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function sumProduct(parts: readonly Result[]): number {
  const columns = parts.map((part) => (isMatrix(part) ? part.cells.flat() : [part]));
  const [first = []] = columns;
  if (columns.some((column) => column.length !== first.length))
    throw new FormulaError('ranges of different size');
  return sum(
    first.map((_, at) =>
      columns.reduce((product, column) => {
        const value = column[at] ?? 0;
        return product * (typeof value === 'number' ? value : 0);
      }, 1),
    ),
  );
}

function sumIfs([values, ...conditions]: readonly Result[]): number {
  if (values === undefined || !isMatrix(values)) throw new FormulaError('SUMIFS needs a range');
  const cells = values.cells.flat();
  const tests: ((at: number) => boolean)[] = [];
  for (let index = 0; index < conditions.length; index += 2) {
    const range = conditions[index];
    if (range === undefined || !isMatrix(range)) throw new FormulaError('SUMIFS needs ranges');
    const looked = range.cells.flat();
    if (looked.length !== cells.length) throw new FormulaError('ranges of different size');
    const meets = criterion(conditions[index + 1] ?? null);
    tests.push((at) => meets(looked[at] ?? null));
  }
  return sum(
    cells.flatMap((value, at) =>
      typeof value === 'number' && tests.every((test) => test(at)) ? [value] : [],
    ),
  );
}

/** `"<=3"`, `"lease"` or a value: what SUMIFS compares a cell with. */
function criterion(wanted: Result): (value: CellValue) => boolean {
  const [, sign = '=', operand = ''] = /^(<=|>=|<>|<|>|=)?(.*)$/su.exec(toText(wanted)) ?? [];
  const number = operand.trim() === '' ? Number.NaN : Number(operand);
  if (Number.isNaN(number)) {
    const same = (value: CellValue): boolean => String(value ?? '').toLowerCase() === operand.toLowerCase();
    return sign === '<>' ? (value) => !same(value) : same;
  }
  return (value) => typeof value === 'number' && compare(value, sign, number);
}

/** Compares as spreadsheets do: numbers with numbers, texts without case. */
export function compare(left: CellValue, sign: string, right: CellValue): boolean {
  const [a, b] =
    typeof left === 'string' || typeof right === 'string'
      ? [String(left ?? '').toLowerCase(), String(right ?? '').toLowerCase()]
      : [Number(left ?? 0), Number(right ?? 0)];
  switch (sign) {
    case '=':
      return a === b;
    case '<>':
      return a !== b;
    case '<':
      return a < b;
    case '>':
      return a > b;
    case '<=':
      return a <= b;
    default:
      return a >= b;
  }
}
