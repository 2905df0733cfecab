import type { PlanFile } from '../../plan/index.ts';
import { orderValue } from '../candidates/index.ts';
import { fromMillion, million, withRow } from '../program/index.ts';
import type { BuiltProgram, Line, Program } from '../program/index.ts';
import { costOf, costWeight, penaltyFirst, valueAt } from '../solver/index.ts';
import type { Objective, Solver } from '../solver/index.ts';
import { placeOf } from './flips.ts';
import { pushesOf } from './pushes.ts';
import type { Push } from './pushes.ts';
import type { SolveOptions } from './solve-options.ts';

type RunnerUp = PlanFile['runnerUps'][number];

/** How much worse a runner-up may be, how many are shown, and how different each must be. */
const runnerUpSlack = 0.05;
const mostRunnerUps = 3;
const leastDifference = 0.05;
/** Part of the slack used on the relaxation; the rest is left for rounding. Rounding stops at the gap; drafts are tried up to a number. */
const slackUsed = 0.8;
const mostDrafts = 8;
const wholeGap = 0.02;
/** What differs in the same way (vendor, site or system) as a runner-up found counts as so much nearer. */
const sameWay = 0.5;
/** Part of the way from the plan to the extreme at which a draft is made whole: at the extreme itself few whole plans fit. */
const wayThere = 0.75;

/**
 * Plans nearly as good that differ most. For every vendor, site and system: the least and the most that can be spent
 * on it within the slack, on the relaxation; of those the ones furthest from the plan and from each other; and each of
 * these made whole again, most of the way there. Where the plan leaves nothing unmet, they
 * leave nothing either; where service comes first, what is unmet is part of the value and of its slack.
 */
export async function findRunnerUps(
  solver: Solver,
  built: BuiltProgram,
  columns: Float64Array,
  options: SolveOptions,
): Promise<RunnerUp[]> {
  const { layout, input } = built;
  const objective =
    input.scenario.objective.kind === 'most-service'
      ? penaltyFirst(built.program, costWeight)
      : costOf(built.program);
  const best = valueAt(objective, columns);
  const slack = runnerUpSlack;
  const more = input.scenario.objective.kind === 'most-service' ? slack : 0;
  const served = atMostUnmet(built.program, columns, 1 + more);
  const program = withRow(
    served,
    objective.cost,
    -Infinity,
    best + slackUsed * slack * Math.abs(best) - objective.offset,
  );
  const pushes = pushesOf(layout.lines, input.scenario, slack);
  const objectives = pushes.map((push) => pushing(program, push));
  const results = await solver.series({
    kind: 'series',
    program,
    steps: objectives.map((each) => ({ objective: each })),
    seconds: options.secondsLeft(),
    seed: options.seed,
  });
  const plan = spendOf(layout.lines, columns);
  const drafts = pushes.flatMap((push, index) => {
    const result = results[index];
    return result?.end === 'optimal'
      ? [{ push, columns: result.columns, spend: spendOf(layout.lines, result.columns) }]
      : [];
  });
  const found: RunnerUp[] = [];
  const seen = [plan];
  const ways = new Set<string>();
  for (let tried = 0; tried < mostDrafts && found.length < mostRunnerUps && drafts.length > 0; tried += 1) {
    const distances = drafts.map(
      ({ push, spend }) =>
        (ways.has(push.way) ? sameWay : 1) * Math.min(...seen.map((other) => difference(spend, other))),
    );
    const furthest = distances.indexOf(Math.max(...distances));
    const [draft] = drafts.splice(furthest, 1);
    if (draft === undefined || (distances[furthest] ?? 0) < leastDifference) break;
    const whole = await madeWhole(solver, served, objective, { ...draft, from: columns }, options);
    if (whole === undefined) continue;
    const value = valueAt(objective, whole);
    const spend = spendOf(layout.lines, whole);
    const nearest = Math.min(...seen.map((other) => difference(spend, other)));
    if (value > best + slack * Math.abs(best) || nearest < leastDifference) continue;
    seen.push(spend);
    ways.add(draft.push.way);
    found.push({
      id: draft.push.id,
      title: draft.push.title,
      objective: fromMillion(value),
      above: best === 0 ? 0 : (value - best) / Math.abs(best),
      difference: difference(spend, plan),
      lines: linesOf(layout.lines, whole),
    });
  }
  return found.toSorted((a, b) => b.difference - a.difference || (a.id < b.id ? -1 : 1));
}

/** The program with no more unmet than `times` what the plan leaves: where it leaves nothing, nothing. */
function atMostUnmet(program: Program, columns: Float64Array, times: number): Program {
  if (program.penaltyRow === undefined) return program;
  const unmet = valueAt({ cost: program.penalty, offset: 0 }, columns);
  const rowUpper = program.rowUpper.slice();
  rowUpper[program.penaltyRow] =
    (unmet * Math.max(times, 1 + 1e-6) + 1e-9) * (program.rowScale[program.penaltyRow] ?? 1);
  return { ...program, rowUpper, penaltyRow: undefined };
}

/** A draft rounded to whole counts a part of the way to where the push brought it; none where rounding fails. */
async function madeWhole(
  solver: Solver,
  served: Program,
  objective: Objective,
  draft: { readonly push: Push; readonly columns: Float64Array; readonly from: Float64Array },
  options: SolveOptions,
): Promise<Float64Array | undefined> {
  const { columns } = await solver.findPlan(
    {
      kind: 'plan',
      program: { ...pushed(served, draft), cost: objective.cost, costOffset: objective.offset },
      objective: 'least-cost',
      effort: 'rounding',
      gap: wholeGap,
      seconds: options.secondsLeft(),
      seed: options.seed,
    },
    () => undefined,
  );
  return columns;
}

/** The program with the group's spend held on the way from the plan to the draft: a whole plan fits there at least cost. */
function pushed(
  program: Program,
  {
    push,
    columns,
    from,
  }: { readonly push: Push; readonly columns: Float64Array; readonly from: Float64Array },
): Program {
  const spend = new Float64Array(program.columns);
  for (const { candidate, column } of push.lines) spend[column] = push.sign * million(orderValue(candidate));
  const [start, end] = [from, columns].map((at) => valueAt({ cost: spend, offset: 0 }, at));
  const reached = (start ?? 0) + wayThere * ((end ?? 0) - (start ?? 0));
  return withRow(program, spend, -Infinity, reached + 0.02 * Math.abs(reached) + 1e-6);
}

/** Spend on the group, up or down, and a little of the cost, so that the rest of the plan stays sensible. */
function pushing(program: Program, { lines, sign }: Push): Objective {
  const cost = program.cost.map((each) => each * 0.01);
  for (const { candidate, column } of lines)
    cost[column] = (cost[column] ?? 0) + sign * million(orderValue(candidate));
  return { cost, offset: 0 };
}

/** Spend by `offer@site`, millions. */
function spendOf(lines: readonly Line[], columns: Float64Array): ReadonlyMap<string, number> {
  const spend = new Map<string, number>();
  for (const line of lines) {
    const value = million(orderValue(line.candidate)) * (columns[line.column] ?? 0);
    if (value > 0) spend.set(placeOf(line), (spend.get(placeOf(line)) ?? 0) + value);
  }
  return spend;
}

/** Part of spend that sits in other lines: 0 the same, 1 nothing in common. */
function difference(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const common = [...a].reduce((sum, [place, value]) => sum + Math.min(value, b.get(place) ?? 0), 0);
  const most = Math.max(total(a), total(b));
  return most === 0 ? 0 : 1 - common / most;
}

function total(spend: ReadonlyMap<string, number>): number {
  return spend.values().reduce((sum, value) => sum + value, 0);
}

function linesOf(lines: readonly Line[], columns: Float64Array): RunnerUp['lines'] {
  const counts = new Map<string, RunnerUp['lines'][number]>();
  for (const line of lines) {
    const count = columns[line.column] ?? 0;
    if (count < 1e-6) continue;
    const place = placeOf(line);
    const known = counts.get(place)?.count ?? 0;
    counts.set(place, { offer: line.candidate.offer.id, site: line.candidate.site.id, count: known + count });
  }
  return [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}
