import { judgeLines } from '../../src/planning/candidates/index.ts';
import { build } from '../../src/planning/program/index.ts';
import type { BuildInput } from '../../src/planning/program/index.ts';
import { gapOf } from '../../src/planning/solver/index.ts';
import type { Solver } from '../../src/planning/index.ts';
import type { Instance } from './generate.ts';
import { raceNaive } from './naive.ts';
import type { Raced } from './naive.ts';

export interface Race {
  readonly name: string;
  readonly columns: number;
  readonly rows: number;
  readonly whole: number;
  readonly aim: { readonly gap: number; readonly seconds: number };
  readonly ours: Raced;
  readonly naive: Raced & { readonly whole: number };
}

/** One instance solved by the planner and by the raw solver on the naive formulation, with the same gap to reach and the same time to do it in. */
export async function race(
  name: string,
  { scenario, rates, judge }: Instance,
  aim: Race['aim'],
  solver: Solver,
): Promise<Race> {
  const input: BuildInput = {
    scenario,
    rates,
    judged: judgeLines(scenario, judge),
    waived: new Set(),
    dropped: new Set(),
    gangs: new Set(),
  };
  const { program } = build(input);
  const began = performance.now();
  const found = await solver.findPlan(
    { kind: 'plan', program, objective: 'least-cost', gap: aim.gap, seconds: aim.seconds * 2, seed: 1 },
    () => undefined,
  );
  const ours = {
    seconds: (performance.now() - began) / 1000,
    gap: gapOf(found.value, found.bound),
    value: found.columns === undefined ? undefined : found.value,
    bound: found.bound,
  };
  const wholeThroughout = build({
    ...input,
    scenario: { ...scenario, wholeQuarters: scenario.quarters.length },
  }).program;
  const naive = await raceNaive(wholeThroughout, aim.gap, aim.seconds * 2);
  return {
    name,
    columns: program.columns,
    rows: program.rows,
    whole: wholeColumns(program.integer),
    aim,
    ours,
    naive: { ...naive, whole: wholeColumns(wholeThroughout.integer) },
  };
}

function wholeColumns(integer: Uint8Array): number {
  return integer.reduce((count, kind) => (kind === 0 ? count : count + 1), 0);
}
