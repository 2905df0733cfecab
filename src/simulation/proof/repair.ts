import { summarise } from '../answers/summary.ts';
import type { FleetChange } from './changed-fleet.ts';
import { isMet, type ProofOptions } from './proof-options.ts';
import type { ProofCase } from './proof-run.ts';
import type { ServiceFleet } from './service-fleet.ts';

/** More of one placement than its part of the growth, tried in this order: a fleet with more of one kind is not the same fleet, grown. */
const shares = [1, 1.25, 1.6, 2] as const;
/** Tokens in a step tried on the fleet as it is: from what engines take by default down to where steps get wasteful. */
const stepTokens = [1024, 512, 256] as const;

/**
 * What would help, in sentences, each simulated before it is said: more of the placement that serves most, and smaller
 * steps on the fleet as it is.
 *
 * @param growth of all capacity with which the level is kept; undefined where twice the fleet is not enough
 */
export async function repair(
  made: ServiceFleet,
  quarter: string,
  when: ProofCase,
  growth: number | undefined,
  options: ProofOptions,
): Promise<string> {
  const most = largest(made);
  const smaller = await firstKept(
    made,
    quarter,
    when,
    stepTokens.map((tokens) => ({ kind: 'step tokens', tokens })),
    options,
  );
  const tuned =
    smaller === undefined
      ? []
      : [`On the fleet as it is, steps of at most ${stepTokens[smaller]} tokens keep the level.`];
  if (growth === undefined) {
    const none = `Twice the fleet does not meet the level: it takes another configuration or faster systems than ${most.system}, or a looser level.`;
    return [none, ...tuned].join(' ');
  }
  const grown = `${((growth - 1) * 100).toFixed(0)} % more`;
  const capacity = made.placed.reduce((sum, { systems, rate }) => sum + systems * rate, 0);
  const more = shares.map((share) => Math.ceil((share * (growth - 1) * capacity) / most.rate));
  const kept = await firstKept(made, quarter, when, changesOf(made, most, more), options);
  const said =
    kept === undefined
      ? `${grown} of every system placed keeps the level${times[when]}; more ${most.system} at ${most.site} alone was not seen to.`
      : `${more[kept]} more ${most.system} at ${most.site} (${(((more[kept] ?? 0) * most.rate * 100) / capacity).toFixed(0)} % more capacity) keep the level${times[when]}, as simulated.`;
  return [said, ...tuned].join(' ');
}

const times = { 'peak hour': ' at the peak hour', day: ' over the day', trace: ' under the trace' } as const;

type Placed = ServiceFleet['placed'][number];

/** The placement that serves most, its pools for prompts and for answers taken together. */
function largest({ placed }: ServiceFleet): Placed {
  const does = ({ system, site }: Placed): number =>
    placed.reduce(
      (sum, each) => sum + (each.system === system && each.site === site ? each.systems * each.rate : 0),
      0,
    );
  return placed.reduce((best, each) => (does(each) > does(best) ? each : best));
}

/** Pools that scale are not grown, nor those whose split is an experiment. */
function changesOf(
  { fleet, placed }: ServiceFleet,
  { system, site }: Placed,
  more: readonly number[],
): readonly FleetChange[] {
  const grows =
    fleet.pools.length === placed.length && fleet.pools.every(({ scaling }) => scaling === undefined);
  return grows ? more.map((systems) => ({ kind: 'more', system, site, systems })) : [];
}

/** Index of the first change under which a case keeps the level; all are tried, at once where there are threads. */
async function firstKept(
  made: ServiceFleet,
  quarter: string,
  when: ProofCase,
  changes: readonly FleetChange[],
  { seed, statistic, peakSeconds, hourSeconds, runAll }: ProofOptions,
): Promise<number | undefined> {
  let first: number | undefined;
  if (changes.length === 0) return undefined;
  const end = await runAll(
    changes.map((change) => ({
      service: made.service.id,
      quarter,
      when,
      load: 1,
      seed: seed * 1e7,
      peakSeconds,
      hourSeconds,
      change,
    })),
    (record, run) => {
      if (first === undefined && isMet(made, summarise(made.fleet, [record]), statistic)) first = run;
    },
  );
  return end === 'stopped' ? undefined : first;
}
