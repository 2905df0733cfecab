import type { PlanFile } from '../plan/index.ts';
import { pricesAtPlan } from './answers/prices.ts';
import { assemble } from './assemble/assemble.ts';
import { readSolution, shortGangs } from './assemble/solution.ts';
import { judgeLines } from './candidates/index.ts';
import { build } from './program/index.ts';
import type { BuildInput } from './program/index.ts';
import type { PlanInput, SearchAnswer } from './plan-input.ts';

/**
 * Plans a scenario.
 *
 *     judge lines ─► build ─► find a plan ─► gang too small somewhere? hold it and find again
 *                                │
 *                  infeasible ◄──┴──► found
 *                      │                │
 *               conflict, repair     prices, break-evens, runner-ups
 *                      └───────┬────────┘
 *                          assemble ─► plan file
 */
export async function makePlan(input: PlanInput): Promise<PlanFile> {
  const { scenario, rates, judge } = input;
  const judged = judgeLines(scenario, judge);
  const base: BuildInput = {
    scenario,
    rates,
    judged,
    waived: new Set(),
    dropped: new Set(),
    gangs: new Set(),
  };
  const answer = await search(input, base);
  const prices =
    answer.solution === undefined
      ? new Map<string, number>()
      : await pricesAtPlan(input.solver, answer.built, answer.solution, input.options);
  return assemble({
    ...input,
    ...answer,
    judged,
    prices,
    ruleLimits: [],
    why: () => [],
    answers: { runnerUps: [], breakEvens: [], conflict: [], repair: [] },
  });
}

/** Finds a plan; where a gang fell below its minimum in some quarter, holds it there and finds again. */
async function search(input: PlanInput, base: BuildInput): Promise<SearchAnswer> {
  let gangs: ReadonlySet<string> = new Set();
  for (;;) {
    const built = build({ ...base, gangs });
    const { objective } = base.scenario;
    const { gap, timeLimit, seed } = input.options;
    const found = await input.solver.findPlan(
      { kind: 'plan', program: built.program, objective: objective.kind, gap, seconds: timeLimit, seed },
      input.onProgress ?? (() => undefined),
    );
    if (found.columns === undefined) return { built, found, solution: undefined };
    const solution = readSolution(built, found.columns, base.scenario);
    const short = shortGangs(solution, built.layout).filter((run) => !gangs.has(run));
    if (short.length === 0) return { built, found, solution };
    gangs = new Set([...gangs, ...short]);
  }
}
