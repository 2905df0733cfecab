import { summarise } from '../answers/summary.ts';
import { isMet, type ProofOptions } from './proof-options.ts';
import type { ProofCase } from './proof-run.ts';
import type { ServiceFleet } from './service-fleet.ts';

/** Capacities tried when a level is missed: up to about twice the one placed, each so many times the last. */
const growthStep = 1.05;
const steps = 14;
/** Capacities tried at once: they cut what is left into so many parts and one. A constant: the answer does not depend on the threads. */
const atOnce = 3;

/**
 * The smallest growth of capacity, in steps, with which a case keeps the level; undefined where the most is not enough, or when
 * stopped. A fleet grown by g in every pool is the fleet under 1/g of the load. Assumes that more capacity never misses what less keeps.
 */
export async function growthNeeded(
  made: ServiceFleet,
  quarter: string,
  when: ProofCase,
  { seed, statistic, peakSeconds, hourSeconds, runAll }: ProofOptions,
): Promise<number | undefined> {
  let missed = 0;
  let kept = steps + 1;
  while (kept - missed > 1) {
    const tried = [
      ...new Set(
        Array.from({ length: atOnce }, (_, index) =>
          Math.ceil(missed + ((kept - missed) * (index + 1)) / (atOnce + 1)),
        ),
      ),
    ].filter((step) => step > missed && step < kept);
    const met: boolean[] = [];
    const end = await runAll(
      tried.map((step) => ({
        service: made.service.id,
        quarter,
        when,
        load: growthStep ** -step,
        seed: seed * 1e7,
        peakSeconds,
        hourSeconds,
      })),
      (record, run) => {
        met[run] = isMet(made, summarise(made.fleet, [record], when !== 'day'), statistic);
      },
    );
    if (end === 'stopped') return undefined;
    kept = Math.min(kept, ...tried.filter((_, index) => met[index]));
    missed = Math.max(missed, ...tried.filter((step, index) => step < kept && !met[index]));
  }
  return kept > steps ? undefined : growthStep ** kept;
}
