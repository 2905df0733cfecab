import type { Predicted, RateTable } from '../performance/index.ts';
import type { PlanFile } from '../plan/index.ts';

/** Part by which a rate may differ from the recorded one and still be the same. */
const tolerance = 1e-9;

/** The rates of today with those that a plan recorded in their place; the table itself where none differs. */
export function ratesBefore(table: RateTable, plan: PlanFile): RateTable {
  const recorded = (work: string, system: string): number | undefined =>
    plan.services.find(({ id }) => id === work)?.rates.find((rate) => rate.system === system)
      ?.requestsPerSecond.value ??
    plan.runs.find(({ id }) => id === work)?.rates.find((rate) => rate.system === system)?.flopPerSecond
      .value;
  let changed = false;
  const scaled = (rate: Predicted, was: number | undefined): Predicted => {
    if (was === undefined || Math.abs(was - rate.value) <= tolerance * rate.value) return rate;
    changed = true;
    const scale = was / rate.value;
    return { value: was, low: rate.low * scale, high: rate.high * scale };
  };
  const services = table.services.map((rate) => ({
    ...rate,
    requestsPerSecond: scaled(rate.requestsPerSecond, recorded(rate.service, rate.system)),
  }));
  const runs = table.runs.map((rate) => ({
    ...rate,
    flopPerSecond: scaled(rate.flopPerSecond, recorded(rate.run, rate.system)),
  }));
  return changed ? { ...table, services, runs } : table;
}
