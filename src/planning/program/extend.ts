import type { Program } from './program.ts';

/** The program with one more row over its columns; `values` in natural units, zeros left out. */
export function withRow(program: Program, values: Float64Array, lower: number, upper: number): Program {
  const extra = values.reduce((count, value) => (value === 0 ? count : count + 1), 0);
  const starts = new Int32Array(program.columns + 1);
  const indices = new Int32Array(program.indices.length + extra);
  const entries = new Float64Array(indices.length);
  let at = 0;
  for (let column = 0; column < program.columns; column += 1) {
    for (let from = program.starts[column] ?? 0; from < (program.starts[column + 1] ?? 0); from += 1) {
      indices[at] = program.indices[from] ?? 0;
      entries[at] = program.values[from] ?? 0;
      at += 1;
    }
    const value = values[column] ?? 0;
    if (value !== 0) {
      indices[at] = program.rows;
      entries[at] = value;
      at += 1;
    }
    starts[column + 1] = at;
  }
  return {
    ...program,
    rows: program.rows + 1,
    rowLower: appended(program.rowLower, [lower]),
    rowUpper: appended(program.rowUpper, [upper]),
    rowScale: appended(program.rowScale, [1]),
    starts,
    indices,
    values: entries,
  };
}

/** The program with one more continuous column, at least 0, in the rows given; `values` in natural units. */
export function withColumn(program: Program, rows: readonly number[], values: readonly number[]): Program {
  const order = rows
    .map((row, index) => ({ row, value: values[index] ?? 0 }))
    .toSorted((a, b) => a.row - b.row);
  return {
    ...program,
    columns: program.columns + 1,
    cost: appended(program.cost, [0]),
    penalty: appended(program.penalty, [0]),
    lower: appended(program.lower, [0]),
    upper: appended(program.upper, [Infinity]),
    integer: appended(program.integer, [0]),
    starts: appended(program.starts, [program.indices.length + order.length]),
    indices: appended(
      program.indices,
      order.map(({ row }) => row),
    ),
    values: appended(
      program.values,
      order.map(({ row, value }) => value * (program.rowScale[row] ?? 1)),
    ),
  };
}

function appended<T extends Float64Array | Int32Array | Uint8Array>(values: T, more: readonly number[]): T {
  const Same = values.constructor as new (length: number) => T;
  const result = new Same(values.length + more.length);
  result.set(values);
  result.set(more, values.length);
  return result;
}
