import type { Address } from '../address.ts';
import type { CellValue } from '../model.ts';
import {
  compare,
  FormulaError,
  functions,
  isMatrix,
  toNumber,
  toText,
  toTruth,
  type Matrix,
  type Result,
} from './functions.ts';
import { parseFormula, type Expression } from './parse.ts';

/** What formulas look at: cells as written, by sheet. */
export interface Cells {
  readonly at: (address: Address) => { readonly value?: CellValue; readonly formula?: string } | undefined;
  /** The cell a name stands for. */
  readonly named: (name: string) => Address | undefined;
}

/** A value, or why there is none. */
export type Evaluated =
  | { readonly ok: true; readonly value: CellValue }
  | { readonly ok: false; readonly why: string };

/**
 * Works out cells as a spreadsheet would, each once. Knows the part of the formula language that workbooks of this
 * program are written in; what it does not know it reports, so that no workbook leaves with a formula nobody checked.
 */
export function evaluator(cells: Cells): (address: Address) => Evaluated {
  const known = new Map<string, Evaluated>();
  const busy = new Set<string>();

  function cell(address: Address): Evaluated {
    const key = `${address.sheet} ${address.row} ${address.column}`;
    const before = known.get(key);
    if (before) return before;
    if (busy.has(key)) return { ok: false, why: 'the formula leads back to its own cell' };
    busy.add(key);
    const result = workOut(address);
    busy.delete(key);
    known.set(key, result);
    return result;
  }

  function workOut(address: Address): Evaluated {
    const { value = null, formula } = cells.at(address) ?? {};
    if (formula === undefined) return { ok: true, value };
    const expression = parseFormula(formula);
    if (expression === undefined) return { ok: false, why: 'the formula cannot be read' };
    try {
      const result = evaluate(expression, address.sheet);
      return isMatrix(result)
        ? { ok: false, why: 'a range where one value was expected' }
        : { ok: true, value: result };
    } catch (error) {
      if (error instanceof FormulaError) return { ok: false, why: error.message };
      throw error;
    }
  }

  function look(address: Address): CellValue {
    const found = cell(address);
    if (found.ok) return found.value;
    throw new FormulaError(found.why);
  }

  function evaluate(expression: Expression, sheet: string): Result {
    switch (expression.kind) {
      case 'value':
        return expression.value;
      case 'minus':
        return each(evaluate(expression.of, sheet), null, (value) => -toNumber(value));
      case 'name': {
        const address = cells.named(expression.name);
        if (address === undefined) throw new FormulaError(`the name ${expression.name} is unknown`);
        return look(address);
      }
      case 'range':
        return range(expression, expression.sheet ?? sheet);
      case 'operation': {
        const { sign } = expression;
        return each(evaluate(expression.left, sheet), evaluate(expression.right, sheet), (left, right) =>
          operate(left, sign, right),
        );
      }
      default:
        return call(expression.name, expression.parts, sheet);
    }
  }

  function range(
    { from, to, single }: Extract<Expression, { readonly kind: 'range' }>,
    sheet: string,
  ): Result {
    if (single) return look({ sheet, ...from });
    const rows = Array.from({ length: to.row - from.row + 1 }, (_, row) =>
      Array.from({ length: to.column - from.column + 1 }, (__, column) =>
        look({ sheet, row: from.row + row, column: from.column + column }),
      ),
    );
    return { cells: rows };
  }

  function call(name: string, parts: readonly Expression[], sheet: string): Result {
    if (name === 'IF') {
      const [test, yes, no] = parts;
      if (test === undefined || yes === undefined) throw new FormulaError('IF needs a test and a value');
      const chosen = toTruth(evaluate(test, sheet)) ? yes : no;
      return chosen === undefined ? false : evaluate(chosen, sheet);
    }
    const operation = functions[name];
    if (operation === undefined) throw new FormulaError(`the function ${name} is unknown`);
    return operation(parts.map((part) => evaluate(part, sheet)));
  }

  return cell;
}

function operate(left: CellValue, sign: string, right: CellValue): CellValue {
  switch (sign) {
    case '+':
      return toNumber(left) + toNumber(right);
    case '-':
      return toNumber(left) - toNumber(right);
    case '*':
      return toNumber(left) * toNumber(right);
    case '/':
      if (toNumber(right) === 0) throw new FormulaError('division by zero');
      return toNumber(left) / toNumber(right);
    case '^':
      return toNumber(left) ** toNumber(right);
    case '&':
      return toText(left) + toText(right);
    default:
      return compare(left, sign, right);
  }
}

/** Applies an operation to values, or cell by cell to ranges of one size; a single value goes with every cell. */
function each(
  left: Result,
  right: Result,
  operation: (left: CellValue, right: CellValue) => CellValue,
): Result {
  const shape = isMatrix(left) ? left : isMatrix(right) ? right : undefined;
  if (shape === undefined) return operation(left as CellValue, right as CellValue);
  const result: Matrix = {
    cells: shape.cells.map((row, r) => row.map((_, c) => operation(at(left, r, c), at(right, r, c)))),
  };
  return result;
}

/** A cell of a range; a single value is every cell. */
function at(side: Result, row: number, column: number): CellValue {
  return isMatrix(side) ? (side.cells[row]?.[column] ?? null) : side;
}
