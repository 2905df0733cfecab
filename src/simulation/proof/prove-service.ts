import type { PlanFile } from '../../plan/index.ts';
import { Recorder } from '../answers/recorder.ts';
import { type Recorded, summarise, type Summary } from '../answers/summary.ts';
import { together } from '../answers/writers.ts';
import type { Fleet } from '../fleet/fleet.ts';
import { FleetRun, type Observer } from '../fleet/fleet-run.ts';
import type { ArrivalSource } from '../load/arrival-source.ts';
import type { RateCurve } from '../load/rate-curve.ts';
import { syntheticArrivals } from '../load/synthetic.ts';
import type { ServiceFleet } from './service-fleet.ts';

/** What one proof says of one service. */
export type ServiceProof = NonNullable<PlanFile['proof']>['services'][number];

/** Which statistic of a latency must stay within the level. */
export type Statistic = 'mean' | 'p50' | 'p90' | 'p99';

/** How to prove. */
export interface ProofOptions {
  readonly seed: number;
  readonly replications: number;
  readonly statistic: Statistic;
  /** Seconds of the peak hour that are simulated and counted. */
  readonly peakSeconds: number;
  /** Seconds simulated of each hour of the day; 3600 simulates all of it. */
  readonly hourSeconds: number;
  /** Requests from a trace in place of drawn ones, made anew for every replication. */
  readonly trace?: (() => { readonly source: ArrivalSource; readonly seconds: number }) | undefined;
  /** Looks on at the first replication of the first case: rows, a timeline. */
  readonly watch?: ((fleet: Fleet) => Observer | undefined) | undefined;
  /** Called between parts of a run with the part that is done, 0 … 1; gives the word to stop. */
  readonly pause: (done: number) => Promise<'go' | 'stop'>;
}

/** Events between two pauses: some tens of milliseconds. */
const eventsPerPause = 100_000;
/** Batches of a peak hour, for intervals of a single run. */
const batches = 10;
/** Capacities tried when a level is missed: up to so many times the one placed, each so many times the last. */
const mostGrowth = 2;
const growthStep = 1.05;

/** The replications of one case. */
interface Run {
  readonly summary: Summary;
  readonly seconds: number;
  readonly stopped: boolean;
}

/**
 * Simulates one service at its peak hour and over a day, and says whether the level is met.
 *
 * ```
 * peak hour   Poisson arrivals at the served peak: fill up, then count
 * day         the same mean over a day as the plan's, a cosine up to the peak; of every hour its first part
 * missed      the same under ever less load until it is met → how much more of what
 * ```
 */
export async function proveService(
  made: ServiceFleet,
  quarter: string,
  options: ProofOptions,
): Promise<readonly ServiceProof[]> {
  const peak = await simulate(made, made.fleet, peakLoad(made, options), options, 0, 0.5);
  const proofs = [
    await verdict(made, quarter, options.trace === undefined ? 'peak hour' : 'trace', peak, options),
  ];
  if (peak.stopped || options.trace !== undefined) return proofs;
  const day = await simulate(made, made.fleet, dayLoad(made, options), options, 0.5, 1);
  return [...proofs, await verdict(made, quarter, 'day', day, options)];
}

interface Load {
  readonly rate: RateCurve;
  /** Seconds before counting begins, of a slice, and slices counted. */
  readonly from: number;
  readonly sliceSeconds: number;
  readonly slices: number;
}

/** Long enough for the longest requests to come and go twice. */
function fillSeconds({ service }: ServiceFleet): number {
  const longest = Math.max(...service.classes.map(({ outputTokens }) => outputTokens));
  return 4 * longest * service.tpot + 10 * service.ttft;
}

function peakLoad(made: ServiceFleet, { peakSeconds }: ProofOptions): Load {
  return {
    rate: { kind: 'constant', rate: made.peak },
    from: fillSeconds(made),
    sliceSeconds: peakSeconds / batches,
    slices: batches,
  };
}

function dayLoad(made: ServiceFleet, { hourSeconds }: ProofOptions): Load {
  const { peak, mean } = made;
  const rates = Array.from({ length: 24 }, (_, hour) =>
    Math.max(peak / 20, mean + (peak - mean) * Math.cos((2 * Math.PI * (hour - 12)) / 24)),
  );
  return {
    rate: { kind: 'slices', seconds: hourSeconds, rates },
    from: 0,
    sliceSeconds: hourSeconds,
    slices: 24,
  };
}

async function simulate(
  made: ServiceFleet,
  fleet: Fleet,
  load: Load,
  options: ProofOptions,
  progressFrom: number,
  progressTo: number,
): Promise<Run> {
  const runs: Recorded[] = [];
  const { trace, replications } = options;
  let { from, sliceSeconds, slices } = load;
  let stopped = false;
  for (let replication = 0; replication < replications && !stopped; replication += 1) {
    const traced = trace?.();
    if (traced !== undefined) {
      from = 0;
      sliceSeconds = traced.seconds / batches;
      slices = batches;
    }
    const seconds = from + sliceSeconds * slices;
    const source =
      traced?.source ??
      syntheticArrivals(
        { classes: made.classes, rhythm: { kind: 'poisson' }, rate: load.rate, seconds, origins: [1] },
        options.seed * 1000 + replication,
      );
    const poolOf = fleet.pools.flatMap(({ replicas }, pool) => Array.from({ length: replicas }, () => pool));
    const recorder = new Recorder({
      classes: made.classes.length,
      pools: fleet.pools.length,
      poolOf,
      level: made.service,
      from,
      sliceSeconds,
      slices,
    });
    const watcher = replication === 0 && progressFrom === 0 ? options.watch?.(fleet) : undefined;
    const observer = watcher === undefined ? recorder : together([recorder, watcher]);
    const run = new FleetRun(fleet, source, observer, { seed: options.seed * 1000 + replication });
    // Requests still on their way a while after the last arrival belong to a fleet that cannot keep up.
    const until = seconds + Math.max(600, fillSeconds(made));
    const pause = async (): Promise<boolean> => {
      const part = Math.min(1, run.time / seconds) / replications + replication / replications;
      return (await options.pause(progressFrom + part * (progressTo - progressFrom))) === 'stop';
    };
    stopped = await pause();
    while (!stopped && run.run(eventsPerPause, until)) stopped = await pause();
    if (!stopped || runs.length === 0) runs.push({ run, recorder });
  }
  return { summary: summarise(runs), seconds: from + sliceSeconds * slices, stopped };
}

function met(made: ServiceFleet, { all, saturated }: Summary, statistic: Statistic): boolean {
  const { ttft, tpot } = made.service;
  return !saturated && all.ttft[statistic].value <= ttft && !(all.tpot[statistic].value > tpot);
}

async function verdict(
  made: ServiceFleet,
  quarter: string,
  when: ServiceProof['when'],
  { summary, stopped }: Run,
  options: ProofOptions,
): Promise<ServiceProof> {
  const { all, saturated, pools } = summary;
  const kept = met(made, summary, options.statistic);
  const growth = kept || stopped || when !== 'peak hour' ? undefined : await growthNeeded(made, options);
  const figure = (value: number): number | null => (saturated || Number.isNaN(value) ? null : value);
  const latency = (of: Summary['all']['ttft']): ServiceProof['ttft'] => ({
    mean: figure(of.mean.value),
    halfWidth: figure(of.mean.halfWidth),
    p50: figure(of.p50.value),
    p90: figure(of.p90.value),
    p99: figure(of.p99.value),
  });
  const weights = pools.map(({ tokens }) => tokens);
  const weighted = (of: (pool: Summary['pools'][number]) => number): number =>
    pools.reduce((sum, pool, index) => sum + of(pool) * (weights[index] ?? 0), 0) /
    Math.max(
      1,
      weights.reduce((sum, weight) => sum + weight, 0),
    );
  const tokens = pools.reduce((sum, pool) => sum + pool.tokens, 0);
  return {
    service: made.service.id,
    quarter,
    when,
    verdict: stopped ? 'interrupted' : saturated ? 'saturated' : kept ? 'met' : 'missed',
    statistic: options.statistic,
    levels: { ttft: made.service.ttft, tpot: made.service.tpot },
    share: made.share,
    requests: summary.requests,
    seconds: summary.seconds,
    ttft: latency(all.ttft),
    tpot: latency(all.tpot),
    endToEnd: latency(all.endToEnd),
    goodput: figure(all.good.value),
    turnedAway: summary.outcomes['turned-away'] + summary.outcomes.expired + summary.outcomes['too-long'],
    busy: weighted(({ busy }) => busy),
    kvUse: weighted(({ kvUse }) => kvUse),
    preemptions: pools.reduce((sum, { preemptions }) => sum + preemptions, 0),
    joulesPerToken: tokens === 0 ? null : pools.reduce((sum, { energy }) => sum + energy, 0) / tokens,
    costPerMillionTokens:
      tokens === 0 ? null : (pools.reduce((sum, { cost }) => sum + cost, 0) / tokens) * 1e6,
    growth: growth ?? null,
    repair: kept || stopped || when !== 'peak hour' ? null : repair(made, growth),
  };
}

/**
 * The smallest growth of capacity, in steps, with which the peak hour keeps the level; undefined where the most is not enough. A fleet
 * grown by g in every pool is the fleet under 1/g of the load.
 */
async function growthNeeded(made: ServiceFleet, options: ProofOptions): Promise<number | undefined> {
  for (let growth = growthStep; growth <= mostGrowth; growth *= growthStep) {
    const lighter = peakLoad({ ...made, peak: made.peak / growth }, options);
    const { summary, stopped } = await simulate(
      made,
      made.fleet,
      lighter,
      { ...options, replications: 1, watch: undefined },
      0.5,
      0.5,
    );
    if (stopped) return undefined;
    if (met(made, summary, options.statistic)) return growth;
  }
  return undefined;
}

/** What would help, in a sentence: more of the line that serves most, where that is enough. */
function repair({ placed }: ServiceFleet, growth: number | undefined): string {
  const most = placed.reduce((best, each) =>
    each.systems * each.rate > best.systems * best.rate ? each : best,
  );
  if (growth === undefined) {
    return `Twice the fleet does not meet the level: it takes another configuration or faster systems than ${most.system}, or a looser level.`;
  }
  const capacity = placed.reduce((sum, { systems, rate }) => sum + systems * rate, 0);
  const more = Math.ceil(((growth - 1) * capacity) / most.rate);
  return `${more} more ${most.system} at ${most.site} (${((growth - 1) * 100).toFixed(0)} % more capacity) keep the level at the peak hour.`;
}
