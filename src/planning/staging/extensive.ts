import type { Program } from '../program/index.ts';
import type { Objective } from '../solver/index.ts';
import type { Risk, StagedFuture, StagedProblem } from './problem.ts';

/** The whole problem as one program, and where everything is in it. */
export interface ExtensiveForm {
  readonly program: Program;
  readonly objective: Objective;
  /** Column of each column of each future: `columnOf[future][column]`; of a shared one, that of its decision. */
  readonly columnOf: readonly Int32Array[];
}

interface Entry {
  readonly row: number;
  readonly value: number;
}

/**
 * The extensive form: one column per decision, the rest of every future's columns and all of its rows, side by side.
 *
 *     expected   Σ p f
 *     cvar       (1 − w) Σ p f + w (η + Σ p ξ / (1 − α)),  ξ ≥ f − η, ξ ≥ 0
 *     worst      t,  t ≥ f
 *     regret     t,  t ≥ f − foresight
 *
 * Decisions are whole where they say so; what follows them is continuous, as it is a forecast.
 */
export function extensiveForm({ decisions, futures }: StagedProblem, risk: Risk): ExtensiveForm {
  const columns: Entry[][] = decisions.map(() => []);
  const lower = decisions.map((decision) => decision.lower);
  const upper = decisions.map((decision) => decision.upper);
  const cost = decisions.map(() => 0);
  const integer = decisions.map(({ whole }) => (whole ? 1 : 0));
  const rowLower: number[] = [];
  const rowUpper: number[] = [];
  const rowScale: number[] = [];
  const weight = risk.kind === 'expected' ? 1 : risk.kind === 'cvar' ? 1 - risk.weight : 0;
  const tails: Entry[][] = futures.map(() => []);
  const offsets: number[] = [];
  const columnOf = futures.map((future, index) => {
    const first = rowLower.length;
    const { program, objective } = future;
    rowLower.push(...program.rowLower);
    rowUpper.push(...program.rowUpper);
    rowScale.push(...program.rowScale);
    const place = new Int32Array(program.columns);
    const shared = sharedOf(future);
    const tail = tails[index] ?? [];
    for (let column = 0; column < program.columns; column += 1) {
      const own = shared.get(column);
      const at = own?.decision ?? columns.push([]) - 1;
      const factor = own?.factor ?? 1;
      place[column] = at;
      const target = columns[at] ?? [];
      for (let from = program.starts[column] ?? 0; from < (program.starts[column + 1] ?? 0); from += 1)
        target.push({
          row: first + (program.indices[from] ?? 0),
          value: factor * (program.values[from] ?? 0),
        });
      const price = factor * (objective.cost[column] ?? 0);
      if (own === undefined) {
        lower.push(program.lower[column] ?? 0);
        upper.push(program.upper[column] ?? Infinity);
        cost.push(0);
        integer.push(0);
      }
      cost[at] = (cost[at] ?? 0) + weight * future.probability * price;
      if (price !== 0) tail.push({ row: at, value: price });
    }
    for (const { decision, cost: loss } of future.shared) {
      cost[decision] = (cost[decision] ?? 0) + weight * future.probability * loss;
      if (loss !== 0) tail.push({ row: decision, value: loss });
    }
    offsets.push(objective.offset);
    return place;
  });
  const offset = futures.reduce(
    (sum, { probability }, index) => sum + weight * probability * (offsets[index] ?? 0),
    0,
  );
  if (risk.kind !== 'expected') {
    // One free column: η of the tail, or the greatest value itself.
    const level = columns.push([]) - 1;
    lower.push(-Infinity);
    upper.push(Infinity);
    cost.push(risk.kind === 'cvar' ? risk.weight : 1);
    integer.push(0);
    for (const [index, { probability }] of futures.entries()) {
      const base = risk.kind === 'regret' ? (risk.foresight[index] ?? 0) : 0;
      const row = rowLower.push(-Infinity) - 1;
      rowUpper.push(base - (offsets[index] ?? 0));
      rowScale.push(1);
      for (const { row: column, value } of tails[index] ?? []) columns[column]?.push({ row, value });
      columns[level]?.push({ row, value: -1 });
      if (risk.kind === 'cvar') {
        columns.push([{ row, value: -1 }]);
        lower.push(0);
        upper.push(Infinity);
        cost.push((risk.weight * probability) / (1 - risk.alpha));
        integer.push(0);
      }
    }
  }
  return {
    columnOf,
    program: compressed({ columns, lower, upper, integer, cost, rowLower, rowUpper, rowScale, offset }),
    objective: { cost: Float64Array.from(cost), offset },
  };
}

function sharedOf({
  shared,
}: StagedFuture): ReadonlyMap<number, { readonly decision: number; readonly factor: number }> {
  return new Map(
    shared.flatMap(({ column, decision, factor }) =>
      column === undefined ? [] : [[column, { decision, factor }] as const],
    ),
  );
}

interface Loose {
  readonly columns: readonly (readonly Entry[])[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  readonly integer: readonly number[];
  readonly cost: readonly number[];
  readonly rowLower: readonly number[];
  readonly rowUpper: readonly number[];
  readonly rowScale: readonly number[];
  readonly offset: number;
}

/** Columns as lists into compressed columns; entries of one row and column add up. */
function compressed(loose: Loose): Program {
  const merged = loose.columns.map((entries) => {
    const byRow = new Map<number, number>();
    for (const { row, value } of entries) byRow.set(row, (byRow.get(row) ?? 0) + value);
    return [...byRow].filter(([, value]) => value !== 0).toSorted(([a], [b]) => a - b);
  });
  const starts = new Int32Array(merged.length + 1);
  for (const [index, entries] of merged.entries()) starts[index + 1] = (starts[index] ?? 0) + entries.length;
  const flat = merged.flat();
  return {
    columns: merged.length,
    rows: loose.rowLower.length,
    cost: Float64Array.from(loose.cost),
    penalty: new Float64Array(merged.length),
    costOffset: loose.offset,
    penaltyOffset: 0,
    lower: Float64Array.from(loose.lower),
    upper: Float64Array.from(loose.upper),
    integer: Uint8Array.from(loose.integer),
    rowLower: Float64Array.from(loose.rowLower),
    rowUpper: Float64Array.from(loose.rowUpper),
    starts,
    indices: Int32Array.from(flat, ([row]) => row),
    values: Float64Array.from(flat, ([, value]) => value),
    rowScale: Float64Array.from(loose.rowScale),
    choices: [],
    gangs: [],
    penaltyRow: undefined,
  };
}
