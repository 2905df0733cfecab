import { summarise } from '../answers/summary.ts';
import { isMet, type ProofOptions } from './prove-service.ts';
import type { ServiceFleet } from './service-fleet.ts';

/** Capacities tried when a level is missed: up to so many times the one placed, each so many times the last. */
const mostGrowth = 2;
const growthStep = 1.05;
/** Capacities tried at once. A constant, so that the answer does not depend on the threads. */
const atOnce = 4;

/**
 * The smallest growth of capacity, in steps, with which the peak hour keeps the level; undefined where the most is not enough, or when
 * stopped. A fleet grown by g in every pool is the fleet under 1/g of the load.
 */
export async function growthNeeded(
  made: ServiceFleet,
  quarter: string,
  { seed, statistic, peakSeconds, hourSeconds, runAll }: ProofOptions,
): Promise<number | undefined> {
  const steps = Math.floor(Math.log(mostGrowth) / Math.log(growthStep));
  for (let first = 1; first <= steps; first += atOnce) {
    const growths = Array.from(
      { length: Math.min(atOnce, steps + 1 - first) },
      (_, index) => growthStep ** (first + index),
    );
    const met: boolean[] = [];
    const end = await runAll(
      growths.map((growth) => ({
        service: made.service.id,
        quarter,
        when: 'peak hour',
        load: 1 / growth,
        seed: seed * 1e7,
        peakSeconds,
        hourSeconds,
      })),
      (record, run) => {
        met[run] = isMet(made, summarise(made.fleet, [record]), statistic);
      },
    );
    if (end === 'stopped') return undefined;
    const found = growths.find((_, index) => met[index]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What would help, in a sentence: more of the line that serves most, where that is enough. */
export function repair({ placed }: ServiceFleet, growth: number | undefined): string {
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
