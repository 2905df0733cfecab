import type { PlanFile } from '../plan/index.ts';
import { answersOfConflict, answersOfPlan, noAnswers } from './answers/index.ts';
import type { Answers } from './answers/index.ts';
import { assemble } from './assemble/assemble.ts';
import { readSolution, shortGangs } from './solution/index.ts';
import { judgeLines } from './candidates/index.ts';
import { build, withOrdersHeld } from './program/index.ts';
import { gapOf, penaltyAt } from './solver/index.ts';
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
    settled: input.settled,
  };
  const answer = await keptWherePossible(input, await search(input, base, secondsLeft), secondsLeft);
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
 * A plan that is made anew keeps every order as it was planned where that is within the gap of the best: nobody should
 * rewrite orders for what may be noise. Otherwise the price of changes decides.
 */
async function keptWherePossible(
  input: PlanInput,
  answer: SearchAnswer,
  secondsLeft: () => number,
): Promise<SearchAnswer> {
  const { replan, objective } = input.scenario;
  const { built, found, solution } = answer;
  if (replan === undefined || found.columns === undefined || solution === undefined) return answer;
  const { gap, seed } = input.options;
  const kept = await input.solver.findPlan(
    {
      kind: 'plan',
      program: withOrdersHeld(built, replan.before),
      objective: objective.kind,
      gap,
      seconds: Math.max(0, secondsLeft()),
      seed,
      effort: 'rounding',
    },
    input.onProgress ?? (() => undefined),
  );
  if (kept.columns === undefined) return answer;
  // Where service comes first, what is kept may serve no less: only then is its cost compared.
  const missed = (columns: Float64Array): number => penaltyAt(built.program, columns);
  const least = missed(found.columns);
  if (objective.kind === 'lexicographic' && missed(kept.columns) > least + Math.max(1e-9, least * 1e-6)) {
    return answer;
  }
  const far = gapOf(kept.value, found.bound) ?? Infinity;
  if (kept.value > found.value && far > gap) return answer;
  const held = readSolution(built, kept.columns, input.scenario);
  if (shortGangs(held, built.layout).length > 0) return answer;
  return {
    built,
    found: { ...kept, bound: Math.min(found.bound, kept.value), end: found.end },
    solution: held,
  };
}

/**
 * Finds a plan; where a gang fell below its minimum in some quarter, holds it there and finds again. Held gangs cost
 * columns, so a quick first search shows which need it before the long one begins.
 */
async function search(input: PlanInput, base: BuildInput, secondsLeft: () => number): Promise<SearchAnswer> {
  let gangs: ReadonlySet<string> = new Set();
  const { gap, timeLimit, seed, answers, haste } = input.options;
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
        ...(haste !== undefined && { haste }),
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
