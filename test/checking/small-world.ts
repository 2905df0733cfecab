import {
  parseCatalog,
  type Accelerator,
  type Catalog,
  type Party,
  type System,
} from '../../src/catalog/index.ts';
import { assumedClaim, type Claim } from '../../src/evidence/index.ts';
import type { RateTable } from '../../src/performance/index.ts';
import {
  bytes,
  bytesPerSecond,
  flopPerSecond,
  requestsPerSecond,
  seconds,
  squareMillimetres,
  watts,
} from '../../src/quantity/index.ts';
import { parseRules, type Rulebook } from '../../src/rules/index.ts';
import type { ResolvedScenario } from '../../src/scenario/index.ts';

/**
 * A world small enough to be worked out on paper: a buyer in China with two sites, a domestic and a foreign chip, one
 * service and one training run, four quarters. Figures are round, so that the plan beside it can be followed by hand.
 */
const quarters = ['2025Q1', '2025Q2', '2025Q3', '2025Q4'];

const rulesText = `
cn-condition:
  title: Foreign chips are reported
  jurisdiction: CN
  authority: test
  text: test 1
  published: 2024-01-01
  effective: 2024-01-01
  gate: import
  when: item.origin = US and destination.country = CN
  effect: { kind: allow, conditions: [report the purchase] }
  grade: A
  sources: [gazette]
cn-duty:
  title: Duty on foreign chips
  jurisdiction: CN
  authority: test
  text: test 2
  published: 2024-01-01
  effective: 2024-01-01
  gate: cost
  when: item.origin = US and destination.country = CN and acquisition = purchase
  effect: { kind: duty, rate: { value: 10 %, source: gazette } }
  grade: A
  sources: [gazette]
cn-fee:
  title: Fee on foreign chips
  jurisdiction: CN
  authority: test
  text: test 3
  published: 2024-01-01
  effective: 2024-01-01
  gate: cost
  when: item.origin = US and destination.country = CN and acquisition = purchase
  effect: { kind: fee, rate: { value: 5 %, source: gazette } }
  grade: A
  sources: [gazette]
cn-later:
  title: Nobody can know of this one yet
  jurisdiction: CN
  authority: test
  text: test 4
  published: 2025-06-01
  effective: 2025-06-01
  gate: use
  when: item.origin = CN
  effect: { kind: deny }
  grade: A
  sources: [gazette]
cn-no-foreign-training:
  title: No training on foreign chips
  jurisdiction: CN
  authority: test
  text: test 5
  published: 2024-01-01
  effective: 2024-01-01
  gate: use
  when: item.origin = US and destination.country = CN and use = training
  effect: { kind: deny }
  grade: A
  sources: [gazette]
us-abroad:
  title: Licence for Malaysia
  jurisdiction: US
  authority: test
  text: test 6
  published: 2024-01-01
  effective: 2024-01-01
  gate: export
  when: item.origin = US and destination.country = MY
  effect: { kind: licence, policy: case-by-case }
  grade: A
  sources: [gazette]
`;

function given<T>(value: T): Claim<T> {
  return assumedClaim(value, String(value), 'made up for the test');
}

/** A chip of so many dense BF16 TFLOP/s. */
function chip(id: string, vendor: string, vendorCountry: string, tera: number): Accelerator {
  return {
    id,
    name: id,
    vendor,
    vendorCountry,
    announced: given('2023'),
    available: given('2023'),
    process: given('7 nm'),
    dies: given(1),
    dieArea: given(squareMillimetres(800)),
    dense: { bf16: given(flopPerSecond(tera * 1e12)) },
    memory: given(bytes(64e9)),
    memoryBandwidth: given(bytesPerSecond(2e12)),
    scaleUp: given(bytesPerSecond(4e11)),
    scaleUpDomain: given(8),
    otherIo: given(bytesPerSecond(1e11)),
    tdp: given(watts(400)),
    form: 'module',
    dataCentre: given(true),
    chinaVariant: false,
    prices: [],
    supply: [],
    notes: [],
  };
}

/** A server of eight. */
function server(id: string, accelerator: Accelerator, power: number): System {
  return {
    id,
    name: id,
    vendor: accelerator.vendor,
    accelerator: accelerator.id,
    accelerators: 8,
    power: given(watts(power)),
    scaleOut: given(bytesPerSecond(5e10)),
    scaleUpDomain: 8,
    available: given('2023'),
    notes: [],
  };
}

function party(id: string, country: string, kind: Party['kind']): Party {
  return { id, name: id, country, kind, notes: [] };
}

const chips = [chip('home-chip', 'homemaker', 'CN', 100), chip('far-chip', 'farmaker', 'US', 400)] as const;
const systems = [server('home-8', chips[0], 5_000), server('far-8', chips[1], 10_000)];
const parties = [
  party('buyer', 'CN', 'company'),
  party('homemaker', 'CN', 'vendor'),
  party('farmaker', 'US', 'vendor'),
  party('host', 'MY', 'cloud'),
];

function byId<T extends { readonly id: string }>(entries: readonly T[]): ReadonlyMap<string, T> {
  return new Map(entries.map((entry) => [entry.id, entry]));
}

export const catalog: Catalog = {
  ...parseCatalog([]).catalog,
  accelerators: byId(chips),
  systems: byId(systems),
  parties: byId(parties),
  sources: new Map([
    ['gazette', { key: 'gazette', title: 'The gazette', ref: 'https://example.org/gazette', grade: 'A' }],
  ]),
  hash: 'c'.repeat(64),
};

const parsed = parseRules([{ path: 'rules/test.yaml', text: rulesText }], catalog);
if (parsed.diagnostics.length > 0) throw new Error(JSON.stringify(parsed.diagnostics, null, 2));
export const rulebook: Rulebook = parsed.rulebook;

/** The same rules, and a cap on foreign chips that one server alone exceeds, counted in domestic chips. */
export const cappedRulebook: Rulebook = parseRules(
  [
    {
      path: 'rules/test.yaml',
      text: `${rulesText}
cn-cap:
  title: Few foreign chips
  jurisdiction: CN
  authority: test
  text: test 9
  published: 2024-01-01
  effective: 2024-01-01
  gate: import
  when: item.origin = US and destination.country = CN
  effect: { kind: cap, units: { value: 31, source: gazette }, per: buyer, equivalentsOf: home-chip }
  grade: A
  sources: [gazette]
`,
    },
  ],
  catalog,
).rulebook;

export const scenario: ResolvedScenario = {
  id: 'small',
  title: 'A small world',
  variant: undefined,
  asOf: '2025-01-20',
  quarters,
  wholeQuarters: 2,
  currency: 'USD',
  fx: { date: '2025-01-20', perUsd: { USD: 1, CNY: 8 } },
  discountRate: 0.1,
  buyer: 'buyer',
  parties: byId(parties),
  accelerators: byId(chips),
  systems: byId(systems),
  models: new Map(),
  sites: [
    {
      id: 'north',
      name: 'North',
      country: 'CN',
      region: 'home',
      owner: 'buyer',
      operator: 'buyer',
      power: [50_000, 50_000, 50_000, 50_000].map(watts),
      pue: 1.2,
      tariff: 2e-8,
      spacePerWattQuarter: 0.1,
      uses: ['training', 'inference'],
      stateFunded: false,
    },
    {
      id: 'south',
      name: 'South',
      country: 'MY',
      region: 'overseas',
      owner: 'host',
      operator: 'host',
      power: [20_000, 20_000, 20_000, 20_000].map(watts),
      pue: 1.5,
      tariff: 4e-8,
      spacePerWattQuarter: 0.2,
      uses: ['training'],
      stateFunded: false,
    },
  ],
  offers: [
    {
      id: 'home-buy',
      system: 'home-8',
      supplier: 'homemaker',
      kind: 'purchase',
      price: 10_000,
      written: { amount: 80_000, currency: 'CNY' },
      sites: ['north'],
      leadQuarters: 1,
      termQuarters: undefined,
      allocation: [2, 2, 2, 2],
      domestic: true,
    },
    {
      id: 'far-buy',
      system: 'far-8',
      supplier: 'farmaker',
      kind: 'purchase',
      price: 50_000,
      written: { amount: 50_000, currency: 'USD' },
      sites: ['north'],
      leadQuarters: 0,
      termQuarters: undefined,
      allocation: [Infinity, Infinity, Infinity, Infinity],
      domestic: false,
    },
    {
      id: 'far-lease',
      system: 'far-8',
      supplier: 'host',
      kind: 'lease',
      price: 6_000,
      written: { amount: 6_000, currency: 'USD' },
      sites: ['south'],
      leadQuarters: 0,
      termQuarters: 2,
      allocation: [3, 3, 3, 3],
      domestic: false,
    },
  ],
  services: [
    {
      id: 'chat',
      name: 'Chat',
      model: 'a-model',
      residency: ['CN'],
      sites: ['north'],
      classes: [
        { id: 'short', share: 0.75, inputTokens: 400, outputTokens: 200, cachedInput: 0 },
        { id: 'long', share: 0.25, inputTokens: 1_600, outputTokens: 600, cachedInput: 0.5 },
      ],
      ttft: seconds(2),
      tpot: seconds(0.05),
      peak: [40, 60, 50, 65].map(requestsPerSecond),
      mean: [20, 30, 25, 32.5].map(requestsPerSecond),
      unmetPenalty: 2,
    },
  ],
  runs: [
    {
      id: 'pretraining',
      name: 'Pretraining',
      model: undefined,
      flop: 1.4e22,
      sites: ['south'],
      start: 1,
      deadline: 2,
      gangMin: 4,
      gangMax: 16,
      unmetPenalty: 1e6,
    },
  ],
  budgets: [
    {
      id: 'chips',
      name: 'Chips at home',
      amount: 960_000,
      currency: 'CNY',
      limit: 120_000,
      from: 0,
      to: 3,
      sites: ['north'],
      kinds: ['systems', 'network', 'duty', 'fee'],
      counts: 'orders',
    },
    {
      id: 'rent',
      name: 'Rent overseas',
      amount: 15_000,
      currency: 'USD',
      limit: 15_000,
      from: 0,
      to: 3,
      sites: ['south'],
      kinds: ['lease'],
      counts: 'orders',
    },
    {
      id: 'running',
      name: 'Running costs',
      amount: 30_000,
      currency: 'USD',
      limit: 30_000,
      from: 1,
      to: 3,
      sites: ['north', 'south'],
      kinds: ['energy', 'space', 'support'],
      counts: 'cash',
    },
  ],
  shares: [
    {
      id: 'floor',
      name: 'At least 30 % domestic',
      rule: undefined,
      atLeast: 0.3,
      atMost: undefined,
      metric: 'units',
      sites: ['north'],
      from: 0,
      to: 3,
      binding: true,
    },
    {
      id: 'wish',
      name: 'About 60 % domestic',
      rule: undefined,
      atLeast: 0.6,
      atMost: undefined,
      metric: 'spend',
      sites: ['north'],
      from: 0,
      to: 3,
      binding: false,
    },
  ],
  concentrations: [{ id: 'vendors', by: 'vendor', atMost: 0.7, sites: ['north'] }],
  licences: [
    {
      id: 'malaysia',
      status: 'assumed',
      rules: ['us-abroad'],
      accelerators: [],
      destinations: ['MY'],
      uses: [],
      from: '2025-01-01',
      until: undefined,
    },
  ],
  fleet: [{ id: 'old', system: 'home-8', site: 'north', count: [2, 2, 1, 1] }],
  frozen: [{ id: 'earlier', offer: 'home-buy', site: 'north', count: 1, order: -1, delivery: 0 }],
  objective: { kind: 'least-cost' },
  costs: {
    networkShare: 0.2,
    supportPerYear: 0.08,
    loadFactor: 0.5,
    lifeYears: 5,
    resaleFraction: 0.5,
    availability: 0.9,
  },
  lineage: new Map<string, Claim<unknown>>([
    [
      'offers.far-buy.price',
      { value: 50_000, written: '50000 USD', source: 'gazette', grade: 'B', status: 'reported' },
    ],
    [
      'offers.home-buy.price',
      { value: 80_000, written: '80000 CNY', reason: 'made up', grade: 'assumed', status: 'assumed' },
    ],
  ]),
  hash: 'a'.repeat(64),
};

const predicted = (value: number): { value: number; low: number; high: number } => ({
  value,
  low: value * 0.8,
  high: value * 1.25,
});

type Configuration = RateTable['services'][number]['configuration'];

/** Prompts on one in four systems, in units of four. */
const apart: Partial<Configuration> = {
  aggregated: false,
  prefill: {
    precision: 'bf16',
    tensorParallel: 4,
    expertParallel: 1,
    ranksPerAccelerator: 1,
    acceleratorsPerReplica: 4,
    replicasPerSystem: 0.5,
    unit: 4,
    part: 0.25,
    handOverBytes: 3e8,
    linkBytesPerSecond: 5e10,
  },
};

function served(
  system: string,
  rate: number,
  changes: Partial<Configuration> = {},
): RateTable['services'][number] {
  return {
    system,
    service: 'chat',
    requestsPerSecond: predicted(rate),
    outputTokensPerSecond: rate * 300,
    ttft: predicted(1.5),
    tpot: predicted(0.04),
    configuration: {
      precision: 'bf16',
      tensorParallel: 8,
      expertParallel: 1,
      ranksPerAccelerator: 1,
      acceleratorsPerReplica: 8,
      replicasPerSystem: 1,
      batch: 32,
      aggregated: true,
      ...changes,
    },
    boundBy: 'memory',
    level: 0,
    lineage: [`${system}.memoryBandwidth`],
    assumptions: [],
  };
}

/** 10 requests/s on a domestic server, prompts and answers apart, 20 on a foreign one, which also does a useful 10^15 FLOP/s. */
export const rates: RateTable = {
  services: [served('far-8', 20), served('home-8', 10, apart)],
  runs: [
    {
      system: 'far-8',
      run: 'pretraining',
      flopPerSecond: predicted(1e15),
      utilisation: predicted(0.4),
      goodput: 0.9,
      precision: 'bf16',
      level: 0,
      lineage: ['far-chip.dense'],
      assumptions: [],
    },
  ],
  unrated: [{ system: 'home-8', work: 'pretraining', code: 'FW-PRF-0001', why: 'made up' }],
};
