import { describe, expect, it } from 'vitest';
import { checkingMessages, checkPlan, type CheckInput } from '../../src/checking/index.ts';
import type { PlanFile } from '../../src/plan/index.ts';
import { watts } from '../../src/quantity/index.ts';
import type { ResolvedScenario } from '../../src/scenario/index.ts';
import { mutationsOf } from './mutations.ts';
import { plan } from './small-plan.ts';
import { cappedRulebook, catalog, rates, rulebook, scenario } from './small-world.ts';

type Change = Partial<ResolvedScenario>;

/** Replaces some members of the entry with this id. */
function changed<T extends { readonly id: string }>(
  list: readonly T[],
  id: string,
  change: Partial<T>,
): readonly T[] {
  return list.map((item) => (item.id === id ? { ...item, ...change } : item));
}

const { sites, offers, services, runs, budgets, shares, concentrations, licences, costs } = scenario;
const atHost = { owner: 'host', operator: 'host' };

/** A plan made anew on the day it was made, with nothing taken over. */
const takenOver: NonNullable<PlanFile['replan']> = {
  of: { asOf: plan.asOf, hash: '0'.repeat(64) },
  start: plan.quarters[0] ?? '',
  quarters: plan.quarters.length,
  orders: [],
  stopped: [],
  done: [],
  fleet: null,
  before: [],
  churn: { part: 0, perSystem: 0, systems: 0, cost: 0 },
};

/** The plan is right, but the world allows less than it thinks: which code says so. */
const worlds: readonly (readonly [string, string, Change])[] = [
  ['0001', 'another scenario', { id: 'other' }],
  ['0001', 'another currency', { currency: 'EUR' }],
  ['0001', 'another objective', { objective: { kind: 'most-service' } }],
  ['0002', 'the scenario was edited', { hash: 'b'.repeat(64) }],
  ['0004', 'a rule is known by now', { asOf: '2025-06-02' }],
  ['0020', 'a rule forbids by now', { asOf: '2025-06-02' }],
  ['0024', 'a rule forbids by now', { asOf: '2025-06-02' }],
  [
    '0018',
    'it is planned anew',
    { replan: { past: 0, churn: { part: 0, perSystem: 0 }, before: new Map() } },
  ],
  ['0005', 'an offer is withdrawn', { offers: offers.filter(({ id }) => id !== 'home-buy') }],
  ['0010', 'a line far ahead was to be whole', { wholeQuarters: 3 }],
  ['0012', 'a line far ahead was to be whole', { wholeQuarters: 4 }],
  ['0011', 'not offered there', { offers: changed(offers, 'far-buy', { sites: ['south'] }) }],
  ['0013', 'a longer lead time', { offers: changed(offers, 'home-buy', { leadQuarters: 2 }) }],
  ['0014', 'a longer lead time', { offers: changed(offers, 'home-buy', { leadQuarters: 2 }) }],
  ['0013', 'a shorter lease', { offers: changed(offers, 'far-lease', { termQuarters: 1 }) }],
  ['0015', 'a higher price', { offers: changed(offers, 'far-buy', { price: 51_000 }) }],
  ['0016', 'a smaller allocation', { offers: changed(offers, 'home-buy', { allocation: [1, 2, 2, 2] }) }],
  [
    '0016',
    'no allocation so far ahead',
    { offers: changed(offers, 'home-buy', { allocation: [2, 2, 0, 0] }) },
  ],
  ['0017', 'another order was placed', { frozen: scenario.frozen.map((order) => ({ ...order, count: 2 })) }],
  ['0017', 'no order was placed', { frozen: [] }],
  ['0020', 'no licence', { licences: [] }],
  ['0022', 'no licence', { licences: [] }],
  ['0024', 'no licence', { licences: [] }],
  [
    '0024',
    'the licence ends too early',
    { licences: changed(licences, 'malaysia', { until: '2025-05-01' }) },
  ],
  ['0023', 'the site is for training', { sites: changed(sites, 'north', { uses: ['training'] }) }],
  ['0030', 'the fleet retires', { fleet: changed(scenario.fleet, 'old', { count: [2, 1, 1, 1] }) }],
  ['0031', 'more of it fails', { costs: { ...costs, availability: 0.8 } }],
  ['0032', 'data must stay elsewhere', { services: changed(services, 'chat', { sites: ['south'] }) }],
  ['0032', 'the run starts later', { runs: changed(runs, 'pretraining', { start: 2 }) }],
  ['0032', 'the run ends sooner', { runs: changed(runs, 'pretraining', { deadline: 1 }) }],
  ['0034', 'another model', { services: changed(services, 'chat', { model: 'b-model' }) }],
  ['0035', 'demand grows', { services: changed(services, 'chat', { peak: [40, 60, 50, 66] as never }) }],
  ['0055', 'demand grows', { services: changed(services, 'chat', { peak: [40, 60, 50, 66] as never }) }],
  ['0036', 'a longer run', { runs: changed(runs, 'pretraining', { flop: 1.5e22 }) }],
  ['0055', 'a longer run', { runs: changed(runs, 'pretraining', { flop: 1.5e22 }) }],
  ['0038', 'a larger gang', { runs: changed(runs, 'pretraining', { gangMin: 8 }) }],
  ['0038', 'a smaller gang', { runs: changed(runs, 'pretraining', { gangMax: 7 }) }],
  [
    '0040',
    'less power',
    { sites: changed(sites, 'north', { power: [50_000, 41_000, 50_000, 50_000].map(watts) }) },
  ],
  ['0040', 'worse cooling', { sites: changed(sites, 'north', { pue: 1.5 }) }],
  ['0042', 'a smaller budget', { budgets: changed(budgets, 'chips', { amount: 800_000, limit: 100_000 }) }],
  ['0042', 'a budget for rent', { budgets: changed(budgets, 'rent', { amount: 11_999, limit: 11_999 }) }],
  ['0042', 'a budget to run it', { budgets: changed(budgets, 'running', { amount: 25_000, limit: 25_000 }) }],
  ['0043', 'another exchange rate', { budgets: changed(budgets, 'chips', { limit: 110_000 }) }],
  ['0044', 'another window', { budgets: changed(budgets, 'chips', { from: 1 }) }],
  ['0045', 'a higher floor', { shares: changed(shares, 'floor', { atLeast: 0.8 }) }],
  ['0045', 'a floor by compute', { shares: changed(shares, 'floor', { atLeast: 0.5, metric: 'compute' }) }],
  ['0045', 'a wish that binds', { shares: changed(shares, 'wish', { binding: true }) }],
  ['0045', 'a ceiling', { shares: changed(shares, 'floor', { atLeast: undefined, atMost: 0.5 }) }],
  ['0047', 'less from one vendor', { concentrations: changed(concentrations, 'vendors', { atMost: 0.5 }) }],
  ['0050', 'dearer energy', { sites: changed(sites, 'north', { tariff: 3e-8 }) }],
  ['0050', 'a host at north', { sites: changed(sites, 'north', { ...atHost, spacePerWattQuarter: 0.2 }) }],
  ['0050', 'dearer networks', { costs: { ...costs, networkShare: 0.25 } }],
  ['0050', 'a shorter life', { costs: { ...costs, lifeYears: 4 } }],
  ['0051', 'another discount rate', { discountRate: 0.08 }],
  [
    '0080',
    'another source',
    {
      lineage: new Map(
        [...scenario.lineage].map(([path, claim]) => [path, { ...claim, grade: 'C' as const }]),
      ),
    },
  ],
  ['0081', 'no source', { lineage: new Map() }],
];

describe('a plan that was right, in a world that allows less', () => {
  it.each(worlds)('is refused with FW-CHK-%s: %s', (code, _, change) => {
    const found = violations({ scenario: { ...scenario, ...change } });
    expect(found).toContain(`FW-CHK-${code}`);
  });

  it('is refused when the catalog has changed', () => {
    expect(violations({ catalog: { ...catalog, hash: 'd'.repeat(64) } })).toEqual(['FW-CHK-0003']);
  });

  it('is refused when a system is rated lower', () => {
    const slower = rates.services.map((rate) => ({
      ...rate,
      requestsPerSecond: { ...rate.requestsPerSecond, value: rate.requestsPerSecond.value * 0.9 },
    }));
    expect(violations({ rates: { ...rates, services: slower } })).toContain('FW-CHK-0033');
  });

  it('is refused when a system can no longer be rated', () => {
    expect(violations({ rates: { ...rates, runs: [] } })).toContain('FW-CHK-0033');
  });

  it('is refused when the power of a system is unknown', () => {
    const [home, far] = [...scenario.systems.values()];
    const unknown = { value: undefined, written: 'unknown', grade: 'assumed', status: 'assumed' } as const;
    const systems = new Map(
      [home, far].flatMap((system) => (system ? [[system.id, { ...system, power: unknown }]] : [])),
    );
    expect(violations({ scenario: { ...scenario, systems } })).toContain('FW-CHK-0040');
  });
});

/** Several fields changed together, by someone who knows the format. */
/** Two futures, one as likely as the other; its sums are right but for what a change spoils. */
function overFutures(change: Partial<NonNullable<PlanFile['uncertainty']>>): PlanFile['uncertainty'] {
  const future = { probability: 0.5, events: [], unmet: 0 };
  return {
    measure: { kind: 'expected', alpha: 0.5, weight: null },
    seed: 1,
    sampler: 'plain',
    draws: 2,
    lost: 0,
    revealed: '2025Q2',
    deposit: { part: 0.2, basis: 'assumed' },
    futures: [
      { ...future, draw: 0, value: 10, cost: 10, foresight: 9, expectedPlan: 12 },
      { ...future, draw: 1, value: 20, cost: 20, foresight: 17, expectedPlan: 20 },
    ],
    value: 15,
    bound: 14,
    gap: 1 / 15,
    method: 'extensive',
    expected: 15,
    cvar: 20,
    worst: 20,
    regret: 3,
    perfectInformation: 2,
    stochasticSolution: 1,
    commitments: [],
    stances: [],
    ...change,
  };
}

const schemes: readonly (readonly [string, string, (copy: PlanFile) => void])[] = [
  [
    '0090',
    'futures that cost less than they add up to',
    (copy) => Object.assign(copy, { uncertainty: overFutures({ expected: 14 }) }),
  ],
  [
    '0090',
    'a bound above what it bounds',
    (copy) => Object.assign(copy, { uncertainty: overFutures({ bound: 16 }) }),
  ],
  [
    '0091',
    'a stance in a plan that knows no futures',
    (copy) =>
      Object.assign(copy.lines[0] ?? {}, {
        stance: { stance: 'commit', value: null, until: null, event: null, sentence: '' },
      }),
  ],
  [
    '0037',
    'a run on both far servers at once',
    (copy) => {
      for (const placement of copy.placements) {
        if (placement.site === 'north' && placement.system === 'far-8' && placement.quarter === '2025Q2') {
          Object.assign(placement, { work: 'pretraining', kind: 'run', rate: 1e15 });
        }
      }
    },
  ],
  [
    '0031',
    'capacity out of thin air',
    (copy) => {
      const [first] = copy.placements;
      if (first)
        copy.placements.push({
          ...first,
          site: 'south',
          uses: ['training'],
          systems: 0.5,
          work: 'pretraining',
        });
    },
  ],
  ['0056', 'no conflict where there is no plan', (copy) => Object.assign(copy, { status: 'infeasible' })],
  [
    '0056',
    'a conflict beside a plan',
    (copy) => copy.conflict.push({ id: 'budget:chips', kind: 'budget', title: '', sentence: '' }),
  ],
  ['0056', 'no objective', (copy) => Object.assign(copy.objective, { value: null })],
  [
    '0056',
    'a repair of what is not broken',
    (copy) =>
      copy.repair.push({ id: 'budget:chips', sentence: '', change: null, unit: null, objective: null }),
  ],
  [
    '0072',
    'a conflict with nothing',
    (copy) => copy.conflict.push({ id: 'budget:none', kind: 'budget', title: '', sentence: '' }),
  ],
  [
    '0054',
    'a bound above the plan',
    (copy) =>
      Object.assign(copy, { bound: (copy.bound ?? 0) + 2_000, gap: -1_000 / (copy.objective.value ?? 1) }),
  ],
  [
    '0061',
    'a limit nobody set',
    (copy) => copy.limits.push(...copy.limits.slice(0, 1).map((limit) => ({ ...limit, id: 'budget:none' }))),
  ],
  [
    '0018',
    'a plan made anew of a programme that has just begun',
    (copy) => Object.assign(copy, { replan: { ...takenOver, quarters: 99 } }),
  ],
  [
    '0019',
    'an order said to be stopped by rules that permit it',
    (copy) => {
      const [line] = copy.lines;
      if (!line) return;
      const { id, offer, site, count, orderQuarter, deliveryQuarter } = line;
      const order = { id, offer, site, count, orderQuarter, deliveryQuarter };
      const orderDate = line.verdicts[0]?.orderDate ?? '';
      const stopped = [{ ...order, orderDate, why: 'rules' as const, reason: '', rules: [] }];
      Object.assign(copy, { replan: { ...takenOver, stopped } });
    },
  ],
  [
    '0095',
    'a proof of a service that it does not have',
    (copy) => {
      const proofs = [{ service: 'none', quarter: copy.quarters[0], when: 'day', verdict: 'met' }];
      Object.assign(copy, { proof: { seed: 1, replications: 1, engine: 'vllm', services: proofs } });
    },
  ],
  ['0052', 'a penalty hidden', (copy) => Object.assign(copy.objective, { unmet: -1 })],
  [
    '0053',
    'a value too good',
    (copy) => Object.assign(copy, { bound: 1, gap: 0, objective: { ...copy.objective, value: 1 } }),
  ],
];

describe('a plan over futures', () => {
  it('is accepted where its sums are right', () => {
    expect(violations({ plan: { ...plan, uncertainty: overFutures({}) } })).toEqual(violations({}));
  });
});

describe('a plan changed in several places that agree', () => {
  it.each(schemes)('is refused with FW-CHK-%s: %s', (code, _, change) => {
    const copy = structuredClone(plan);
    change(copy);
    expect(violations({ plan: copy })).toContain(`FW-CHK-${code}`);
  });
});

it('adds up what counts against a cap of a rule, in the unit the rule counts in', () => {
  const found = checkPlan({ plan, scenario, rates, rulebook: cappedRulebook, catalog });
  const cap = found.find(({ code }) => code === 'FW-CHK-0048');
  // A far chip has four times the processing power of a home chip; every server holds eight.
  const inChina = new Set(sites.filter(({ country }) => country === 'CN').map(({ id }) => id));
  const far = plan.lines.filter(({ system, site }) => system === 'far-8' && inChina.has(site));
  const counted = far.reduce((sum, line) => sum + 4 * 8 * line.count, 0);
  expect(cap).toMatchObject({ where: 'cap:cn-cap:buyer', found: String(counted) });
});

it('gives every code it documents', () => {
  const given = new Set([
    ...mutationsOf(plan, 2).flatMap(({ spoiled }) => violations({ plan: spoiled })),
    ...worlds.flatMap(([, , change]) => violations({ scenario: { ...scenario, ...change } })),
    ...schemes.map(([code]) => `FW-CHK-${code}`),
    ...violations({ catalog: { ...catalog, hash: 'd'.repeat(64) } }),
    ...violations({ rulebook: cappedRulebook }),
  ]);
  expect(Object.keys(checkingMessages).filter((code) => !given.has(code as never))).toEqual([]);
});

function violations(change: Partial<CheckInput>): readonly string[] {
  const found = checkPlan({ plan, scenario, rates, rulebook, catalog, ...change });
  return found.map((violation) => violation.code);
}
