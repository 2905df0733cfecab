import { describe, expect, it } from 'vitest';
import type { Counts } from '../../src/simulation/answers/histogram.ts';
import { ReferenceReplica } from './reference-replica.ts';
import { type Case, randomCase, runCase } from './random-case.ts';

/** Cases per run; more with `SIMULATION_CASES=20000 npx vitest run test/simulation/reference.test.ts`. */
const cases = Number(process.env.SIMULATION_CASES ?? 1500);

/** Cases that once told the two apart. */
const hard = [5069];

describe('leaping and stepping', () => {
  it(`give the same bytes in ${cases} random fleets, loads and features`, () => {
    let preemptions = 0;
    let hits = 0;
    let expired = 0;
    for (const seed of [...hard, ...Array.from({ length: cases }, (_, index) => index + 1)]) {
      const made = randomCase(seed);
      const leaping = runCase(made, undefined);
      const stepping = runCase(
        made,
        (pool, table, latencies) =>
          new ReferenceReplica(pool.engine, table, pool.role, made.fleet.chainTokens, latencies),
      );
      expect(leaping.rows.join('\n'), `seed ${seed}`).toBe(stepping.rows.join('\n'));
      expect(JSON.stringify(leaping.totals), `seed ${seed}`).toBe(JSON.stringify(stepping.totals));
      for (const [index, counts] of leaping.latencies.entries()) {
        const same = Buffer.from(counts.buffer).equals(
          Buffer.from((stepping.latencies[index] as Counts).buffer),
        );
        expect(same, `seed ${seed}: latencies of pool ${index}`).toBe(true);
      }
      conserved(made, leaping);
      preemptions += leaping.totals.reduce((sum, each) => sum + each.preemptions, 0);
      hits += leaping.totals.reduce((sum, each) => sum + each.cachedTokens, 0);
      expired += leaping.rows.filter((row) => row.includes('expired')).length;
    }
    expect(preemptions).toBeGreaterThan(cases / 10);
    expect(hits).toBeGreaterThan(cases);
    expect(expired).toBeGreaterThan(cases / 100);
  }, 3_600_000);
});

/** Every request ends exactly once, the KV cache never holds more than there is, the clock never goes back, first tokens come before last ones. */
function conserved(made: Case, { rows, totals, run }: ReturnType<typeof runCase>): void {
  expect(new Set(rows.map((row) => row.split(' ')[0])).size).toBe(made.requests.length);
  expect(rows.length).toBe(made.requests.length);
  expect(run.inFlight).toBe(0);
  let clock = 0;
  for (const row of rows) {
    const [number, outcome, , time, first] = row.split(' ');
    expect(Number(time)).toBeGreaterThanOrEqual(clock);
    clock = Number(time);
    if (outcome !== 'finished') continue;
    expect(Number(first)).toBeLessThanOrEqual(clock);
    expect(Number(first)).toBeGreaterThan(made.requests[Number(number)]?.arrival ?? Infinity);
  }
  for (const [replica, { mostBlocks }] of totals.entries()) {
    expect(mostBlocks).toBeLessThanOrEqual(made.fleet.pools[run.poolOf[replica] ?? 0]?.engine.kvBlocks ?? 0);
  }
}
