import { columnIndex } from '../address.ts';
import { tokensOf, type Token } from './tokens.ts';

/** A formula as a tree. */
export type Expression =
  | { readonly kind: 'value'; readonly value: string | number }
  | { readonly kind: 'name'; readonly name: string }
  | {
      readonly kind: 'range';
      readonly sheet: string | undefined;
      readonly from: Corner;
      readonly to: Corner;
      readonly single: boolean;
    }
  | {
      readonly kind: 'operation';
      readonly sign: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'minus'; readonly of: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly parts: readonly Expression[] };

interface Corner {
  readonly row: number;
  readonly column: number;
}

/** Signs from those that bind least to those that bind most. */
const levels: readonly (readonly string[])[] = [
  ['=', '<>', '<', '>', '<=', '>='],
  ['&'],
  ['+', '-'],
  ['*', '/'],
  ['^'],
];

/** Reads a formula as spreadsheets do, as far as workbooks of this program use the language; undefined where it is not that. */
export function parseFormula(formula: string): Expression | undefined {
  const tokens = tokensOf(formula);
  if (tokens === undefined) return undefined;
  const reader = new Reader(tokens);
  const expression = reader.expression(0);
  return reader.done ? expression : undefined;
}

class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get done(): boolean {
    return this.#at === this.#tokens.length;
  }

  expression(level: number): Expression | undefined {
    const signs = levels[level];
    if (signs === undefined) return this.#signed();
    let left = this.expression(level + 1);
    while (left !== undefined) {
      const sign = this.#sign(...signs);
      if (sign === undefined) return left;
      const right = this.expression(level + 1);
      left = right && { kind: 'operation', sign, left, right };
    }
    return undefined;
  }

  /** A minus binds more than a power here, as in spreadsheets: -2^2 is 4. */
  #signed(): Expression | undefined {
    if (this.#sign('-') !== undefined) {
      const of = this.#signed();
      return of && { kind: 'minus', of };
    }
    return this.#primary();
  }

  #primary(): Expression | undefined {
    const token = this.#tokens[this.#at];
    if (token === undefined) return undefined;
    this.#at += 1;
    switch (token.kind) {
      case 'number':
      case 'text':
        return { kind: 'value', value: token.value };
      case 'name':
        return { kind: 'name', name: token.value };
      case 'reference':
        return rangeOf(token.value);
      case 'call':
        return this.#call(token.value);
      default: {
        if (token.value !== '(') return undefined;
        const inside = this.expression(0);
        return this.#sign(')') === undefined ? undefined : inside;
      }
    }
  }

  #call(name: string): Expression | undefined {
    this.#sign('(');
    const parts: Expression[] = [];
    if (this.#sign(')') !== undefined) return { kind: 'call', name, parts };
    for (;;) {
      const part = this.expression(0);
      if (part === undefined) return undefined;
      parts.push(part);
      const sign = this.#sign(',', ')');
      if (sign === ')') return { kind: 'call', name, parts };
      if (sign === undefined) return undefined;
    }
  }

  #sign(...signs: readonly string[]): string | undefined {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'sign' || !signs.includes(token.value)) return undefined;
    this.#at += 1;
    return token.value;
  }
}

function rangeOf(reference: string): Expression {
  const [, quoted, plain, cells = ''] = /^(?:'((?:[^']|'')+)'!|(\w+)!)?(.*)$/u.exec(reference) ?? [];
  const [first = '', second] = cells.split(':');
  return {
    kind: 'range',
    sheet: quoted?.replaceAll("''", "'") ?? plain,
    from: cornerOf(first),
    to: cornerOf(second ?? first),
    single: second === undefined,
  };
}

function cornerOf(cell: string): Corner {
  const [, column = 'A', row = '1'] = /^\$?([A-Z]+)\$?(\d+)$/u.exec(cell) ?? [];
  return { row: Number(row) - 1, column: columnIndex(column) };
}
