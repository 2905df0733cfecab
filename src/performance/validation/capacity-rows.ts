import type { TruthRow } from './truth.ts';

/**
 * MLPerf's server and interactive runs raise the load until the level binds: their load is the measured capacity at that level, requests
 * per second. One row `capacity_request_tput` for each such run.
 */
export function capacityRows(rows: readonly TruthRow[]): readonly TruthRow[] {
  return rows
    .filter(
      (row) =>
        /^mlperf-(?:server|interactive)$/u.test(row.regime ?? '') &&
        row.metric === 'request_tput' &&
        row.qps !== '',
    )
    .map((row) => ({ ...row, metric: 'capacity_request_tput', value: row.qps ?? '' }));
}
