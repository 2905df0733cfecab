import type { RateTable } from '../../performance/index.ts';
import type { ResolvedScenario } from '../../scenario/index.ts';
import { judgeLines, type Judge, type JudgedLines } from '../candidates/index.ts';
import {
  build,
  namesOf,
  soften,
  type BuiltProgram,
  type ProgramNames,
  type SoftLimit,
} from '../program/index.ts';
import { costWeight, type Objective } from '../solver/index.ts';
import type { Program } from '../program/index.ts';

/** What one world is planned from. */
export interface WorldInput {
  readonly scenario: ResolvedScenario;
  readonly rates: RateTable;
  readonly judge: Judge;
}

/** The program of one world in which nothing is impossible: demand may stay unmet and limits may break, each at its price. */
export interface SoftWorld {
  readonly built: BuiltProgram;
  readonly program: Program;
  readonly names: ProgramNames;
  readonly soft: readonly SoftLimit[];
  /** What is minimised, millions; see `softObjective`. */
  readonly objective: Objective;
  readonly judged: JudgedLines;
}

/**
 * Judges, builds and softens. The program is that of `lexicographic`, in which unmet demand has columns; what is
 * minimised follows the objective of the scenario:
 *
 *     least-cost, lexicographic  cost + penalty of unmet work + price of broken limits
 *     most-service               penalty + cost / 1000        + price of broken limits
 *
 * Over futures service comes first by its penalties alone: an order of two wishes has no mean.
 */
export function softWorld({ scenario, rates, judge }: WorldInput): SoftWorld {
  const judged = judgeLines(scenario, judge);
  const built = build({
    scenario: { ...scenario, objective: { kind: 'lexicographic' } },
    rates,
    judged,
    waived: new Set(),
    dropped: new Set(),
    gangs: new Set(),
  });
  const { program, soft, breaking } = soften(built);
  const names = namesOf(built);
  const over = soft.map(({ limit }, index) => `over:${limit.limit}#${index}`);
  const weight = scenario.objective.kind === 'most-service' ? costWeight : 1;
  return {
    built,
    program,
    names: { columns: [...names.columns, ...over], rows: names.rows },
    soft,
    judged,
    objective: {
      cost: program.cost.map(
        (cost, column) => weight * cost + (program.penalty[column] ?? 0) + (breaking[column] ?? 0),
      ),
      offset: weight * program.costOffset + program.penaltyOffset,
    },
  };
}
