import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { packageRoot } from '../../files/index.ts';
import { readWorld, type World } from '../../pipeline/index.ts';
import { quickPlanner, type QuickPlanner } from '../../planning/index.ts';
import { demandHistories, ratioIn } from './demand.ts';
import { allEvidence, strictEvidence } from './evidence.ts';
import { hindsightPlanner } from './hindsight.ts';
import type { BacktestPlanner } from './planner.ts';
import { naivePlanner, staticPlanner } from './planners.ts';
import type { Replay } from './result.ts';
import { robustPlanner } from './robust.ts';
import { honestView, LeakError, replay, type Stage } from './replay.ts';
import { replayAll, stageOf, timelineOf, type BacktestWish, type Timeline } from './run-backtest.ts';
import { leaksIn } from './view.ts';
import { turnsOf } from './calendar.ts';

// Planning over futures takes its time on a machine that has other work.
vi.setConfig({ testTimeout: 240_000 });

const path = `${packageRoot}scenarios/bytedance-2025.yaml`;
const file = { path, text: readFileSync(path, 'utf8') };
const wish: BacktestWish = { from: '2025-01', to: '2026-06', variant: undefined, seed: 1 };
const watch = { signal: new AbortController().signal, onProgress: () => undefined };

let world: World;
let quick: QuickPlanner;
let timeline: Timeline;
let stage: Stage;
beforeAll(async () => {
  world = readWorld();
  quick = await quickPlanner(1);
  const found = timelineOf(file, world, wish);
  if ('problems' in found) throw new Error(found.problems[0]?.message);
  timeline = found;
  stage = stageOf(timeline, world, wish, allEvidence);
});

/** Quarters that all planners are replayed through; all six where somebody asks for it. */
const replayedTurns = Number(process.env.FLEETWRIGHT_BACKTEST_TURNS ?? 3);

/** All planners on all evidence; replayed once for all tests that ask. */
let replayed: Promise<Replay | undefined> | undefined;
function everything(): Promise<Replay | undefined> {
  replayed ??= replayAll(firstTurns(stage, replayedTurns), world, allEvidence, wish, watch);
  return replayed;
}

/** A stage in which something is different, after a world was changed. */
function stageIn(changed: World): Stage {
  const found = timelineOf(file, changed, wish);
  if ('problems' in found) throw new Error(found.problems[0]?.message);
  return stageOf(found, changed, wish, allEvidence);
}

/** The same world, played for its first turns alone. */
function firstTurns(of: Stage, count: number): Stage {
  return { ...of, turns: of.turns.slice(0, count) };
}

async function decisions(of: Stage, planner: BacktestPlanner): Promise<readonly (readonly string[])[]> {
  const { orders } = await replay(quick, of, planner);
  return of.turns.map(({ index }) =>
    orders.filter(({ order }) => order === index).map(({ id, count }) => `${count} ${id}`),
  );
}

describe('the calendar of a backtest', () => {
  it('decides on the first day of each quarter, in the first on the day of the scenario', () => {
    expect(turnsOf('2025-01', '2025-09', '2025-01-20').map(({ day }) => day)).toEqual([
      '2025-01-20',
      '2025-04-01',
      '2025-07-01',
    ]);
    expect(turnsOf('2025-06', '2025-01', '2025-01-20')).toEqual([]);
  });
});

describe('demand as it went', () => {
  it('is measured by the series that the scenario’s own figure is a point of', () => {
    const found = Object.fromEntries(stage.histories.map(({ service, series }) => [service, series]));
    expect(found).toEqual({ doubao: 'doubao-monthly-users', platform: 'doubao-daily-tokens' });
  });

  it('is read off the middle of a quarter between two measurements, on a log scale', () => {
    const platform = stage.histories.find(({ service }) => service === 'platform');
    // 2026Q2: middle 2026-05-16, between 120T on 2026-04-02 and 180T on 2026-06-15 (44 of 74 days), over 4T.
    const expected = (120 / 4) * (180 / 120) ** (44 / 74);
    expect(ratioIn(platform?.points ?? [], { quarter: '2026Q2' })).toBeCloseTo(expected, 10);
  });

  it('leaves out estimates and assumptions where only strong evidence counts, never the start', () => {
    const strict = demandHistories(stage.base, world.catalog, (claim) => strictEvidence.keeps(claim));
    const platform = strict.find(({ service }) => service === 'platform');
    expect(platform?.points.map(({ date }) => date)).toEqual([
      '2024-12',
      '2025-03',
      '2025-09',
      '2026-01',
      '2026-04-02',
      '2026-06',
    ]);
  });
});

describe('what a planner sees', () => {
  it('holds nothing of later days, on any day', () => {
    for (const turn of stage.turns) {
      expect(leaksIn(honestView(stage, turn, [], new Map()), world.catalog)).toEqual([]);
    }
  });

  it.each([
    ['rules', (honest: ReturnType<typeof honestView>) => ({ ...honest, rulebook: stage.rulebook })],
    ['events', (honest: ReturnType<typeof honestView>) => ({ ...honest, events: stage.events })],
    [
      'measurements',
      (honest: ReturnType<typeof honestView>) => ({
        ...honest,
        measured: stage.histories.flatMap(({ points }) => points),
      }),
    ],
    [
      'offers',
      (honest: ReturnType<typeof honestView>) => ({
        ...honest,
        scenario: { ...honest.scenario, offers: stage.known.at(-1)?.offers ?? [] },
      }),
    ],
  ])('is caught when it is handed the %s of the future', async (_, spoil) => {
    const cheat = replay(quick, stage, naivePlanner(quick), (of, turn, orders, trained) =>
      spoil(honestView(of, turn, orders, trained)),
    );
    await expect(cheat).rejects.toThrow(LeakError);
    await expect(cheat).rejects.toThrow('handed the future on 2025-01-20');
  });

  it('never depends on what comes later: another future, the same decisions before it', async () => {
    const honest = {
      naive: await decisions(stage, naivePlanner(quick)),
      static: await decisions(stage, staticPlanner(quick)),
    };
    const runs = Number(process.env.FLEETWRIGHT_BACKTEST_RUNS ?? 1);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.nat(2),
        fc.infiniteStream(fc.boolean()),
        async (at, what, coin) => {
          const day = stage.turns[at]?.day ?? '';
          const toss = (): boolean => coin.next().value;
          const changed = changeAfter(world, day, what, toss);
          const other = firstTurns(stageIn(changed), at + 1);
          for (const planner of [naivePlanner(quick), staticPlanner(quick)]) {
            const before = honest[planner.name as 'naive' | 'static'].slice(0, at + 1);
            expect(await decisions(other, planner)).toEqual(before);
          }
        },
      ),
      { numRuns: runs, seed: 7 },
    );
  });

  it('holds for the planner over futures too: what comes after a day is not among them', async () => {
    const day = stage.turns[0]?.day ?? '';
    const changed = changeAfter(
      changeAfter(
        changeAfter(world, day, 0, () => true),
        day,
        1,
        () => true,
      ),
      day,
      2,
      () => true,
    );
    const [honest, other] = await Promise.all(
      [stage, stageIn(changed)].map((of) => decisions(firstTurns(of, 1), robustPlanner(1, watch.signal))),
    );
    expect(honest?.flat().length).toBeGreaterThan(0);
    expect(other).toEqual(honest);
  });

  it('does depend on what came earlier: the test above can fail', async () => {
    const changed = changeAfter(world, '2025-03-01', 0, () => true);
    const honest = await decisions(firstTurns(stage, 3), naivePlanner(quick));
    const other = await decisions(firstTurns(stageIn(changed), 3), naivePlanner(quick));
    expect(other).not.toEqual(honest);
  });
});

/** A world in which some of what was published or measured after a day never was: rules, demand or deliveries. */
function changeAfter(from: World, day: string, what: number, toss: () => boolean): World {
  const { catalog, rulebook } = from;
  if (what === 0) {
    const rules = rulebook.rules.map((rule) =>
      rule.published > day && toss() ? { ...rule, informative: true } : rule,
    );
    return { ...from, rulebook: { ...rulebook, rules } };
  }
  if (what === 1) {
    const series = new Map(
      [...catalog.series].map(([id, each]) => [
        id,
        { ...each, points: each.points.filter(({ date }) => date <= day || !toss()) },
      ]),
    );
    return { ...from, catalog: { ...catalog, series } };
  }
  const events = new Map([...catalog.events].filter(([, { date }]) => date <= day || !toss()));
  return { ...from, catalog: { ...catalog, events } };
}

describe('what came of it', () => {
  it('stops what became unlawful before it shipped: H20 of the first quarter, by the letters of April', async () => {
    const { orders } = await replay(quick, stage, staticPlanner(quick));
    const h20 = orders.filter(({ offer, order }) => offer.system === 'hgx-h20-96' && order === 0);
    expect(h20.length).toBeGreaterThan(0);
    for (const { arrivals, stopped } of h20) {
      expect(arrivals).toEqual([]);
      expect(stopped).toMatchObject({ quarter: 1, rules: ['us-2025-04-is-informed'] });
    }
  });

  it('delivers no H200 to China in the first half of 2026, and little H20 in autumn 2025, as the record says', () => {
    const offer = {
      ...stage.known[4]!.offers[0]!,
      id: 'test',
      supplier: 'nvidia',
      kind: 'purchase' as const,
    };
    const h200 = { ...offer, system: 'hgx-h200' };
    const [, , third, fourth, first, second] = stage.turns;
    expect(stage.happened.supply(h200, 'west', first!)).toBe(0);
    expect(stage.happened.supply(h200, 'west', second!)).toBe(0);
    expect(stage.happened.supply(h200, 'west', fourth!)).toBe(Infinity);
    expect(stage.happened.supply({ ...offer, system: 'hgx-h20-96' }, 'west', third!)).toBe(625);
  });

  it('serves as much as every planner alike while nothing has arrived', async () => {
    const served = await Promise.all(
      [naivePlanner(quick), staticPlanner(quick)].map(
        async (planner) =>
          (await replay(quick, stage, planner)).operated[0]?.services.get('platform')?.served,
      ),
    );
    expect(served[0]).toBe(served[1]);
  });

  it('leaves nobody better than hindsight, and hindsight within its bound', async () => {
    const found = await everything();
    expect(found?.planners.map(({ planner }) => planner)).toEqual(['naive', 'static', 'robust', 'hindsight']);
    for (const { regret } of found?.planners ?? []) expect(regret.value).toBeGreaterThanOrEqual(0);
    expect(found?.planners.at(-1)?.regret.value).toBe(0);
    // The plan of hindsight, taken through the same world as all others, does what its program said it would.
    expect(found?.hindsightBy).toBe('hindsight');
    expect((found?.planners.at(-1)?.value ?? 0) / (found?.bound ?? 1)).toBeLessThan(1.001);
    const { planner } = hindsightPlanner(quick, stage);
    const { orders } = await replay(quick, stage, planner);
    for (const { stopped, arrivals, count } of orders) {
      expect(stopped).toBeUndefined();
      expect(arrivals.reduce((sum, each) => sum + each.count, 0)).toBe(count);
    }
  });

  it('adds up: orders arrived, stopped or open; tokens served and unserved; value of cost and penalty', async () => {
    const found = await everything();
    for (const each of found?.planners ?? []) {
      expect(each.value).toBeCloseTo(each.cost + each.penalty, 3);
      expect(each.tokensServed + each.tokensUnserved).toBeCloseTo(each.tokensAsked, -6);
      for (const { count, arrived, stopped, open } of each.orders)
        expect(arrived.reduce((sum, one) => sum + one.count, 0) + (stopped?.count ?? 0) + open).toBe(count);
    }
  });
});
