import type { PlanFile } from '../../plan/index.ts';
import { addedRecords, type RunRecord } from '../answers/run-record.ts';
import { type LatencySummary, summarise, type Summary } from '../answers/summary.ts';
import { growthNeeded, repair } from './growth.ts';
import { isMet, type ProofOptions } from './proof-options.ts';
import type { ProofCase, ProofRun } from './proof-run.ts';
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
 *   missed: the same under ever less load until it is met → how much more of what
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
    proofs.push(await verdict(made, quarter, when, simulated, options));
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
  return { records, summary: summarise(made.fleet, records), stopped: end === 'stopped' };
}

async function verdict(
  made: ServiceFleet,
  quarter: string,
  when: ProofCase,
  { records, summary, stopped }: Simulated,
  options: ProofOptions,
): Promise<ServiceProof> {
  const { all, saturated, pools } = summary;
  const kept = isMet(made, summary, options.statistic);
  const short = !kept && !stopped && when === 'peak hour';
  const growth = short ? await growthNeeded(made, quarter, options) : undefined;
  // Users who wait for their answers never make a queue without end.
  const atPeak = when === 'peak hour' && !stopped && made.users === undefined;
  const saturation = atPeak ? await saturationLoad(made, quarter, records, options) : undefined;
  const figure = (value: number): number | null => (saturated || Number.isNaN(value) ? null : value);
  const latency = (of: LatencySummary): ServiceProof['ttft'] => ({
    mean: figure(of.mean.value),
    halfWidth: figure(of.mean.halfWidth),
    p50: figure(of.p50.value),
    p90: figure(of.p90.value),
    p99: figure(of.p99.value),
  });
  const served = pools.reduce((sum, pool) => sum + pool.tokens, 0);
  const weighted = (of: (pool: Summary['pools'][number]) => number): number =>
    pools.reduce((sum, pool) => sum + of(pool) * pool.tokens, 0) / Math.max(1, served);
  const perToken = (of: (pool: Summary['pools'][number]) => number): number | null =>
    served === 0 ? null : pools.reduce((sum, pool) => sum + of(pool), 0) / served;
  const cost = perToken((pool) => pool.cost);
  return {
    service: made.service.id,
    quarter,
    when,
    verdict: stopped ? 'interrupted' : saturated ? 'saturated' : kept ? 'met' : 'missed',
    statistic: options.statistic,
    levels: { ttft: made.service.ttft, tpot: made.service.tpot },
    share: Math.min(1, made.share * options.cells),
    requests: summary.requests,
    seconds: summary.seconds,
    ttft: latency(all.ttft),
    tpot: latency(all.tpot),
    endToEnd: latency(all.endToEnd),
    betweenTokens: {
      p50: figure(summary.betweenTokens.p50),
      p90: figure(summary.betweenTokens.p90),
      p99: figure(summary.betweenTokens.p99),
    },
    goodput: figure(all.good.value),
    turnedAway: summary.outcomes['turned-away'] + summary.outcomes.expired + summary.outcomes['too-long'],
    busy: weighted(({ busy }) => busy),
    kvUse: weighted(({ kvUse }) => kvUse),
    preemptions: pools.reduce((sum, { preemptions }) => sum + preemptions, 0),
    joulesPerToken: perToken(({ energy }) => energy),
    costPerMillionTokens: cost === null ? null : cost * 1e6,
    ...(made.users === undefined && { saturation: saturation ?? null }),
    growth: growth ?? null,
    repair: short ? repair(made, growth) : null,
    groups: [
      ...summary.classes.map((each, index) => group('class', made.classIds[index] ?? '', each)),
      ...pools.map((pool) => group('pool', pool.id, pool.group)),
      ...(when === 'day' ? summary.slices.map((each, hour) => group('hour', `${hour}`, each)) : []),
    ],
  };

  function group(
    by: 'class' | 'pool' | 'hour',
    id: string,
    { finished, ttft, tpot, endToEnd, good }: Summary['all'],
  ): NonNullable<ServiceProof['groups']>[number] {
    const brief = ({ mean, p90, p99 }: LatencySummary) => ({
      mean: figure(mean.value),
      p90: figure(p90.value),
      p99: figure(p99.value),
    });
    return {
      by,
      id,
      finished,
      ttft: brief(ttft),
      tpot: brief(tpot),
      endToEnd: brief(endToEnd),
      goodput: figure(good.value),
    };
  }
}
