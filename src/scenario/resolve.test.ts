import { describe, expect, it } from 'vitest';
import { smallCatalog } from '../../test/fixtures/small-catalog.ts';
import { smallScenario } from '../../test/fixtures/small-scenario.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { readScenario, resolveScenario, type ResolvedScenario, type ResolveOptions } from './index.ts';

const catalog = smallCatalog();

function resolution(text: string, options: ResolveOptions = {}): ReturnType<typeof resolveScenario> {
  const { document, diagnostics } = readScenario('folder/small.yaml', text, catalog, options);
  if (!document) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return resolveScenario(document, catalog, options);
}

function resolved(text: string, options: ResolveOptions = {}): ResolvedScenario {
  const { scenario, diagnostics } = resolution(text, options);
  if (!scenario) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return scenario;
}

const withCode = (diagnostics: readonly Diagnostic[], code: string): readonly string[] =>
  diagnostics.filter((diagnostic) => diagnostic.code === code).map(({ message }) => message);

const runWithDeadline = (deadline: string): string =>
  smallScenario(`runs: { big: { flop: 1e24 FLOP, deadline: ${deadline}, gang: { min: 8, max: 80 } } }\n`);

const peaksOf = (demand: string): readonly number[] =>
  resolved(smallScenario('', { '{ requests: 100 requests/s, peakOverMean: 2 }': demand })).services[0]
    ?.peak ?? [];

const offerOf = (
  text: string,
  id: string,
  options: ResolveOptions = {},
): ResolvedScenario['offers'][number] | undefined =>
  resolved(text, options).offers.find((candidate) => candidate.id === id);

const complaintsOfSum = (total: string, tolerance = ''): readonly string[] =>
  withCode(
    resolution(
      smallScenario(`budgets: { a: { amount: 5.5bn USD }, b: { amount: 49.44bn CNY } }
background: { said: { title: what is said, kind: money, claim: ${total} } }
statements: { all: { title: All of it, parts: [budgets/a, budgets/b], total: background/said${tolerance} } }
`),
    ).diagnostics,
    'FW-SCN-0020',
  );

describe('horizon', () => {
  it('begins in the quarter of the as-of date and moves with it', () => {
    expect(resolved(smallScenario()).quarters).toEqual(['2025Q1', '2025Q2', '2025Q3', '2025Q4']);
    const later = resolved(smallScenario(), { asOf: '2026-05-31' });
    expect(later.quarters).toEqual(['2026Q2', '2026Q3', '2026Q4', '2027Q1']);
    expect(later.asOf).toBe('2026-05-31');
  });

  it('has an id that is the name of the file, and whole quarters by default', () => {
    expect(resolved(smallScenario())).toMatchObject({ id: 'small', wholeQuarters: 4 });
    expect(resolved(smallScenario('', { 'quarters: 4': 'quarters: 2' })).wholeQuarters).toBe(2);
  });

  it('refuses an as-of date that is none', () => {
    const { scenario, diagnostics } = resolution(smallScenario(), { asOf: '2025-13-01' });
    expect(scenario).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(['FW-SCN-0009']);
  });
});

describe('quarters as written', () => {
  it.each([
    ['2', 1],
    ['+2', 1],
    ["'2'", 1],
    ['2025Q2', 1],
    ['2025-06-30', 1],
    ['2025-07-01', 2],
  ])('%s is index %i', (written, index) => {
    expect(resolved(runWithDeadline(written)).runs[0]?.deadline).toBe(index);
  });

  it('count from 1, so that 0 and less lie before the horizon', () => {
    const text = smallScenario(
      'frozen: { a: { offer: red-offer, site: home, count: 4, order: -1, delivery: 1 } }\n',
    );
    expect(resolved(text).frozen).toEqual([
      { id: 'a', offer: 'red-offer', site: 'home', count: 4, order: -2, delivery: 0 },
    ]);
  });
});

describe('sites', () => {
  it('take facts of the catalog and what the scenario says in their place', () => {
    const [away, home] = resolved(smallScenario()).sites;
    expect(home).toMatchObject({
      name: 'East',
      country: 'CN',
      region: 'home',
      owner: 'buyer',
      operator: 'buyer',
      pue: 1.3,
    });
    expect(home?.power).toEqual([130e6, 130e6, 130e6, 130e6]);
    expect(away?.power).toEqual([12e6, 12e6, 12e6, 12e6]);
    expect(away?.tariff).toBeCloseTo(0.06 / 3.6e6, 15);
    expect(home?.tariff).toBeCloseTo(0.6 / 7.2 / 3.6e6, 15);
    expect(home?.stateFunded).toBeUndefined();
  });

  it('take power at the meter as it is, by quarter, the last going on', () => {
    const text = smallScenario('', {
      'itPower: 10 MW': 'power: [10 MW, 20 MW], space: 120 USD/kW/month, stateFunded: true',
    });
    const away = resolved(text).sites.find(({ id }) => id === 'away');
    expect(away?.power).toEqual([10e6, 20e6, 20e6, 20e6]);
    expect(away?.spacePerWattQuarter).toBeCloseTo(0.36, 12);
    expect(away?.stateFunded).toBe(true);
  });

  it('warn of a list longer than the horizon', () => {
    const text = smallScenario('', { 'itPower: 10 MW': 'itPower: [1 MW, 2 MW, 3 MW, 4 MW, 5 MW]' });
    expect(withCode(resolution(text).diagnostics, 'FW-SCN-0018')).toHaveLength(1);
  });
});

describe('demand', () => {
  it('comes from users', () => {
    const demand =
      '{ monthlyUsers: 86400 users/month, dailyActiveShare: 50 %, requestsPerActiveUserDay: 20, peakOverMean: 3 }';
    expect(peaksOf(demand)).toEqual([30, 30, 30, 30]);
  });

  it('comes from tokens, divided by the tokens of the mean request', () => {
    expect(peaksOf('{ tokens: 86.4M tokens/day, peakOverMean: 1 }')[0]).toBeCloseTo(1, 12);
  });

  it('grows after the listed quarters', () => {
    expect(
      peaksOf('{ requests: [10 requests/s, 30 requests/s], growthPerQuarter: 50 %, peakOverMean: 2 }'),
    ).toEqual([20, 60, 90, 135]);
  });

  it('may grow by a different rate in each quarter, and fall', () => {
    const demand = '{ requests: 100 requests/s, growthPerQuarter: [0 %, 100 %, -50 %], peakOverMean: 1 }';
    expect(peaksOf(demand)).toEqual([100, 200, 100, 50]);
  });
});

describe('offers', () => {
  it('are turned into the currency, quarters and sites of the plan', () => {
    expect(offerOf(smallScenario(), 'red-offer')).toEqual({
      id: 'red-offer',
      system: 'red-server',
      supplier: 'red-vendor',
      kind: 'purchase',
      price: 1.4e6 / 7.2,
      written: { amount: 1.4e6, currency: 'CNY' },
      sites: ['home'],
      leadQuarters: 2,
      termQuarters: undefined,
      allocation: [500, 500, 500, 500],
      domestic: true,
    });
    expect(offerOf(smallScenario(), 'blue-offer')).toMatchObject({
      sites: ['home', 'away'],
      leadQuarters: 1,
      allocation: [Infinity, Infinity, Infinity, Infinity],
      domestic: false,
    });
    expect(offerOf(smallScenario(), 'blue-lease')).toMatchObject({
      leadQuarters: 0,
      termQuarters: 4,
      sites: ['away'],
    });
  });

  it('are those of the day: later ones are left out with a note, ended ones too, and an end ahead is not foreseen', () => {
    const then = resolution(smallScenario());
    expect(then.scenario?.offers.map(({ id }) => id)).toEqual(['blue-lease', 'blue-offer', 'red-offer']);
    expect(withCode(then.diagnostics, 'FW-SCN-0021')).toEqual([
      'left out, as nothing says that they were on offer on 2025-01-20: later-offer',
    ]);
    const later = resolved(smallScenario(), { asOf: '2026-04-01' });
    expect(later.offers.map(({ id }) => id)).toEqual(['blue-lease', 'later-offer', 'red-offer']);
  });

  it('can be chosen, changed and added', () => {
    const text = smallScenario('', {
      'offers: { allocationWhereUnknown: unlimited }': `offers:
  use: [red-offer]
  change: { red-offer: { price: 100k USD, leadWeeks: 27, allocation: [1, 2] } }
  add:
    mine:
      system: blue-server
      supplier: lessor
      kind: lease
      price: 9k USD
      countries: ['NO']
      sites: [away]
      leadWeeks: 1
      allocation: { value: unlimited, reason: the contract says so }
      termQuarters: 2
      from: 2
      until: 3`,
    });
    expect(resolved(text).offers.map(({ id }) => id)).toEqual(['mine', 'red-offer']);
    expect(offerOf(text, 'red-offer')).toMatchObject({
      price: 100e3,
      leadQuarters: 3,
      allocation: [1, 2, 2, 2],
    });
    expect(offerOf(text, 'mine')).toMatchObject({
      leadQuarters: 1,
      allocation: [0, Infinity, Infinity, 0],
      termQuarters: 2,
    });
    expect(resolved(text).lineage.get('offers.add.mine.allocation')).toMatchObject({
      reason: 'the contract says so',
    });
    expect(resolved(text).lineage.get('offers.red-offer.price')).toMatchObject({
      written: '100k USD',
      grade: 'assumed',
    });
  });

  it('take the number given where supply is not known, and only there', () => {
    const text = smallScenario('', { 'allocationWhereUnknown: unlimited': 'allocationWhereUnknown: 7' });
    expect(offerOf(text, 'blue-offer')?.allocation).toEqual([7, 7, 7, 7]);
    expect(offerOf(text, 'red-offer')?.allocation).toEqual([500, 500, 500, 500]);
  });
});

describe('runs, limits and licences', () => {
  it('turn parameters and tokens into compute', () => {
    const text = smallScenario(
      'runs: { big: { parameters: 1e9, tokens: 2T tokens, regions: [abroad], deadline: 4, gang: { min: 8, max: 80 } } }\n',
    );
    expect(resolved(text).runs[0]).toMatchObject({ flop: 1.2e22, start: 0, deadline: 3, sites: ['away'] });
  });

  it('take the active parameters of a model', () => {
    const text = smallScenario(
      'runs: { big: { model: Small-Model, tokens: 1T tokens, deadline: 4, gang: { min: 8, max: 80 } } }\n',
    );
    expect(resolved(text).runs[0]?.flop).toBe(4.8e22);
  });

  it('read budgets in their currency, with window, sites and kinds', () => {
    const text = smallScenario(
      'budgets: { a: { amount: 720M CNY, window: { from: 2 }, regions: [home], kinds: [systems] } }\n',
    );
    expect(resolved(text).budgets).toEqual([
      {
        id: 'a',
        name: 'a',
        amount: 720e6,
        currency: 'CNY',
        limit: 100e6,
        from: 1,
        to: 3,
        sites: ['home'],
        kinds: ['systems'],
        counts: 'orders',
      },
    ]);
  });

  it('keep wishes apart from limits', () => {
    const text = smallScenario(`shares:
  floor: { atLeast: 30 %, metric: spend, regions: [home] }
  wish: { atLeast: 60 %, metric: units, binding: false }
`);
    expect(resolved(text).shares.map(({ id, binding, sites }) => [id, binding, sites])).toEqual([
      ['floor', true, ['home']],
      ['wish', false, ['home', 'away']],
    ]);
  });

  it('let licences hold from the as-of date, or from the first day of a quarter to the last of another', () => {
    const text = smallScenario(`licences:
  now: { status: assumed, reason: what if, rules: [some-rule] }
  then: { status: held, reason: on file, rules: [some-rule], from: 2, until: 3 }
`);
    expect(resolved(text).licences.map(({ from, until }) => [from, until])).toEqual([
      ['2025-01-20', undefined],
      ['2025-04-01', '2025-09-30'],
    ]);
  });
});

describe('costs and rates', () => {
  it('come from the catalog unless the scenario says otherwise', () => {
    const text = smallScenario('costs: { availability: 90 %, supportPerYear: costs/load-factor }\n');
    expect(resolved(text).costs).toMatchObject({
      availability: 0.9,
      supportPerYear: 0.8,
      networkShare: 0.3,
      lifeYears: 5,
    });
    expect(resolved(text).lineage.get('costs.networkShare')).toMatchObject({ source: 'made-up' });
  });

  it('use the rates of the day, or those of the scenario', () => {
    expect(resolved(smallScenario()).fx).toEqual({ date: '2024-06-30', perUsd: { USD: 1, CNY: 7.2 } });
    expect(resolved(smallScenario(), { asOf: '2026-01-01' }).fx.perUsd).toEqual({ USD: 1, CNY: 7, EUR: 0.9 });
    const own = resolved(smallScenario('fx: { CNY: { value: 7.27, reason: as printed } }\n'));
    expect(own.fx.perUsd.CNY).toBe(7.27);
    expect(own.lineage.get('fx.CNY')).toMatchObject({ reason: 'as printed' });
  });
});

describe('what is said to add up', () => {
  it('is reported when it does not, in the currency of the plan', () => {
    expect(complaintsOfSum('12bn USD')).toEqual([
      'All of it: 5.5bn USD + 6.87bn USD make 12.4bn USD, 3.06 % more than the 12bn USD it is said to be',
    ]);
    expect(complaintsOfSum('13bn USD')).toHaveLength(1);
  });

  it('is fine within the tolerance', () => {
    expect(complaintsOfSum('12.4bn USD')).toEqual([]);
    expect(complaintsOfSum('12bn USD', ', tolerance: 5 %')).toEqual([]);
  });
});

describe('knowledge from after the as-of date', () => {
  it('is a warning for each number of the scenario and one note for the catalog', () => {
    const text = smallScenario('', {
      'discountRate: 10 %': 'discountRate: { value: 10 %, date: 2025-02, reason: a hunch }',
    });
    expect(withCode(resolution(text).diagnostics, 'FW-SCN-0022')).toEqual([
      '`discountRate` was published in 2025-02, after 2025-01-20',
    ]);
    const early = resolution(smallScenario(), { asOf: '2024-05-01' });
    expect(withCode(early.diagnostics, 'FW-SCN-0022')).toEqual([
      '3 figures come from sources published after 2024-05-01, some of them late copies of older facts: offers.blue-lease.price, offers.blue-offer.price, offers.red-offer.price',
    ]);
  });
});

describe('the hash', () => {
  it('depends on what is said, not on how it is laid out or which day it is', () => {
    const { hash } = resolved(smallScenario());
    expect(resolved(`# a comment\n${smallScenario()}`).hash).toBe(hash);
    expect(resolved(smallScenario(), { asOf: '2026-01-01' }).hash).toBe(hash);
    expect(resolved(smallScenario('', { 'discountRate: 10 %': 'discountRate: 11 %' })).hash).not.toBe(hash);
    expect(resolved(smallScenario('overrides: { dear: { discountRate: 20 % } }\n')).hash).toBe(hash);
  });
});
