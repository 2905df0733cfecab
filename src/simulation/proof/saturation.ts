import type { RunRecord } from '../answers/run-record.ts';
import { isSaturated } from '../answers/summary.ts';
import type { ProofOptions } from './proof-options.ts';
import type { ServiceFleet } from './service-fleet.ts';

/** Loads tried, as multiples of the one placed, until the fleet cannot keep up. */
const loads = [2, 4, 8, 16, 32, 64] as const;

/**
 * The load at which the queue of the peak hour begins to grow without end, over the load placed: the distance to saturation. Below 1
 * the fleet is saturated as it is. Undefined where not even the most load saturates it, or when stopped.
 *
 * ```
 * load × 1, 2, 4, … until saturated → what leaves the overloaded fleet per second is all that it can do → over the load placed
 * ```
 *
 * The mix of requests stays, so that what leaves is what the fleet can do of just this mix. Assumes that a fleet under still more load
 * does no more: true of queues in order of arrival.
 *
 * @param placed runs of the peak hour at the load placed
 */
export async function saturationLoad(
  made: ServiceFleet,
  quarter: string,
  placed: readonly RunRecord[],
  { seed, peakSeconds, hourSeconds, runAll }: ProofOptions,
): Promise<number | undefined> {
  const already = placed.find(isSaturated);
  if (already !== undefined) return leftPerArrived(already);
  for (const load of loads) {
    let found: number | undefined;
    const run = { service: made.service.id, quarter, when: 'peak hour', load, seed: seed * 1e7 } as const;
    const end = await runAll([{ ...run, peakSeconds, hourSeconds }], (record) => {
      if (isSaturated(record)) found = load * leftPerArrived(record);
    });
    if (end === 'stopped') return undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Requests that left in the later half of the time, over those that came in it. */
function leftPerArrived({ slices }: RunRecord): number {
  const later = slices.slice(Math.floor(slices.length / 2));
  const came = later.reduce((sum, { arrived }) => sum + arrived, 0);
  return later.reduce((sum, { ended }) => sum + ended, 0) / came;
}
