import type { Fleet } from '../fleet/fleet.ts';
import type { Observer } from '../fleet/fleet-run.ts';
import { type ProofRun, startRun, type TracedLoad } from './proof-run.ts';
import type { RunAll } from './proof-options.ts';
import type { ServiceFleet } from './service-fleet.ts';

/** How runs are run in this thread. */
export interface RunsHere {
  readonly fleetOf: (run: ProofRun) => ServiceFleet | undefined;
  /** Requests from a trace in place of drawn ones, made anew for every run. */
  readonly trace?: (() => TracedLoad) | undefined;
  /** Looks on at the first run: rows, a timeline. */
  readonly watch?: ((fleet: Fleet) => Observer | undefined) | undefined;
  /** Called between parts with the part of all runs that is done, 0 … 1; gives the word to stop. */
  readonly pause: (done: number) => Promise<'go' | 'stop'>;
}

/** Runs runs one after the other in this thread. A run that is cut short counts only when it is the first. */
export function runHere({ fleetOf, trace, watch, pause }: RunsHere): RunAll {
  let watched = false;
  return async (runs, take) => {
    for (const [index, run] of runs.entries()) {
      const made = fleetOf(run);
      if (made === undefined) throw new RangeError(`nothing is placed for ${run.service} in ${run.quarter}`);
      const watcher = watched ? undefined : watch?.(made.fleet);
      watched = true;
      const underWay = startRun(made, run, run.when === 'trace' ? trace?.() : undefined, watcher);
      const next = (): Promise<'go' | 'stop'> => pause((index + underWay.part) / runs.length);
      let word = await next();
      while (word === 'go' && underWay.advance()) word = await next();
      if (word === 'go' || index === 0) take(underWay.record(), index);
      if (word === 'stop') return 'stopped';
    }
    return 'done';
  };
}
