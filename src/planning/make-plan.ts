import type { PlanFile } from '../plan/index.ts';
import { answersOfConflict, answersOfPlan, noAnswers } from './answers/index.ts';
import type { Answers } from './answers/index.ts';
import { assemble } from './assemble/assemble.ts';
import { readSolution, shortGangs } from './solution/index.ts';
import { judgeLines } from './candidates/index.ts';
import { build } from './program/index.ts';
import type { BuildInput } from './program/index.ts';
import type { PlanInput, SearchAnswer } from './plan-input.ts';

/** Part of the time limit that the search leaves to the answers. */
const answersPart = 0.25;

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
 *
 * All of it shares the time limit; the search leaves a part of it to the answers.
 */
export async function makePlan(input: PlanInput): Promise<PlanFile> {
  const { scenario, rates, judge } = input;
  const secondsLeft = timer(input);
  const judged = judgeLines(scenario, judge);
  const base: BuildInput = {
    scenario,
    rates,
    judged,
    waived: new Set(),
    dropped: new Set(),
    gangs: new Set(),
  };
  const answer = await search(input, base, secondsLeft);
  const answers = await answersTo(input, base, answer, secondsLeft);
  return assemble({ ...input, ...answer, ...answers, judged });
}

/** Seconds that are left of the time limit; none once the user stopped it. */
function timer({ solver, options, signal }: PlanInput): () => number {
  const end = solver.clock() + options.timeLimit;
  return () => (signal?.aborted === true ? 0 : end - solver.clock());
}

/** Everything beside the plan itself; nothing of it where it is not wanted. */
async function answersTo(
  input: PlanInput,
  base: BuildInput,
  { built, found, solution }: SearchAnswer,
  secondsLeft: () => number,
): Promise<Answers> {
  const { solver, options } = input;
  if (options.answers === false) return noAnswers;
  const how = { seed: options.seed, gap: options.gap, secondsLeft };
  if (found.end === 'infeasible') return answersOfConflict(solver, base, how);
  if (solution === undefined || found.columns === undefined) return noAnswers;
  return answersOfPlan(solver, base, built, { columns: found.columns, solution }, how);
}

/**
 * Finds a plan; where a gang fell below its minimum in some quarter, holds it there and finds again. Held gangs cost
 * columns, so a quick first search shows which need it before the long one begins.
 */
async function search(input: PlanInput, base: BuildInput, secondsLeft: () => number): Promise<SearchAnswer> {
  let gangs: ReadonlySet<string> = new Set();
  const { gap, timeLimit, seed, answers } = input.options;
  const kept = answers === false ? 0 : timeLimit * answersPart;
  /** The best plan so far in which every gang is large enough. */
  let best: SearchAnswer | undefined;
  let quick = base.scenario.runs.length > 0;
  for (;;) {
    const built = build({ ...base, gangs });
    const found = await input.solver.findPlan(
      {
        kind: 'plan',
        program: built.program,
        objective: base.scenario.objective.kind,
        gap,
        seconds: Math.max(0, secondsLeft() - kept),
        seed,
        effort: quick ? 'rounding' : 'search',
      },
      input.onProgress ?? (() => undefined),
    );
    if (found.columns === undefined && found.end === 'nothing' && quick) {
      quick = false;
      continue;
    }
    if (found.columns === undefined) return best ?? { built, found, solution: undefined };
    const solution = readSolution(built, found.columns, base.scenario);
    const short = shortGangs(solution, built.layout).filter((run) => !gangs.has(run));
    if (short.length === 0 && (!quick || found.end === 'proven')) return { built, found, solution };
    if (short.length === 0) best = { built, found, solution };
    if (found.end === 'interrupted') return best ?? { built, found, solution: undefined };
    quick = false;
    gangs = new Set([...gangs, ...short]);
  }
}
