import type { BuiltProgram } from './layout.ts';
import type { LimitRow, Program } from './program.ts';

/** A limit that a softened program may break, at a price far above anything it could gain. */
export interface SoftLimit {
  readonly limit: LimitRow;
  /** Column of what is over (of a ceiling) or short (of a floor), in the row's natural unit. */
  readonly column: number;
}

export interface SoftProgram {
  readonly program: Program;
  /** What breaking limits costs per unit of each column, millions; 0 for the program's own. */
  readonly breaking: Float64Array;
  readonly soft: readonly SoftLimit[];
}

/**
 * Millions per unit over a limit, by its kind: a million of budget or spend, a megawatt, an accelerator or a part of a share's weight.
 * Each is many times what a unit could bring, so that limits are broken only where nothing else can be done.
 */
const prices: Partial<Readonly<Record<LimitRow['kind'], number>>> = {
  budget: 1e3,
  power: 1e5,
  share: 1e3,
  concentration: 1e3,
  cap: 1e3,
};

/**
 * The program in which limits can be broken at a price. In a future that comes after orders are placed a budget, a
 * floor or a site may no longer fit what stands; a plan must still be found, and say what it breaks.
 */
export function soften({ program, layout }: BuiltProgram): SoftProgram {
  const soft: SoftLimit[] = [];
  const charged: number[] = [];
  const entries: { readonly row: number; readonly value: number }[] = [];
  for (const limit of layout.limits) {
    const price = prices[limit.kind];
    if (price === undefined) continue;
    const floor = (program.rowLower[limit.row] ?? -Infinity) > -Infinity;
    soft.push({ limit, column: program.columns + soft.length });
    charged.push(price);
    entries.push({ row: limit.row, value: (floor ? 1 : -1) * (program.rowScale[limit.row] ?? 1) });
  }
  const extra = soft.length;
  const grow = <T extends Float64Array | Uint8Array>(values: T, fill: number): T => {
    const Same = values.constructor as new (length: number) => T;
    const grown = new Same(values.length + extra).fill(fill) as T;
    grown.set(values);
    return grown;
  };
  const nonzeros = program.indices.length;
  const starts = new Int32Array(program.columns + extra + 1);
  starts.set(program.starts);
  const indices = new Int32Array(nonzeros + extra);
  indices.set(program.indices);
  const values = new Float64Array(nonzeros + extra);
  values.set(program.values);
  for (const [index, { row, value }] of entries.entries()) {
    indices[nonzeros + index] = row;
    values[nonzeros + index] = value;
    starts[program.columns + index + 1] = nonzeros + index + 1;
  }
  const breaking = new Float64Array(program.columns + extra);
  breaking.set(charged, program.columns);
  return {
    soft,
    breaking,
    program: {
      ...program,
      columns: program.columns + extra,
      cost: grow(program.cost, 0),
      penalty: grow(program.penalty, 0),
      lower: grow(program.lower, 0),
      upper: grow(program.upper, Infinity),
      integer: grow(program.integer, 0),
      starts,
      indices,
      values,
    },
  };
}
