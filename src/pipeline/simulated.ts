import { setImmediate } from 'node:timers/promises';
import type { PlanFile } from '../plan/index.ts';
import {
  proveService,
  runHere,
  steadySeconds,
  type EngineName,
  type Fleet,
  type Observer,
  type Operating,
  type ProofCase,
  type ServiceProof,
  type Statistic,
  type TracedLoad,
} from '../simulation/index.ts';
import { inlineMore } from './inlining.ts';
import type { Prepared } from './prepared.ts';
import { openProofThreads, type ProofThreads } from './proof-threads.ts';
import { ProofShare } from './proof-share.ts';
import { serviceFleets, type FleetGround } from './service-fleets.ts';

/** How plans are proven unless one says otherwise; docs/simulator.md gives the reasons. */
export const proofDefaults = {
  engine: 'vllm',
  statistic: 'p90',
  seed: 1,
  replications: 3,
  mostReplicas: 24,
} as const satisfies Partial<ProofWish>;

/** What to prove of a plan, and how. */
export interface ProofWish {
  /** Service ids; all where undefined. */
  readonly service: string | undefined;
  /** A quarter, `all`, or undefined: the one with the highest peak of each service. */
  readonly quarter: string | undefined;
  readonly engine: EngineName;
  /** How the fleet is run where that differs from the usual. */
  readonly operating?: Operating | undefined;
  /** What must keep the levels of every service; undefined: what the scenario says of each, or the default. */
  readonly statistic?: Statistic | undefined;
  readonly seed: number;
  readonly replications: number;
  /** Seconds counted of the peak hour, and simulated of each hour of the day; undefined: enough for steady percentiles. */
  readonly peakSeconds?: number | undefined;
  readonly hourSeconds?: number | undefined;
  /** Replicas of a cell, at most about this many; and cells that are simulated (default 1), `all` for the whole fleet. */
  readonly mostReplicas: number;
  readonly cells?: number | 'all' | undefined;
  /** Peak hour, day, or both (default). */
  readonly when?: Exclude<ProofCase, 'trace'> | undefined;
  /** Threads that share the runs; 1 where undefined: this one. Never shows in the result. */
  readonly threads?: number | undefined;
  /** Requests from a trace in place of drawn ones, made anew for every replication. */
  readonly trace?: (() => TracedLoad) | undefined;
  /** Looks on at the first run of the first service. */
  readonly watch?: ((fleet: Fleet) => Observer | undefined) | undefined;
  readonly signal: AbortSignal;
  /** What is being proven, and the part of all that is done. */
  readonly onProgress: (what: string, done: number) => void;
}

/**
 * Proves the services of a plan one after the other; the runs of each are shared among threads. Traces and runs that are looked at stay in
 * this thread. Aborting the signal ends with what is proven so far; the case under way is marked as interrupted.
 */
export async function provePlan(
  plan: PlanFile,
  { scenario, rates }: Prepared,
  wish: ProofWish,
): Promise<readonly ServiceProof[]> {
  inlineMore();
  const { engine, mostReplicas, operating, trace, watch, signal, threads: count = 1 } = wish;
  const ground: FleetGround = { plan, scenario, rates, engine, mostReplicas, operating };
  const fleetOf = serviceFleets(ground);
  const cases = plan.services
    .filter(({ id }) => wish.service === undefined || id === wish.service)
    .flatMap(({ id, quarters }) => quartersOf(quarters, wish.quarter).map((quarter) => ({ id, quarter })));
  let under = '';
  let begun = 0;
  let share = new ProofShare(false);
  const telling = (done: number): void => wish.onProgress(under, (begun + share.at(done)) / cases.length);
  const pause = async (done: number): Promise<'go' | 'stop'> => {
    telling(done);
    await setImmediate();
    return signal.aborted ? 'stop' : 'go';
  };
  const here = runHere({ fleetOf: ({ service, quarter }) => fleetOf(service, quarter), trace, watch, pause });
  const threads: ProofThreads | undefined =
    count > 1 && trace === undefined && watch === undefined
      ? openProofThreads(count, ground, signal, telling)
      : undefined;
  const proofs: ServiceProof[] = [];
  try {
    for (const [index, { id, quarter }] of cases.entries()) {
      const fleet = fleetOf(id, quarter);
      if (fleet === undefined || fleet.peak === 0) continue;
      under = `${id} ${quarter}`;
      begun = index;
      share = new ProofShare(casesOf(wish).includes('day'));
      const steady = steadySeconds(fleet);
      const made = await proveService(fleet, quarter, {
        seed: wish.seed,
        replications: wish.replications,
        cells: wish.cells === 'all' ? Math.max(1, Math.round(1 / fleet.share)) : (wish.cells ?? 1),
        statistic: wish.statistic ?? fleet.service.statistic ?? proofDefaults.statistic,
        cases: casesOf(wish),
        peakSeconds: wish.peakSeconds ?? steady.peakSeconds,
        hourSeconds: wish.hourSeconds ?? steady.hourSeconds,
        runAll: share.counting(threads?.runAll ?? here),
      });
      proofs.push(...made);
      if (signal.aborted) break;
    }
  } finally {
    await threads?.close();
  }
  return proofs;
}

/** Users of a closed loop ask as they are answered: they know no day. */
function casesOf({ trace, when, operating }: ProofWish): readonly ProofCase[] {
  if (trace !== undefined) return ['trace'];
  if (operating?.users !== undefined) return ['peak hour'];
  return when === undefined ? ['peak hour', 'day'] : [when];
}

function quartersOf(
  quarters: PlanFile['services'][number]['quarters'],
  wish: string | undefined,
): readonly string[] {
  if (wish === 'all') return quarters.map(({ quarter }) => quarter);
  if (wish !== undefined)
    return quarters.filter(({ quarter }) => quarter === wish).map(({ quarter }) => quarter);
  return quarters
    .filter(({ served }) => served > 0)
    .toSorted((a, b) => b.peak - a.peak)
    .slice(0, 1)
    .map(({ quarter }) => quarter);
}
