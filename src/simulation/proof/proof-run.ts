import { Recorder } from '../answers/recorder.ts';
import { type PoolWork, poolWork, workBetween } from '../answers/pool-record.ts';
import { recordOf, type RunRecord } from '../answers/run-record.ts';
import { together } from '../answers/writers.ts';
import type { Fleet } from '../fleet/fleet.ts';
import { FleetRun, type Observer } from '../fleet/fleet-run.ts';
import type { ArrivalSource } from '../load/arrival-source.ts';
import { closedLoop } from '../load/closed-loop.ts';
import type { RateCurve } from '../load/rate-curve.ts';
import { thinned } from '../load/thinned.ts';
import { syntheticArrivals } from '../load/synthetic.ts';
import { maintained, peakHour } from './maintenance.ts';
import { changedFleet, type FleetChange } from './changed-fleet.ts';
import type { ServiceFleet } from './service-fleet.ts';

/** What of a service is simulated. */
export type ProofCase = 'peak hour' | 'day' | 'trace';

/** One independent run of a case: plain data, so that another thread can take it. */
export interface ProofRun {
  readonly service: string;
  readonly quarter: string;
  readonly when: ProofCase;
  /** Part of the load, 1 for all of it. */
  readonly load: number;
  readonly seed: number;
  /** Seconds of the peak hour that are counted, and seconds simulated of each hour of the day. */
  readonly peakSeconds: number;
  readonly hourSeconds: number;
  /** The fleet otherwise than it is placed, to see whether that would help. */
  readonly change?: FleetChange | undefined;
}

/** Requests of a trace, and the seconds they take to come. */
export interface TracedLoad {
  readonly source: ArrivalSource;
  readonly seconds: number;
}

/** A run under way. */
export interface RunUnderWay {
  /** Handles some tens of milliseconds of events; returns whether more follow. */
  advance(): boolean;
  /** Part of the simulated time that is over, 0 … 1. */
  readonly part: number;
  record(): RunRecord;
}

/** Events between two pauses: some tens of milliseconds. */
const eventsPerPause = 100_000;
/** Batches of a peak hour or trace, for intervals of a single run. */
const batches = 10;

/** How arrivals come, and which of them are counted. */
interface Load {
  readonly rate: RateCurve;
  /** Seconds before counting begins, of a slice, and slices counted. */
  readonly from: number;
  readonly sliceSeconds: number;
  readonly slices: number;
}

/**
 * Starts a run of a case.
 *
 * ```
 * peak hour   Poisson arrivals at the served peak: fill up, then count
 * day         the same mean over a day as the plan's, a cosine up to the peak; of every hour its first part
 * trace       its requests as they came
 * ```
 *
 * @param watcher looks on
 */
export function startRun(
  placed: ServiceFleet,
  run: ProofRun,
  traced?: TracedLoad,
  watcher?: Observer,
): RunUnderWay {
  const made = changedFleet(placed, run.change);
  const load = traced === undefined ? loadOf(made, run) : traceLoad(traced);
  const fleet = maintained(made, run);
  const seconds = load.from + load.sliceSeconds * load.slices;
  const source =
    (traced && run.load < 1 ? thinned(traced.source, run.load) : traced?.source) ??
    (made.users === undefined
      ? syntheticArrivals(
          {
            classes: made.classes,
            rhythm:
              made.burst === undefined ? { kind: 'poisson' } : { kind: 'bursty', variation: made.burst },
            rate: load.rate,
            seconds,
            origins: made.origins,
          },
          run.seed,
        )
      : closedLoop(
          {
            users: Math.max(1, Math.round(made.users.count * run.load)),
            think: made.users.think,
            classes: made.classes,
            turns: 1,
            origins: made.origins,
            requests: Infinity,
            seconds,
          },
          run.seed,
        ));
  const recorder = new Recorder({
    classes: made.classes.length,
    pools: fleet.pools.length,
    poolOf: poolOf(fleet),
    level: made.service,
    from: load.from,
    sliceSeconds: load.sliceSeconds,
    slices: load.slices,
  });
  const observer = watcher === undefined ? recorder : together([recorder, watcher]);
  const simulated = new FleetRun(fleet, source, observer, { seed: run.seed });
  // Requests still on their way a while after the last arrival belong to a fleet that cannot keep up.
  const until = seconds + Math.max(600, fillSeconds(made));
  const edges = Array.from({ length: load.slices + 1 }, (_, slice) => load.from + slice * load.sliceSeconds);
  const looks: (readonly PoolWork[])[] = [];
  return {
    advance() {
      const edge = edges[looks.length];
      if (simulated.run(eventsPerPause, Math.min(edge ?? Infinity, until))) return true;
      if (edge === undefined) return false;
      looks.push(poolWork(simulated));
      return true;
    },
    get part() {
      return Math.min(1, simulated.time / seconds);
    },
    record: () => recordOf(simulated, recorder, workOfSlices(looks)),
  };
}

/**
 * Seconds to count of a peak hour and to simulate of each hour of a day where nobody says: until percentiles are steady (200,000 requests
 * steady a 99th one to 1 %), and long enough for most requests to come and go.
 */
export function steadySeconds(made: ServiceFleet): {
  readonly peakSeconds: number;
  readonly hourSeconds: number;
} {
  const fill = fillSeconds(made);
  return {
    peakSeconds: Math.min(600, Math.max(fill, 200_000 / made.peak)),
    hourSeconds: Math.min(300, Math.max(fill / 2, 20_000 / made.peak)),
  };
}

/** What the pools did in each slice, from looks at its two ends. */
function workOfSlices(looks: readonly (readonly PoolWork[])[]): readonly (readonly PoolWork[])[] {
  return looks
    .slice(1)
    .map((pools, slice) => pools.map((pool, index) => workBetween(pool, looks[slice]?.[index])));
}

/** Pool of each replica. */
function poolOf({ pools }: Fleet): readonly number[] {
  return pools.flatMap(({ replicas }, pool) => Array.from({ length: replicas }, () => pool));
}

/** Long enough for the longest requests to come and go twice. */
function fillSeconds({ service }: ServiceFleet): number {
  const longest = Math.max(...service.classes.map(({ outputTokens }) => outputTokens));
  return 4 * longest * service.tpot + 10 * service.ttft;
}

function loadOf(made: ServiceFleet, { when, load, peakSeconds, hourSeconds }: ProofRun): Load {
  const peak = made.peak * load;
  if (when !== 'day') {
    return {
      rate: { kind: 'constant', rate: peak },
      from: fillSeconds(made),
      sliceSeconds: peakSeconds / batches,
      slices: batches,
    };
  }
  const mean = made.mean * load;
  const rates = Array.from({ length: 24 }, (_, hour) =>
    Math.max(peak / 20, mean + (peak - mean) * Math.cos((2 * Math.PI * (hour - peakHour)) / 24)),
  );
  return {
    rate: { kind: 'slices', seconds: hourSeconds, rates },
    from: 0,
    sliceSeconds: hourSeconds,
    slices: 24,
  };
}

/** A trace whose requests all come at once lasts no time; figures per second are then over this one. */
const shortestTrace = 1;

function traceLoad({ seconds }: TracedLoad): Load {
  return {
    rate: { kind: 'constant', rate: 1 },
    from: 0,
    sliceSeconds: Math.max(seconds, shortestTrace) / batches,
    slices: batches,
  };
}
