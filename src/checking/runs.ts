import { secondsPerQuarter } from '../quantity/index.ts';
import type { PlanPlacement } from '../plan/index.ts';
import type { ResolvedRun } from '../scenario/index.ts';
import type { Check, CheckContext } from './context.ts';
import {
  expectAtLeast,
  expectAtMost,
  expectEqual,
  expectFields,
  near,
  remainder,
  within,
} from './compare.ts';
import { violation, type Violation } from './violation.ts';

/** How far a training run gets, worked out from its placements. */
export interface Run {
  readonly run: ResolvedRun;
  readonly placements: readonly PlanPlacement[];
  /** Useful FLOP by its deadline, and what is missing. */
  readonly done: number;
  readonly unmet: number;
  /** First quarter by whose end all of it is done. */
  readonly finished: string | null;
}

/** Adds up the compute placed for each run within its window. */
export function runsOf({ plan, scenario, quarterIndex }: CheckContext): readonly Run[] {
  return scenario.runs.map((run) => {
    const placements = plan.placements.filter(({ kind, work }) => kind === 'run' && work === run.id);
    const doneBy = (last: number): number =>
      placements
        .filter(({ quarter }) => (quarterIndex.get(quarter) ?? Infinity) <= last)
        .reduce((sum, { systems, rate }) => sum + systems * rate * secondsPerQuarter, 0);
    const done = doneBy(run.deadline);
    const finished = scenario.quarters.find((_, q) => q <= run.deadline && within(run.flop, doneBy(q)));
    return { run, placements, done, unmet: Math.max(0, run.flop - done), finished: finished ?? null };
  });
}

/** Each run is listed, and what the plan says is done of it is what is placed for it. */
export const checkRuns: Check = (context) =>
  runsOf(context).flatMap(({ run, placements, done, unmet, finished }) => {
    const listed = context.plan.runs.find((candidate) => candidate.id === run.id);
    if (!listed) return expectEqual('FW-CHK-0034', run.id, 'run', 'listed', null);
    const [first] = placements;
    const gangs = gangsOf(context, placements);
    return [
      ...expectEqual('FW-CHK-0034', run.id, 'name', run.name, listed.name),
      ...expectFields('FW-CHK-0036', run.id, {
        flop: [run.flop, listed.flop],
        done: [done, listed.done],
        unmet: [remainder(unmet, run.flop), remainder(listed.unmet, run.flop)],
        finished: [finished, listed.finished],
        system: [first?.system ?? null, listed.system],
        site: [first?.site ?? null, listed.site],
        gang: [Math.max(0, ...gangs.values()), listed.gang],
      }),
      ...listedRates(context, run.id, listed.rates),
    ];
  });

type ListedRates = CheckContext['plan']['runs'][number]['rates'];

function listedRates({ rates }: CheckContext, run: string, listed: ListedRates): readonly Violation[] {
  return listed.flatMap((found) => {
    const where = `${run} on ${found.system}`;
    const rate = rates.runs.find((one) => one.run === run && one.system === found.system);
    if (!rate) return expectEqual('FW-CHK-0033', where, 'rate', null, 'a rate');
    return expectFields('FW-CHK-0033', where, {
      'FLOP per second': [rate.flopPerSecond.value, found.flopPerSecond.value],
      'lowest FLOP per second': [rate.flopPerSecond.low, found.flopPerSecond.low],
      'highest FLOP per second': [rate.flopPerSecond.high, found.flopPerSecond.high],
    });
  });
}

/** A run stays on one system type at one site. */
export const checkOnePlace: Check = (context) =>
  runsOf(context).flatMap(({ run, placements }) => {
    const places = [...new Set(placements.map(({ system, site }) => `${system}@${site}`))];
    if (places.length <= 1) return [];
    const sentence = `it is spread over ${places.length} places; a run works on one system type at one site.`;
    return [violation('FW-CHK-0037', run.id, 'one system and site', places, sentence)];
  });

/** In every quarter a run is idle or works with a gang between its smallest and its largest. */
export const checkGangs: Check = (context) =>
  runsOf(context).flatMap(({ run, placements }) =>
    [...gangsOf(context, placements)].flatMap(([quarter, gang]) => {
      const where = `${run.id}:${quarter}`;
      if (near(gang, 0)) return [];
      return [
        ...expectAtLeast('FW-CHK-0038', where, 'gang', gang, run.gangMin),
        ...expectAtMost('FW-CHK-0038', where, 'gang', gang, run.gangMax),
      ];
    }),
  );

/** Accelerators at work in each quarter that has any. */
function gangsOf(
  { scenario }: CheckContext,
  placements: readonly PlanPlacement[],
): ReadonlyMap<string, number> {
  const gangs = new Map<string, number>();
  for (const { quarter, system, systems } of placements) {
    const accelerators = systems * (scenario.systems.get(system)?.accelerators ?? 0);
    gangs.set(quarter, (gangs.get(quarter) ?? 0) + accelerators);
  }
  return gangs;
}
