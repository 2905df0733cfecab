import { describe, expect, it } from 'vitest';
import { bins } from '../../src/simulation/answers/histogram.ts';
import { ReferenceReplica } from './reference-replica.ts';
import { randomCase, runCase } from './random-case.ts';

/** Cases per run; 20,000 with `SIMULATION_CASES=20000 npx vitest run test/simulation/reference.test.ts`. */
const cases = Number(process.env.SIMULATION_CASES ?? 1500);

describe('leaping and stepping', () => {
  it(`give the same bytes in ${cases} random fleets, loads and features`, () => {
    let preemptions = 0;
    let hits = 0;
    let expired = 0;
    for (let seed = 1; seed <= cases; seed += 1) {
      const made = randomCase(seed);
      const leaping = runCase(made, undefined);
      const stepping = runCase(made, (pool, table, requests) => new ReferenceReplica(pool.engine, table, requests, pool.role, made.fleet.chainTokens));
      expect(leaping.rows, `seed ${seed}`).toEqual(stepping.rows);
      expect(leaping.totals, `seed ${seed}`).toEqual(stepping.totals);
      for (const [index, counts] of leaping.latencies.entries()) {
        for (let bin = 0; bin < bins; bin += 1) {
          if (counts[bin] !== stepping.latencies[index]?.[bin]) throw new Error(`seed ${seed}: latencies of replica ${index}, bin ${bin}`);
        }
      }
      preemptions += leaping.totals.reduce((sum, each) => sum + each.preemptions, 0);
      hits += leaping.totals.reduce((sum, each) => sum + each.cachedTokens, 0);
      expired += leaping.rows.filter((row) => row.includes('expired')).length;
    }
    expect(preemptions).toBeGreaterThan(cases / 10);
    expect(hits).toBeGreaterThan(cases);
    expect(expired).toBeGreaterThan(cases / 100);
  }, 600_000);
});
