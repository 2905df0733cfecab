import { addAllocation } from './allocation.ts';
import { addBudgets } from './budget.ts';
import { ProgramBuilder } from './builder.ts';
import { addCaps } from './caps.ts';
import { addCapacity } from './capacity.ts';
import { addChurn } from './churn.ts';
import { addConcentrations } from './concentration.ts';
import type { BuildInput, BuiltProgram } from './layout.ts';
import { addLines } from './lines.ts';
import { addPower } from './power.ts';
import { addRuns } from './run.ts';
import { addServices } from './service.ts';
import { addShares } from './share.ts';
import { addUnmet } from './unmet.ts';

/**
 * The program of a scenario. Pure: numbers out of numbers, columns in a fixed order.
 *
 *     judged lines ─► addLines     one column per order, one per pool and quarter of stock, the row between them
 *     services     ─► addServices  work of each service placed on classes of pools; demand rows
 *     runs         ─► addRuns      one site and system per run; gang rows; work rows
 *                     addCapacity  work placed ≤ usable stock
 *     limits       ─► addPower · addAllocation · addBudgets · addShares · addConcentrations · addCaps
 *                     addChurn     the price of changing what was planned, where a plan is made anew
 *                     addUnmet     the sum of penalties, where the objective allows unmet demand
 */
export function build(input: BuildInput): BuiltProgram {
  const builder = new ProgramBuilder(input.dropped);
  const stands = addLines(builder, input);
  const services = addServices(builder, input, stands);
  const runs = addRuns(builder, input, stands);
  const capacityRows = addCapacity(builder, input, stands, services, runs);
  addPower(builder, input, stands);
  addAllocation(builder, input, stands);
  addBudgets(builder, input, stands);
  addShares(builder, input, stands);
  addConcentrations(builder, input, stands);
  addCaps(builder, input, stands);
  addChurn(builder, input, stands);
  addUnmet(builder, [...services.unmet, ...runs.unmet]);
  return {
    input,
    program: builder.finish(),
    layout: { ...stands, ...services, ...runs, capacityRows, limits: builder.limits },
  };
}
