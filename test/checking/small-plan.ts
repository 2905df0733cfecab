import type { PlanFile } from '../../src/plan/index.ts';
import { rulebook, scenario } from './small-world.ts';

/**
 * The plan of the small world, worked out on paper: the checker's own arithmetic is not used here.
 *
 * Lines: 2 home servers ordered in Q1 for Q2 and 1.5 in Q3 for Q4, 1 far server bought in Q1, 1 leased for Q2 and Q3,
 * and 1 home server that was ordered before. Two old home servers stand, one of them until Q2.
 *
 * Home servers at north: 3, 5, 4, 5.5; 90 % of them are usable, at 10 requests/s each.
 */
type Line = PlanFile['lines'][number];
type Verdicts = Line['verdicts'];

const both: Line['uses'] = ['training', 'inference'];
const inference: Line['uses'] = ['inference'];
const training: Line['uses'] = ['training'];

function free(orderDate: string, shipDate: string): Verdicts {
  return both.map((use) => ({
    use,
    orderDate,
    shipDate,
    onOrder: 'allowed',
    onShip: 'allowed',
    verdict: 'allowed',
    reason: 'no rule in force restricts this',
    rules: [],
    conditions: [],
    licences: [],
  }));
}

const lines: PlanFile['lines'] = [
  {
    id: 'far-buy@north@2025Q1',
    offer: 'far-buy',
    system: 'far-8',
    kind: 'purchase',
    count: 1,
    whole: true,
    accelerators: 8,
    supplier: 'farmaker',
    site: 'north',
    orderQuarter: '2025Q1',
    deliveryQuarter: '2025Q1',
    endQuarter: null,
    cost: { amount: 50_000, currency: 'USD' },
    reporting: 50_000,
    budget: ['chips', 'running'],
    frozen: false,
    uses: inference,
    verdict: 'conditions',
    verdicts: [
      {
        use: 'training',
        orderDate: '2025-01-20',
        shipDate: '2025-03-31',
        onOrder: 'denied',
        onShip: 'denied',
        verdict: 'denied',
        reason: 'No training on foreign chips',
        rules: ['cn-condition', 'cn-duty', 'cn-fee', 'cn-no-foreign-training'],
        conditions: ['report the purchase', '10 % duty on the price', '5 % of the price to the government'],
        licences: [],
      },
      {
        use: 'inference',
        orderDate: '2025-01-20',
        shipDate: '2025-03-31',
        onOrder: 'conditions',
        onShip: 'conditions',
        verdict: 'conditions',
        reason: 'Foreign chips are reported',
        rules: ['cn-condition', 'cn-duty', 'cn-fee'],
        conditions: ['report the purchase', '10 % duty on the price', '5 % of the price to the government'],
        licences: [],
      },
    ],
    why: ['It serves twice as much.'],
  },
  {
    id: 'far-lease@south@2025Q2',
    offer: 'far-lease',
    system: 'far-8',
    kind: 'lease',
    count: 1,
    whole: true,
    accelerators: 8,
    supplier: 'host',
    site: 'south',
    orderQuarter: '2025Q2',
    deliveryQuarter: '2025Q2',
    endQuarter: '2025Q3',
    cost: { amount: 12_000, currency: 'USD' },
    reporting: 12_000,
    budget: ['rent'],
    frozen: false,
    uses: training,
    verdict: 'conditions',
    verdicts: [
      {
        use: 'training',
        orderDate: '2025-04-01',
        shipDate: '2025-06-30',
        onOrder: 'conditions',
        onShip: 'conditions',
        verdict: 'conditions',
        reason: 'answered by the licence malaysia',
        rules: ['us-abroad'],
        conditions: ['licence malaysia (assumed) for us-abroad'],
        licences: ['malaysia'],
      },
    ],
    why: ['Nothing else trains.'],
  },
  {
    id: 'earlier',
    offer: 'home-buy',
    system: 'home-8',
    kind: 'purchase',
    count: 1,
    whole: true,
    accelerators: 8,
    supplier: 'homemaker',
    site: 'north',
    orderQuarter: '2024Q4',
    deliveryQuarter: '2025Q1',
    endQuarter: null,
    cost: { amount: 80_000, currency: 'CNY' },
    reporting: 10_000,
    budget: ['running'],
    frozen: true,
    uses: both,
    verdict: 'allowed',
    verdicts: free('2024-10-01', '2025-03-31'),
    why: [],
  },
  {
    id: 'home-buy@north@2025Q1',
    offer: 'home-buy',
    system: 'home-8',
    kind: 'purchase',
    count: 2,
    whole: true,
    accelerators: 16,
    supplier: 'homemaker',
    site: 'north',
    orderQuarter: '2025Q1',
    deliveryQuarter: '2025Q2',
    endQuarter: null,
    cost: { amount: 160_000, currency: 'CNY' },
    reporting: 20_000,
    budget: ['chips', 'running'],
    frozen: false,
    uses: both,
    verdict: 'allowed',
    verdicts: free('2025-01-20', '2025-06-30'),
    why: [],
  },
  {
    id: 'home-buy@north@2025Q3',
    offer: 'home-buy',
    system: 'home-8',
    kind: 'purchase',
    count: 1.5,
    whole: false,
    accelerators: 12,
    supplier: 'homemaker',
    site: 'north',
    orderQuarter: '2025Q3',
    deliveryQuarter: '2025Q4',
    endQuarter: null,
    cost: { amount: 120_000, currency: 'CNY' },
    reporting: 15_000,
    budget: ['chips', 'running'],
    frozen: false,
    uses: both,
    verdict: 'allowed',
    verdicts: free('2025-07-01', '2025-12-31'),
    why: [],
  },
];

const [q1, q2, q3, q4] = ['2025Q1', '2025Q2', '2025Q3', '2025Q4'] as const;
const homePool = { site: 'north', system: 'home-8', uses: both };
const farPool = { site: 'north', system: 'far-8', uses: inference };
const leasedPool = { site: 'south', system: 'far-8', uses: training };
const chat = { work: 'chat', kind: 'service' } as const;

/** 25, 35, 30 and 37.5 kW of servers at north; energy is half of it × 1.2 × 7889400 s × 2e-8 USD/J. */
const energy = [2_366.82, 3_313.548, 2_840.184, 3_550.23];
const cash: PlanFile['cash'] = [
  {
    quarter: q1,
    systems: 60_000,
    network: 12_000,
    duty: 5_000,
    fee: 2_500,
    lease: 0,
    energy: 2_366.82,
    space: 2_500,
    support: 1_200,
    resale: 0,
    total: 85_566.82,
  },
  {
    quarter: q2,
    systems: 20_000,
    network: 4_000,
    duty: 0,
    fee: 0,
    lease: 6_000,
    energy: 3_313.548,
    space: 3_500,
    support: 1_600,
    resale: 0,
    total: 38_413.548,
  },
  {
    quarter: q3,
    systems: 0,
    network: 0,
    duty: 0,
    fee: 0,
    lease: 6_000,
    energy: 2_840.184,
    space: 3_000,
    support: 1_600,
    resale: 0,
    total: 13_440.184,
  },
  {
    quarter: q4,
    systems: 15_000,
    network: 3_000,
    duty: 0,
    fee: 0,
    lease: 0,
    energy: 3_550.23,
    space: 3_750,
    support: 1_900,
    // 50 % of 0.8 of the far server and of the one ordered before, 0.85 of the first two, 0.95 of the last.
    resale: -(20_000 + 4_000 + 8_500 + 7_125),
    total: -12_424.77,
  },
];
const cost =
  85_566.82 * 1.1 ** -0.125 +
  38_413.548 * 1.1 ** -0.375 +
  13_440.184 * 1.1 ** -0.625 -
  12_424.77 * 1.1 ** -0.875;

/** A mean request has 0.75 × 600 + 0.25 × 2200 = 1000 tokens. */
const secondsPerQuarter = 7_889_400;
const power = (site: string, watts: readonly number[], limit: number): PlanFile['power'] =>
  [q1, q2, q3, q4].map((quarter, q) => ({ quarter, site, used: watts[q] ?? 0, limit }));

export const plan: PlanFile = {
  version: '1.0',
  status: 'feasible',
  title: 'A small world',
  scenario: 'small',
  variant: null,
  asOf: '2025-01-20',
  quarters: [q1, q2, q3, q4],
  wholeQuarters: 2,
  currency: 'USD',
  seed: 1,
  ruleSet: {
    asOf: '2025-01-20',
    hash: rulebook.hash,
    rules: ['cn-condition', 'cn-duty', 'cn-fee', 'cn-no-foreign-training', 'us-abroad'],
  },
  scenarioHash: scenario.hash,
  catalogHash: 'c'.repeat(64),
  engine: { fleetwright: '0.1.0', solver: 'paper' },
  objective: { kind: 'least-cost', value: cost, cost, unmet: 0 },
  bound: cost - 1_000,
  gap: 1_000 / cost,
  systems: [
    {
      id: 'far-8',
      name: 'far-8',
      accelerator: 'far-chip',
      accelerators: 8,
      vendor: 'farmaker',
      vendorCountry: 'US',
    },
    {
      id: 'home-8',
      name: 'home-8',
      accelerator: 'home-chip',
      accelerators: 8,
      vendor: 'homemaker',
      vendorCountry: 'CN',
    },
  ],
  lines,
  stock: [
    ...[3, 5, 4, 5.5].map((systems, q) => ({ quarter: [q1, q2, q3, q4][q] ?? q1, ...homePool, systems })),
    ...[q1, q2, q3, q4].map((quarter) => ({ quarter, ...farPool, systems: 1 })),
    ...[q2, q3].map((quarter) => ({ quarter, ...leasedPool, systems: 1 })),
  ],
  placements: [
    ...[q1, q2, q3, q4].map((quarter) => ({ quarter, ...farPool, ...chat, systems: 0.9, rate: 20 })),
    ...[2.2, 4.2, 3.2, 4.7].map((systems, q) => ({
      quarter: [q1, q2, q3, q4][q] ?? q1,
      ...homePool,
      ...chat,
      systems,
      rate: 10,
      prefill: systems / 4,
    })),
    ...[q2, q3].map((quarter) => ({
      quarter,
      ...leasedPool,
      work: 'pretraining',
      kind: 'run' as const,
      systems: 0.9,
      rate: 1e15,
    })),
  ],
  services: [
    {
      id: 'chat',
      name: 'Chat',
      model: 'a-model',
      quarters: [40, 60, 50, 65].map((peak, q) => ({
        quarter: [q1, q2, q3, q4][q] ?? q1,
        peak,
        served: peak,
        unmet: 0,
        tokens: (peak / 2) * secondsPerQuarter * 1_000,
      })),
      rates: [
        {
          system: 'far-8',
          requestsPerSecond: { value: 20, low: 16, high: 25 },
          outputTokensPerSecond: 6_000,
          ttft: 1.5,
          tpot: 0.04,
          configuration: 'bf16, 8-way',
          boundBy: 'memory',
        },
        {
          system: 'home-8',
          requestsPerSecond: { value: 10, low: 8, high: 12.5 },
          outputTokensPerSecond: 3_000,
          ttft: 1.5,
          tpot: 0.04,
          configuration: 'bf16, 8-way',
          split: { unit: 4, prefillPart: 0.25, prefillConfiguration: 'bf16, 4-way', handOver: 3e8 },
          boundBy: 'memory',
        },
      ],
    },
  ],
  runs: [
    {
      id: 'pretraining',
      name: 'Pretraining',
      flop: 1.4e22,
      done: 1.420092e22,
      unmet: 0,
      system: 'far-8',
      site: 'south',
      finished: q3,
      gang: 7.2,
      rates: [{ system: 'far-8', flopPerSecond: { value: 1e15, low: 8e14, high: 1.25e15 } }],
    },
  ],
  // Ordered for north: 28 home and 8 far accelerators, 35000 and 50000 USD, TPP 1600 and 6400.
  shares: [
    {
      id: 'floor',
      name: 'At least 30 % domestic',
      rule: null,
      binding: true,
      metric: 'units',
      atLeast: 0.3,
      atMost: null,
      units: 7 / 9,
      spend: 7 / 17,
      compute: 7 / 15,
      met: true,
    },
    {
      id: 'wish',
      name: 'About 60 % domestic',
      rule: null,
      binding: false,
      metric: 'spend',
      atLeast: 0.6,
      atMost: null,
      units: 7 / 9,
      spend: 7 / 17,
      compute: 7 / 15,
      met: false,
    },
  ],
  // 24000 + 67500 + 18000 USD at 8 CNY; the order of last year was paid from last year's budget.
  budgets: [
    { id: 'chips', name: 'Chips at home', currency: 'CNY', amount: 960_000, spent: 876_000, left: 84_000 },
    { id: 'rent', name: 'Rent overseas', currency: 'USD', amount: 15_000, spent: 12_000, left: 3_000 },
    {
      id: 'running',
      name: 'Running costs',
      currency: 'USD',
      amount: 30_000,
      spent: energy.slice(1).reduce((sum, amount) => sum + amount, 10_250 + 5_100),
      left: 30_000 - 25_053.962,
    },
  ],
  cash,
  power: [
    ...power('north', [30_000, 42_000, 36_000, 45_000], 50_000),
    ...power('south', [0, 15_000, 15_000, 0], 20_000),
  ],
  limits: [
    shown('budget:chips', 'CNY', 876_000, 960_000, 84_000),
    shown('power:north:2025Q4', 'W', 45_000, 50_000, 5_000),
    shown('share:floor', '1', 7 / 9, 0.3, 7 / 9 - 0.3),
    shown('allocation:home-buy:2025Q1', 'systems', 2, 2, 0),
    shown('concentration:vendors:farmaker', '1', 10 / 17, 0.7, 0.7 - 10 / 17),
    shown('demand:chat:2025Q4', 'requests/s', 65, 65, 0),
    shown('run:pretraining', 'FLOP', 1.420092e22, 1.4e22, 2.0092e20),
  ],
  runnerUps: [
    {
      id: 'more-home',
      title: 'One home server more',
      objective: cost * 1.02,
      above: 0.02,
      difference: 0.1,
      lines: [{ offer: 'home-buy', site: 'north', count: 3 }],
    },
  ],
  breakEvens: [
    {
      line: 'far-buy@north@2025Q1',
      what: 'price',
      now: 50_000,
      flips: 60_000,
      unit: 'USD',
      sentence: 'Above 60000 USD home servers would win.',
    },
  ],
  conflict: [],
  repair: [],
  assumptions: [
    {
      path: 'offers.far-buy.price',
      written: '50000 USD',
      grade: 'B',
      status: 'reported',
      source: 'gazette',
      sourceTitle: 'The gazette',
      ref: 'https://example.org/gazette',
      reason: null,
    },
    {
      path: 'offers.home-buy.price',
      written: '80000 CNY',
      grade: 'assumed',
      status: 'assumed',
      source: null,
      sourceTitle: null,
      ref: null,
      reason: 'made up',
    },
  ],
  diagnostics: [],
};

function shown(
  id: string,
  unit: string,
  used: number,
  most: number,
  slack: number,
): PlanFile['limits'][number] {
  const kind = id.slice(0, id.indexOf(':')) as PlanFile['limits'][number]['kind'];
  return {
    id,
    kind,
    title: id,
    unit,
    used,
    limit: most,
    slack,
    binding: slack === 0,
    price: null,
    priceUnit: null,
    sides: null,
  };
}
