import type { Fleet, Maintenance } from '../fleet/fleet.ts';
import type { MaintenanceWindow } from './operating.ts';
import type { ProofRun } from './proof-run.ts';
import type { ServiceFleet } from './service-fleet.ts';

/** Hour of the simulated day at whose beginning the load is highest. */
export const peakHour = 12;

/**
 * The fleet with its maintenance in the seconds of a run. A day of which only the first part of every hour is simulated is that much
 * shorter; a window that holds at the peak hour holds for all of it; a trace begins at hour 0. Windows of a pool take different replicas
 * while there are any, and at least one.
 */
export function maintained({ fleet, maintenance }: ServiceFleet, run: ProofRun): Fleet {
  if (maintenance === undefined) return fleet;
  return {
    ...fleet,
    pools: fleet.pools.map((pool) => {
      let next = 0;
      const windows = maintenance.filter(({ site }) => site === undefined || site === pool.site);
      return {
        ...pool,
        maintenance: windows.flatMap((window): readonly Maintenance[] => {
          const count = Math.min(pool.replicas, Math.max(1, Math.round(window.part * pool.replicas)));
          const first = Math.min(next, pool.replicas - count);
          next = (first + count) % pool.replicas;
          return secondsOf(window, run).map((times) => ({ ...times, first, last: first + count - 1 }));
        }),
      };
    }),
  };
}

function secondsOf(
  { from, until }: MaintenanceWindow,
  { when, hourSeconds }: ProofRun,
): readonly { readonly from: number; readonly until: number }[] {
  // A window over midnight is two.
  const parts =
    from < until
      ? [{ from, until }]
      : [
          { from: 0, until },
          { from, until: 24 },
        ];
  if (when === 'peak hour') {
    return parts.some((part) => part.from <= peakHour && peakHour < part.until)
      ? [{ from: 0, until: Number.MAX_VALUE }]
      : [];
  }
  const hour = when === 'day' ? hourSeconds : 3600;
  return parts.map((part) => ({ from: part.from * hour, until: part.until * hour }));
}
