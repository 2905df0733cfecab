import type { Highs } from 'highs';
import type { ResolvedScenario } from '../../scenario/index.ts';
import { fromMillion, type Program } from '../program/index.ts';
import { costWeight, dive, LiveModel, loadSolver, quickDive, type LinearResult } from '../solver/index.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import { softWorld, type SoftWorld, type WorldInput } from './soft-world.ts';

/** Orders that are settled before the rest is planned. */
export interface Settled {
  /** Systems that arrive, by name of the column (`line:…`); columns that a world does not have are left to `loss`. */
  readonly counts: ReadonlyMap<string, number>;
  /** What settled orders cost that no column of this world carries, plan currency, discounted: what was lost on them. */
  readonly loss: number;
  /** Orders of which at least so many systems must be placed, by name of the column. */
  readonly least?: ReadonlyMap<string, number>;
}

/** The best that can be done in one world, near enough: a relaxation and its rounding. */
export interface QuickPlan extends Outcome {
  /** What the relaxation proves that `value` and the price of broken limits cannot be below, plan currency. */
  readonly bound: number;
  /** Whether whole systems were found; else counts are those of the relaxation. */
  readonly whole: boolean;
}

/** One world, alive in the solver. */
export interface QuickModel {
  readonly world: SoftWorld;
  /** Plans everything that is not settled. */
  best(settled?: Settled): QuickPlan;
  dispose(): void;
}

/** Plans many worlds one after the other in this thread, each in a few milliseconds: no branch and bound, no answers. */
export interface QuickPlanner {
  readonly solver: string;
  open(input: WorldInput): QuickModel;
}

/** Seconds one relaxation may take; far above what it needs. */
const patience = 600;

export async function quickPlanner(seed: number): Promise<QuickPlanner> {
  const highs = await loadSolver();
  return {
    solver: `HiGHS ${highs.version.string}`,
    open: (input) => openModel(highs, input, seed),
  };
}

function openModel(highs: Highs, input: WorldInput, seed: number): QuickModel {
  const world = softWorld(input);
  const model = new LiveModel(highs, world.program, world.objective, seed, () => false);
  const columnOf = new Map(world.names.columns.map((name, column) => [name, column]));
  return {
    world,
    best: (settled) => plan(model, world, columnOf, input.scenario, settled),
    dispose: () => model.dispose(),
  };
}

/**
 *     settled orders ─► bounds ─► relaxation ─► dive ─► outcome
 */
function plan(
  model: LiveModel,
  world: SoftWorld,
  columnOf: ReadonlyMap<string, number>,
  scenario: ResolvedScenario,
  settled: Settled | undefined,
): QuickPlan {
  const program = settledProgram(world.program, columnOf, settled);
  const changed = [...program.lower.keys()].filter(
    (column) =>
      program.lower[column] !== world.program.lower[column] ||
      program.upper[column] !== world.program.upper[column],
  );
  bound(model, program, changed);
  const relaxed: LinearResult = model.linear(patience);
  if (relaxed.end !== 'optimal') throw new Error(`a softened program ended as ${relaxed.end}`);
  // Rounding must not break a limit that the relaxation keeps.
  const kept = keptLimits(program, world, relaxed);
  const limited = world.soft.map(({ column }) => column);
  bound(model, kept, limited);
  const found =
    dive(model, kept, relaxed, quickDive, () => patience) ?? roundedOver(model, program, world, relaxed);
  bound(model, world.program, [...changed, ...limited]);
  const outcome = outcomeOf(world, found ?? relaxed.columns, scenario);
  const loss = settled?.loss ?? 0;
  const weight = scenario.objective.kind === 'most-service' ? costWeight : 1;
  return {
    ...outcome,
    cost: outcome.cost + loss,
    value: outcome.value + weight * loss,
    charged: outcome.charged + weight * loss,
    bound: fromMillion(relaxed.value) + weight * loss,
    whole: found !== undefined,
  };
}

/** Where limits leave no room for whole systems, a rounding that breaks them by less than one. */
function roundedOver(
  model: LiveModel,
  program: Program,
  { soft }: SoftWorld,
  relaxed: LinearResult,
): Float64Array | undefined {
  bound(
    model,
    program,
    soft.map(({ column }) => column),
  );
  return dive(model, program, relaxed, quickDive, () => patience);
}

/** The program in which limits are broken no further than the relaxation must. */
function keptLimits(program: Program, { soft }: SoftWorld, { columns }: LinearResult): Program {
  const upper = program.upper.slice();
  for (const { column } of soft) upper[column] = Math.max(0, columns[column] ?? 0) * (1 + 1e-6);
  return { ...program, upper };
}

function bound(model: LiveModel, program: Program, columns: readonly number[]): void {
  model.boundColumns(
    columns,
    columns.map((column) => program.lower[column] ?? 0),
    columns.map((column) => program.upper[column] ?? Infinity),
  );
}

/** The program with settled orders held at their counts, which need not be whole: what arrives of an order may be a part. */
function settledProgram(
  program: Program,
  columnOf: ReadonlyMap<string, number>,
  settled: Settled | undefined,
): Program {
  if (settled === undefined) return program;
  const lower = program.lower.slice();
  const upper = program.upper.slice();
  const integer = program.integer.slice();
  for (const [name, count] of settled.counts) {
    const column = columnOf.get(name);
    if (column === undefined) continue;
    lower[column] = count;
    upper[column] = count;
    integer[column] = 0;
  }
  for (const [name, count] of settled.least ?? []) {
    const column = columnOf.get(name);
    if (column !== undefined)
      lower[column] = integer[column] === 0 ? count * (1 - 1e-9) : Math.floor(count + 1e-6);
  }
  return { ...program, lower, upper, integer };
}
