import { ProgramBuilder } from '../program/builder.ts';
import { costOf } from '../solver/index.ts';
import type { Decision, StagedFuture, StagedProblem } from './problem.ts';

/** One row of a textbook program: coefficients by column, and its bounds. */
interface TextRow {
  readonly of: Readonly<Record<string, number>>;
  readonly lower?: number;
  readonly upper?: number;
}

/** A future as textbooks write it: costs by column, rows, upper bounds. Columns named like a decision are that decision. */
export interface TextFuture {
  readonly name: string;
  readonly probability: number;
  readonly costs: Readonly<Record<string, number>>;
  readonly rows: readonly TextRow[];
  readonly upper?: Readonly<Record<string, number>>;
}

/** A staged problem as textbooks write it. */
export function textProblem(decisions: readonly Decision[], futures: readonly TextFuture[]): StagedProblem {
  return { decisions, futures: futures.map((future) => textFuture(decisions, future)) };
}

function textFuture(
  decisions: readonly Decision[],
  { name, probability, costs, rows, upper = {} }: TextFuture,
): StagedFuture {
  const builder = new ProgramBuilder(new Set());
  const names = [...new Set([...Object.keys(costs), ...rows.flatMap(({ of }) => Object.keys(of))])];
  const columns = new Map(
    names.map((column) => {
      const decision = decisions.find((each) => each.name === column);
      return [
        column,
        builder.column({
          cost: costs[column] ?? 0,
          lower: decision?.lower ?? 0,
          upper: upper[column] ?? decision?.upper ?? Infinity,
        }),
      ];
    }),
  );
  for (const { of, lower = -Infinity, upper: most = Infinity } of rows) {
    const row = builder.row(lower, most);
    for (const [column, value] of Object.entries(of)) builder.entry(row, columns.get(column) ?? 0, value);
  }
  const program = builder.finish();
  return {
    name,
    probability,
    program,
    objective: costOf(program),
    shared: decisions.flatMap((decision, index) => {
      const column = columns.get(decision.name);
      return column === undefined ? [] : [{ decision: index, column, factor: 1, cost: 0 }];
    }),
  };
}
