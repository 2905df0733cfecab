import type { PlanFile } from '../plan/index.ts';
import { answersOfConflict, answersOfPlan, noAnswers } from './answers/index.ts';
import type { Answers } from './answers/index.ts';
import { assemble } from './assemble/assemble.ts';
import { readSolution, shortGangs } from './solution/index.ts';
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
  const answers = await answersTo(input, base, answer);
  return assemble({ ...input, ...answer, ...answers, judged });
}

/** Everything beside the plan itself; nothing of it where the search was stopped or it is not wanted. */
async function answersTo(
  input: PlanInput,
  base: BuildInput,
  { built, found, solution }: SearchAnswer,
): Promise<Answers> {
  const { solver, options } = input;
  if (isAborted(input) || options.answers === false) return noAnswers;
  if (found.end === 'infeasible') {
    const answers = await answersOfConflict(solver, base, options);
    // What was stopped half-way proves nothing.
    return isAborted(input) ? noAnswers : answers;
  }
  if (solution === undefined || found.columns === undefined) return noAnswers;
  return answersOfPlan(solver, base, built, { columns: found.columns, solution }, options);
}

/**
 * Finds a plan; where a gang fell below its minimum in some quarter, holds it there and finds again. Held gangs cost
 * columns, so a quick first search shows which need it before the long one begins.
 */
async function search(input: PlanInput, base: BuildInput): Promise<SearchAnswer> {
  let gangs: ReadonlySet<string> = new Set();
  const { gap, timeLimit, seed } = input.options;
  let quick = base.scenario.runs.length > 0;
  for (;;) {
    const built = build({ ...base, gangs });
    const found = await input.solver.findPlan(
      {
        kind: 'plan',
        program: built.program,
        objective: base.scenario.objective.kind,
        gap,
        seconds: timeLimit,
        seed,
        effort: quick ? 'rounding' : 'search',
      },
      input.onProgress ?? (() => undefined),
    );
    if (found.columns === undefined && found.end === 'nothing' && quick) {
      quick = false;
      continue;
    }
    if (found.columns === undefined) return { built, found, solution: undefined };
    const solution = readSolution(built, found.columns, base.scenario);
    const short = shortGangs(solution, built.layout).filter((run) => !gangs.has(run));
    if (short.length === 0 && (!quick || found.end === 'proven')) return { built, found, solution };
    if (found.end === 'interrupted')
      return { built, found, solution: short.length === 0 ? solution : undefined };
    quick = false;
    gangs = new Set([...gangs, ...short]);
  }
}

function isAborted({ signal }: PlanInput): boolean {
  return signal?.aborted === true;
}
