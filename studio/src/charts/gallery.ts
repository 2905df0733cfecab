import type { PlanFile } from '../../../src/plan/index.ts';
import type { Variance } from '../../../src/store/index.ts';
import { comparisonChart, frontierChart, operatorChart, type Rate } from '../know/rate-charts.ts';
import { seriesChart } from '../know/company-charts.ts';
import { varianceCharts } from '../record/variance-charts.ts';
import { indicesChart, swingChart, tornadoChart } from '../stress/sensitivity-charts.ts';
import { shockChart } from '../stress/shock-chart.ts';
import { fanChart, replayChart } from '../stress/stress-charts.ts';
import type { BacktestReport, ShockReport, StressReport } from '../stress/types.ts';
import { compareChart } from './compare-chart.ts';
import { cashChart, purchaseChart, serviceChart, workChart } from './plan-charts.ts';
import { powerChart } from './power-chart.ts';
import type { ChartSpec } from './spec.ts';

/** Every chart of the studio, drawn from plans and a few made-up figures: what the gallery shows and its test compares. */
export function gallery(plan: PlanFile, other: PlanFile): readonly ChartSpec[] {
  return [
    cashChart(plan),
    purchaseChart(plan, 'money'),
    purchaseChart(plan, 'accelerators'),
    powerChart(plan),
    workChart(plan),
    ...plan.services.map((service) => serviceChart(plan, service)),
    compareChart([
      { name: '1. as it stands', plan },
      { name: '2. another', plan: other },
    ]),
    comparisonChart([one, two]),
    frontierChart([one, two]),
    operatorChart('A step of answering (decode)', 'decode-step', one.rate.decodeStep),
    seriesChart('series', 'Capital expenditure', 'Made up.', 'USD', [
      {
        name: 'A company',
        points: [
          { date: '2024', row: { field: 'claim', written: '80000000000', grade: 'C' } },
          { date: '2025', row: { field: 'claim', written: '150000000000', grade: 'A' } },
        ],
      },
    ]),
    fanChart(futures),
    tornadoChart(futures),
    swingChart(futures),
    indicesChart(futures),
    shockChart(shocks),
    ...varianceCharts(came),
    replayChart(replay, 1),
  ];
}

const predicted = (value: number) => ({ value, low: value * 0.6, high: value * 1.9 });

function rate(perAccelerator: number): Rate {
  return {
    rate: {
      requestsPerSecond: predicted(perAccelerator / 50),
      outputTokensPerSecond: perAccelerator * 8,
      ttft: predicted(0.2),
      tpot: predicted(0.04),
      configuration: { precision: 'fp8', tensorParallel: 8, batch: 64, replicasPerSystem: 1 },
      boundBy: 'memory',
      level: 0,
      lineage: [],
      assumptions: [],
    },
    perAccelerator,
    memory: { total: 96e9, weights: 30e9, cache: 60e9 },
    frontier: [10, 20, 40, 80].map((perUser) => ({
      perUser,
      perAccelerator: perAccelerator * (10 / perUser),
      batch: 640 / perUser,
      precision: 'fp8',
      tensorParallel: 8,
    })),
    decodeStep: [
      { name: 'attention', memory: 0.004, compute: 0.001, seconds: 0.004 },
      { name: 'experts', memory: 0.002, compute: 0.006, seconds: 0.006 },
    ],
    prefillStep: [],
  };
}

const one = { system: 'first-system', rate: rate(400) };
const two = { system: 'second-system', rate: rate(900) };
const estimate = (value: number) => ({ value, low: value - 0.2, high: value + 0.2 });
const fan = (name: string, middle: number) => ({
  name,
  p5: middle * 0.7,
  p25: middle * 0.9,
  p50: middle,
  p75: middle * 1.2,
  p95: middle * 1.6,
  mean: estimate(middle),
});

const futures: StressReport = {
  title: 'Made up',
  scenario: 'made-up',
  asOf: '2025-01-20',
  variant: null,
  currency: 'USD',
  expected: { value: 2e9 },
  draws: 64,
  seed: 1,
  end: 'done',
  fans: [fan('cost', 2e9)],
  // Money comes back in the last quarter: the bands reach below nothing.
  spend: [fan('2025Q1', 2e8), fan('2025Q2', 5e8), { ...fan('2025Q3', 9e8), p5: -2e8, p25: -5e7 }],
  worstTenth: 3e9,
  regret: estimate(1e8),
  requirements: [],
  lines: [],
  events: [],
  tornado: [
    { id: 'growth', title: 'Growth of demand', low: 1.4e9, high: 3.6e9 },
    { id: 'price', title: 'Price of a server', low: 2.3e9, high: 1.9e9 },
  ],
  indices: [
    { input: 'demand', first: estimate(0.5), total: estimate(0.7) },
    { input: 'price', first: estimate(-0.1), total: estimate(0.25) },
  ],
  facts: [],
  drivers: [
    { id: 'growth', title: 'Growth of demand', kind: 'claim', grade: 'assumed', rank: estimate(0.7) },
    { id: 'price', title: 'Price of a server', kind: 'claim', grade: 'C', rank: estimate(-0.3) },
  ],
};

const quarters = (served: number) =>
  ['2025Q1', '2025Q2', '2025Q3'].map((quarter) => ({
    quarter,
    decided: `${quarter.slice(0, 4)}-01-20`,
    ordered: 10,
    arrived: 8,
    stopped: 0,
    tokensAsked: 100,
    tokensServed: served,
    cash: 1e6,
    stranded: 0,
  }));

const replay: BacktestReport = {
  planners: [
    ['naive', 60],
    ['hindsight', 98],
  ].map(([planner, served]) => ({
    planner: String(planner),
    value: 1,
    penalty: 1,
    cash: 1,
    tokensAsked: 300,
    tokensServed: Number(served) * 3,
    valueStopped: 0,
    stranded: 0,
    regret: { value: 1, tokens: 1 },
    quarters: quarters(Number(served)),
  })),
  events: [],
};

const fare = (value: number) => ({ value, breaks: [] });

const shocks: ShockReport = {
  title: 'Made up',
  currency: 'USD',
  stale: false,
  shocks: [
    {
      event: 'half',
      title: 'A vendor delivers half of what it promised',
      quarter: '2025Q2',
      outside: false,
      before: fare(2e9),
      unrepaired: fare(2.9e9),
      additions: fare(2.4e9),
      // Rounding of the search, which is no difference.
      repair: fare(2e9 + 1e-4),
      first: null,
      stranded: { money: 3e7 },
    },
    {
      event: 'late',
      title: 'After the horizon',
      quarter: null,
      outside: true,
      before: fare(2e9),
      unrepaired: fare(2e9),
      additions: fare(2e9),
      repair: fare(2e9),
      first: null,
      stranded: { money: 0 },
    },
  ],
};

const came: Variance = {
  currency: 'USD',
  lines: [],
  strangers: [],
  unconverted: {},
  cells: [
    { measure: 'systems', by: 'site', key: 'a', quarter: '2025Q1', planned: 40, actual: 30 },
    { measure: 'systems', by: 'site', key: 'b', quarter: '2025Q1', planned: 10, actual: 10 },
    { measure: 'systems', by: 'site', key: 'a', quarter: '2025Q2', planned: 20, actual: 28 },
    { measure: 'spend', by: 'all', key: 'all', quarter: '2025Q1', planned: 4e8, actual: 3.1e8 },
    { measure: 'peak', by: 'service', key: 'chat', quarter: '2025Q1', planned: 900, actual: 1040 },
  ],
};
