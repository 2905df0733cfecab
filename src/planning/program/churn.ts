import type { ChurnPrice, PlannedBefore } from '../../scenario/index.ts';
import { orderValue } from '../candidates/index.ts';
import type { ProgramBuilder } from './builder.ts';
import type { BuildInput, BuiltProgram } from './layout.ts';
import type { Stands } from './lines.ts';
import { million } from './money.ts';
import type { Program } from './program.ts';

/**
 * The price of changing what was planned, where a plan is made anew: for every order, |count − count before| × price of a
 * change. What is new for the first time adds up in one column; what was planned before has one for more and one for
 * fewer; what can no longer be ordered at all is a constant.
 */
export function addChurn(builder: ProgramBuilder, { scenario }: BuildInput, { lines }: Stands): void {
  const { replan } = scenario;
  if (replan === undefined) return;
  const fresh = lines.filter(({ candidate }) => !replan.before.has(candidate.id));
  const row = builder.row(0, 0);
  const column = builder.column({ cost: 1 });
  builder.entry(row, column, -1);
  for (const line of fresh) {
    builder.entry(row, line.column, million(changePrice(replan.churn, orderValue(line.candidate))));
  }
  const known = new Map(lines.map((line) => [line.candidate.id, line]));
  for (const [id, before] of replan.before) {
    const cost = million(changePrice(replan.churn, before.price));
    const line = known.get(id);
    if (line === undefined) {
      builder.costOffset += cost * before.count;
      continue;
    }
    const same = builder.row(before.count, before.count);
    builder.entry(same, line.column, 1);
    builder.entry(same, builder.column({ cost }), -1);
    builder.entry(same, builder.column({ cost }), 1);
  }
}

/** What changing one system costs, in the currency of `price`: that of the system or its whole lease. */
export function changePrice({ part, perSystem }: ChurnPrice, price: number): number {
  return part * price + perSystem;
}

/** The program with every order held at what was planned before: nothing more, nothing less, nothing new. */
export function withOrdersHeld(
  { program, layout }: Pick<BuiltProgram, 'program' | 'layout'>,
  before: ReadonlyMap<string, PlannedBefore>,
): Program {
  const lower = program.lower.slice();
  const upper = program.upper.slice();
  for (const { candidate, column } of layout.lines) {
    const count = before.get(candidate.id)?.count ?? 0;
    // What was a forecast may have to be whole by now.
    const whole = program.integer[column] !== 0;
    lower[column] = whole ? Math.floor(count + 1e-6) : count;
    upper[column] = whole ? Math.ceil(count - 1e-6) : count;
  }
  return { ...program, lower, upper };
}
