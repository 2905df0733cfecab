import type { Program } from '../program/index.ts';
import type { Objective } from './live-model.ts';

/**
 * Weight of cost where service comes first: a million of cost counts as much as this many millions of unmet penalty.
 * Small enough not to trade service for cost, large enough for the solver to see.
 */
export const costWeight = 1e-3;

export function costOf(program: Program): Objective {
  return { cost: program.cost, offset: program.costOffset };
}

export function penaltyFirst(program: Program, weight: number): Objective {
  return {
    cost: program.penalty.map((penalty, column) => penalty + weight * (program.cost[column] ?? 0)),
    offset: program.penaltyOffset + weight * program.costOffset,
  };
}

/** Value of an objective at a point. */
export function valueAt(objective: Objective, columns: Float64Array): number {
  return columns.reduce(
    (sum, value, column) => sum + value * (objective.cost[column] ?? 0),
    objective.offset,
  );
}

/** Unmet penalty at a point, without the part no column changes, millions. */
export function penaltyAt(program: Program, columns: Float64Array): number {
  return columns.reduce((sum, value, column) => sum + value * (program.penalty[column] ?? 0), 0);
}
