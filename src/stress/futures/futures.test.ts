import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../files/index.ts';
import { prepareScenario, readWorld, type Prepared } from '../../pipeline/index.ts';
import { judge } from '../../rules/index.ts';
import { readEvents, resolveScenario, readScenario } from '../../scenario/index.ts';
import { mean } from '../../quantity/index.ts';
import { applyFuture } from './apply.ts';
import { asPlanned, drawFuture, withoutExcluded, type Future } from './draw.ts';
import { uncertaintiesOf, type Uncertainties } from './from-claims.ts';
import { sobolSampler } from './sampler.ts';

const path = `${packageRoot}scenarios/bytedance-2025.yaml`;
const text = readFileSync(path, 'utf8');
const world = readWorld();
let base: Prepared;
let beliefs: Uncertainties;

beforeAll(() => {
  const prepared = prepareScenario({ path, text }, world, {});
  if (!prepared.ok) throw new Error('the flagship cannot be read');
  base = prepared;
  beliefs = uncertaintiesOf(base.scenario, base.rates);
});

const futureOf = (factors: Readonly<Record<string, number>>): Future => ({
  ...asPlanned,
  factors: new Map(Object.entries(factors)),
});

/** The same change written into the file. */
function rewritten(from: string, to: string): Prepared['scenario'] {
  expect(text).toContain(from);
  const { document } = readScenario(path, text.replace(from, to), world.catalog);
  const scenario = document && resolveScenario(document, world.catalog).scenario;
  if (scenario === undefined) throw new Error('the changed scenario cannot be read');
  return scenario;
}

const numbers = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, each: unknown) =>
      typeof each === 'number' ? Number(each.toPrecision(12)) : each,
    ),
  );

const leadAt = (factor: number): number | undefined =>
  applyFuture(
    base,
    beliefs.drawn,
    futureOf({ 'offers.b200-lease-my.leadWeeks': factor }),
  ).scenario.offers.find(({ id }) => id === 'b200-lease-my')?.leadQuarters;

const file = (body: string): ReturnType<typeof readEvents> =>
  readEvents({ path: 'events.yaml', text: body }, world.catalog, base.scenario);

const offer = (worldNow: ReturnType<typeof applyFuture>, id: string) =>
  worldNow.scenario.offers.find((each) => each.id === id);

describe('beliefs from claims', () => {
  it('draw every claim with a range, once for all places it enters, and say what they leave out', () => {
    const ranged = [...base.scenario.lineage].filter(
      ([, { low, high }]) => low !== undefined || high !== undefined,
    );
    const paths = beliefs.drawn.flatMap((each) => each.paths);
    const left = beliefs.undrawn.map((each) => each.path);
    expect([...paths.filter((each) => !each.startsWith('rates.')), ...left].toSorted()).toEqual(
      ranged.map(([each]) => each).toSorted(),
    );
    const leases = beliefs.drawn.find(({ id }) => id === 'offers.h100-lease-my.price');
    expect(leases?.paths).toContain('offers.h100-lease-no.price');
    expect(left).toEqual(['discountRate']);
  });

  it('hold the range of the claim: ends, mode and mean', () => {
    const growth = beliefs.drawn.find(({ id }) => id === 'services.platform.demand.growthPerQuarter');
    expect(growth?.distribution).toEqual({ kind: 'triangular', low: 0.4, mode: 1, high: 2 });
    expect(growth && mean(growth.distribution)).toBeCloseTo((0.2 + 0.5 + 1) / 3 / 0.5, 12);
  });

  it('give all rates of a chip one error', () => {
    const drawn = applyFuture(
      base,
      beliefs.drawn,
      futureOf({ 'rates.nvidia-h20-96': Math.exp(-1.2815515655446004) }),
    );
    const chip = (system: string): string | undefined => base.scenario.systems.get(system)?.accelerator;
    for (const [index, rate] of base.rates.services.entries()) {
      const now = drawn.rates.services[index]?.requestsPerSecond.value ?? 0;
      const expected =
        chip(rate.system) === 'nvidia-h20-96' ? rate.requestsPerSecond.low : rate.requestsPerSecond.value;
      expect(now).toBeCloseTo(expected, 9);
    }
  });
});

describe('a draw laid over a resolved scenario', () => {
  it('is what writing the values into the file would give', () => {
    const cases: readonly [string, string, Readonly<Record<string, number>>][] = [
      [
        '{ value: 30 %, low: 10 %',
        '{ value: 45 %, low: 10 %',
        { 'services.doubao.demand.growthPerQuarter': 1.5 },
      ],
      [
        'peakOverMean: { value: 2,',
        'peakOverMean: { value: 1.7,',
        { 'services.doubao.demand.peakOverMean': 0.85 },
      ],
      [
        'dailyActiveShare: { value: 20 %',
        'dailyActiveShare: { value: 25 %',
        { 'services.doubao.demand.dailyActiveShare': 1.25 },
      ],
      ['flop: { value: 3e26 FLOP', 'flop: { value: 3.3e26 FLOP', { 'runs.frontier.flop': 1.1 }],
      ['count: { value: 6000,', 'count: { value: 9000,', { 'fleet.h20-coast.count': 1.5 }],
    ];
    for (const [from, to, factors] of cases) {
      const { lineage: _a, hash: _b, ...written } = rewritten(from, to);
      const { lineage: _c, hash: _d, ...laid } = applyFuture(base, beliefs.drawn, futureOf(factors)).scenario;
      expect(numbers({ ...laid, parties: 0, accelerators: 0, models: 0 })).toEqual(
        numbers({ ...written, parties: 0, accelerators: 0, models: 0 }),
      );
    }
  });

  it('leaves the scenario alone where nothing differs', () => {
    expect(applyFuture(base, beliefs.drawn, asPlanned).scenario).toEqual(base.scenario);
  });

  it('takes lead times in whole quarters', () => {
    expect([leadAt(0.5), leadAt(1), leadAt(1.01), leadAt(2)]).toEqual([1, 2, 3, 4]);
  });
});

const happen = (body: string): ReturnType<typeof applyFuture> => {
  const { events, diagnostics } = file(body);
  expect(diagnostics).toEqual([]);
  return applyFuture(base, [], {
    ...asPlanned,
    events: events.map((event) => ({ event, quarter: event.from })),
  });
};

describe('events', () => {
  it('make a rule known that the catalog holds for later', () => {
    const stopped = happen(
      'a: { title: t, on: 2, reason: r, effects: [{ publish: [us-2025-04-is-informed] }] }',
    );
    const ask = (context: typeof base.rules, date: string): string =>
      judge(
        {
          accelerator: 'nvidia-h20-96',
          destination: 'CN',
          buyer: 'bytedance',
          owner: 'bytedance',
          operator: 'bytedance',
          acquisition: 'purchase',
          use: 'inference',
          date,
          knownOn: base.scenario.asOf,
        },
        context,
      ).verdict;
    expect(ask(base.rules, '2025-06-30')).not.toBe('licence');
    expect(ask(stopped.rules, '2025-03-31')).not.toBe('licence');
    expect(ask(stopped.rules, '2025-06-30')).toBe('licence');
  });

  it('change offers, demand, sites, floors and budgets from their quarter on', () => {
    const changed = happen(
      `a: { title: t, on: 3, reason: r, effects: [
        { price: { factor: 2, offers: [h100-lease-my] }, demand: { factor: 2, services: [doubao] } },
        { supply: { part: 50 %, vendors: [nvidia] }, idle: { part: 100 %, countries: [MY] } },
        { share: { atLeast: 50 %, regions: [china] }, budget: { part: 90 %, budgets: [overseas] } }] }`,
    );
    const before = offer(base, 'h100-lease-my');
    expect(offer(changed, 'h100-lease-my')?.price).toBe(before?.price);
    expect(offer(changed, 'h100-lease-my~a')?.price).toBe((before?.price ?? 0) * 2);
    expect(offer(changed, 'h100-lease-my')?.allocation.slice(2)).toEqual([0, 0, 0]);
    const [doubao, original] = [changed, base].map(({ scenario }) =>
      scenario.services.find(({ id }) => id === 'doubao'),
    );
    expect(doubao?.peak.map((rate, q) => rate / (original?.peak[q] ?? 1))).toEqual([1, 1, 2, 2, 2]);
    expect(changed.scenario.sites.find(({ id }) => id === 'johor')?.usable).toEqual([1, 1, 0, 0, 0]);
    expect(changed.scenario.sites.find(({ id }) => id === 'norway')?.usable).toBeUndefined();
    expect(changed.scenario.shares.find(({ id }) => id === 'a')).toMatchObject({
      atLeast: 0.5,
      from: 2,
      to: 4,
      sites: ['coast', 'datong', 'west'],
    });
    expect(changed.scenario.budgets.find(({ id }) => id === 'overseas')?.limit).toBeCloseTo(6.12e9, 0);
  });

  it('slip what is due from their quarter on, whenever it was ordered', () => {
    const late = happen(
      'a: { title: t, on: 3, reason: r, effects: [{ delay: { quarters: 1, offers: [h100-lease-my] } }] }',
    );
    const lead = offer(base, 'h100-lease-my')?.leadQuarters ?? 0;
    expect(lead).toBe(1);
    expect(offer(late, 'h100-lease-my')).toMatchObject({ leadQuarters: 1 });
    expect(offer(late, 'h100-lease-my')?.allocation.map((most) => most > 0)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(offer(late, 'h100-lease-my~a')).toMatchObject({ leadQuarters: 2 });
  });

  it('happen as often as their probability says, in each of their quarters alike, and exclude others', () => {
    const { events } = file(
      'a: { title: t, between: { from: 1, to: 4 }, probability: 25 %, reason: r, excludes: [b], effects: [{ demand: { factor: 2 } }] }\nb: { title: u, on: 5, probability: 100 %, reason: r, effects: [{ demand: { factor: 2 } }] }',
    );
    const sampler = sobolSampler(1);
    const drawn = Array.from({ length: 1024 }, (_, draw) => drawFuture([], events, sampler, draw).events);
    const first = drawn.flatMap((happened) => happened.filter(({ event }) => event.id === 'a'));
    expect(first).toHaveLength(256);
    for (const quarter of [0, 1, 2, 3]) {
      const share = first.filter((each) => each.quarter === quarter).length / 256;
      expect(share).toBeGreaterThan(0.15);
      expect(share).toBeLessThan(0.35);
    }
    expect(drawn.filter((happened) => happened.some(({ event }) => event.id === 'b'))).toHaveLength(768);
    expect(withoutExcluded([])).toEqual([]);
  });

  it('are refused with places when they rest on nothing or name nothing known', () => {
    const { events, diagnostics } = file(
      'a: { title: t, on: 2, probability: 120 %, modelledOn: [event-nope], effects: [{ idle: { part: 10 % } }] }',
    );
    expect(events).toEqual([]);
    expect(diagnostics.map(({ path: at }) => at.join('.')).toSorted()).toEqual([
      'a',
      'a.modelledOn.0',
      'a.probability',
    ]);
  });
});
