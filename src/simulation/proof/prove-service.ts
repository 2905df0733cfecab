import type { PlanFile } from '../../plan/index.ts';
import { addedRecords, type RunRecord } from '../answers/run-record.ts';
import { summarise, type Summary } from '../answers/summary.ts';
import { growthNeeded } from './growth.ts';
import { figuresOf, groupsOf } from './figures.ts';
import { isMet, type ProofOptions } from './proof-options.ts';
import type { ProofCase, ProofRun } from './proof-run.ts';
import { repair } from './repair.ts';
import { saturationLoad } from './saturation.ts';
import type { ServiceFleet } from './service-fleet.ts';

/** What one proof says of one service. */
export type ServiceProof = NonNullable<PlanFile['proof']>['services'][number];

/** The replications of one case. */
interface Simulated {
  readonly records: readonly RunRecord[];
  readonly summary: Summary;
  readonly stopped: boolean;
}

/**
 * Simulates one service at its peak hour and over a day, and says whether the level is met.
 *
 * ```
 * case → replications × cells → runs → records, cells added up → summary → verdict
 * peak hour: the same under ever more load until it is saturated → distance to saturation
 * missed: the same under ever less load until it is met → how much more of what
 * ```
 */
export async function proveService(
  made: ServiceFleet,
  quarter: string,
  options: ProofOptions,
): Promise<readonly ServiceProof[]> {
  const proofs: ServiceProof[] = [];
  for (const when of options.cases) {
    const simulated = await simulate(made, quarter, when, options);
    const peakMissed = proofs.some((proof) => proof.when === 'peak hour' && proof.verdict !== 'met');
    proofs.push(await verdict(made, quarter, when, simulated, options, peakMissed));
    if (simulated.stopped) break;
  }
  return proofs;
}

async function simulate(
  made: ServiceFleet,
  quarter: string,
  when: ProofCase,
  { seed, replications, cells, peakSeconds, hourSeconds, runAll }: ProofOptions,
): Promise<Simulated> {
  const runs = Array.from({ length: replications * cells }, (_, index): ProofRun => ({
    service: made.service.id,
    quarter,
    when,
    load: 1,
    seed: (seed * 1000 + Math.floor(index / cells)) * 10_000 + (index % cells),
    peakSeconds,
    hourSeconds,
  }));
  const records: RunRecord[] = [];
  const end = await runAll(runs, (record, run) => {
    const replication = Math.floor(run / cells);
    const known = records[replication];
    records[replication] = known === undefined ? record : addedRecords(known, record);
  });
  return { records, summary: summarise(made.fleet, records, when !== 'day'), stopped: end === 'stopped' };
}

async function verdict(
  made: ServiceFleet,
  quarter: string,
  when: ProofCase,
  { records, summary, stopped }: Simulated,
  options: ProofOptions,
  peakMissed: boolean,
): Promise<ServiceProof> {
  const { saturated, outcomes } = summary;
  const kept = isMet(made, summary, options.statistic);
  // Where the peak hour misses the level, what repairs it is said of the peak hour; a day is asked only where it alone misses.
  const short = !kept && !stopped && (when !== 'day' || !peakMissed);
  const growth = short ? await growthNeeded(made, quarter, when, options) : undefined;
  // Users who wait for their answers never make a queue without end.
  const atPeak = when === 'peak hour' && !stopped && made.users === undefined;
  const saturation = atPeak ? await saturationLoad(made, quarter, records, options) : undefined;
  const share = Math.min(1, made.share * options.cells);
  return {
    service: made.service.id,
    quarter,
    when,
    verdict: stopped ? 'interrupted' : saturated ? 'saturated' : kept ? 'met' : 'missed',
    statistic: options.statistic,
    levels: { ttft: made.service.ttft, tpot: made.service.tpot },
    share,
    requests: summary.requests,
    seconds: summary.seconds,
    ...figuresOf(summary, made.share * options.cells),
    turnedAway: outcomes['turned-away'] + outcomes.expired + outcomes['too-long'],
    ...(made.users === undefined && { saturation: saturation ?? null }),
    growth: growth ?? null,
    repair: short ? await repair(made, quarter, when, growth, options) : null,
    groups: groupsOf(summary, made.classIds, when),
  };
}
