import type { Accelerator, System } from '../catalog/index.ts';
import { assumedClaim } from '../evidence/index.ts';
import type { Predicted, RateTable } from '../performance/index.ts';
import { flopPerSecond, quartersFrom, requestsPerSecond, seconds, watts } from '../quantity/index.ts';
import type { Judgement, Question, Verdict } from '../rules/index.ts';
import type {
  ResolvedBudget,
  ResolvedOffer,
  ResolvedRun,
  ResolvedScenario,
  ResolvedService,
  ResolvedSite,
} from '../scenario/index.ts';
import type { PlanInput } from './plan-input.ts';
import type { Solver } from './solver/index.ts';

/** Small made-up scenarios for the tests of this room; every number in them is invented. */
export interface World {
  readonly quarters?: number;
  readonly wholeQuarters?: number;
  readonly sites?: readonly Partial<ResolvedSite>[];
  readonly systems?: readonly SystemSketch[];
  readonly offers?: readonly (Partial<ResolvedOffer> & { readonly system: string })[];
  readonly services?: readonly (Partial<ResolvedService> & { readonly id: string })[];
  readonly runs?: readonly (Partial<ResolvedRun> & { readonly id: string })[];
  readonly budgets?: readonly (Partial<ResolvedBudget> & { readonly id: string })[];
  readonly more?: Partial<ResolvedScenario>;
  /** Requests/s per system for every service; FLOP/s per system for every run. */
  readonly rates?: Readonly<Record<string, { readonly serve?: number; readonly train?: number }>>;
}

export interface SystemSketch {
  readonly id: string;
  readonly vendor?: string;
  readonly accelerators?: number;
  readonly watts?: number;
  /** Dense 8-bit rate of one accelerator, FLOP/s. */
  readonly dense?: number;
}

export function scenarioOf(world: World): ResolvedScenario {
  const quarters = quartersFrom('2025Q1', world.quarters ?? 4);
  const every = <T>(value: T): readonly T[] => quarters.map(() => value);
  const sketches = world.systems ?? [{ id: 'box' }];
  const sites = (world.sites ?? [{}]).map((site, index): ResolvedSite => ({
    id: `site-${index}`,
    name: `Site ${index}`,
    country: 'CN',
    region: 'home',
    owner: 'buyer',
    operator: 'buyer',
    power: every(watts(1e9)),
    pue: 1.25,
    tariff: 2e-8,
    spacePerWattQuarter: 0.1,
    uses: ['training', 'inference'],
    stateFunded: false,
    ...site,
  }));
  const siteIds = sites.map((site) => site.id);
  const offers = (world.offers ?? sketches.map(({ id }) => ({ system: id }))).map((offer): ResolvedOffer => ({
    id: `${offer.system}-offer`,
    supplier: 'seller',
    kind: 'purchase',
    price: 1e6,
    written: { amount: 'price' in offer ? (offer.price ?? 1e6) : 1e6, currency: 'USD' },
    sites: siteIds,
    leadQuarters: 0,
    termQuarters: undefined,
    allocation: every(Infinity),
    domestic: false,
    ...offer,
  }));
  return {
    id: 'made-up',
    title: 'Made up',
    variant: undefined,
    asOf: '2025-01-20',
    quarters,
    wholeQuarters: world.wholeQuarters ?? quarters.length,
    currency: 'USD',
    fx: { date: '2025-01-20', perUsd: { USD: 1, CNY: 7.2 } },
    discountRate: 0.08,
    buyer: 'buyer',
    parties: new Map(),
    accelerators: new Map(sketches.map((sketch) => [`${sketch.id}-chip`, accelerator(sketch)])),
    systems: new Map(sketches.map((sketch) => [sketch.id, system(sketch)])),
    models: new Map(),
    sites,
    offers,
    services: (world.services ?? []).map((service) => ({
      name: service.id,
      model: 'model',
      residency: [],
      sites: siteIds,
      classes: [{ id: 'chat', share: 1, inputTokens: 1000, outputTokens: 500, cachedInput: 0 }],
      ttft: seconds(2),
      tpot: seconds(0.05),
      peak: every(requestsPerSecond(10)),
      mean: every(requestsPerSecond(5)),
      unmetPenalty: 10,
      ...service,
    })),
    runs: (world.runs ?? []).map((run) => ({
      name: run.id,
      model: undefined,
      flop: 1e24,
      sites: siteIds,
      start: 0,
      deadline: quarters.length - 1,
      gangMin: 8,
      gangMax: 1e5,
      unmetPenalty: 1e8,
      ...run,
    })),
    budgets: (world.budgets ?? []).map((budget) => ({
      name: budget.id,
      amount: budget.limit ?? 1e9,
      currency: 'USD',
      limit: 1e9,
      from: 0,
      to: quarters.length - 1,
      sites: siteIds,
      kinds: ['systems', 'network', 'duty', 'fee', 'lease'],
      counts: 'orders',
      ...budget,
    })),
    shares: [],
    concentrations: [],
    licences: [],
    fleet: [],
    frozen: [],
    objective: { kind: 'least-cost' },
    costs: {
      networkShare: 0.1,
      supportPerYear: 0.05,
      loadFactor: 0.8,
      lifeYears: 5,
      resaleFraction: 0.3,
      availability: 0.95,
    },
    lineage: new Map(),
    hash: 'scenario',
    ...world.more,
  };
}

/** What nobody says, of any kind. */
const nothing = {
  value: undefined,
  written: 'unknown',
  grade: 'assumed',
  status: 'assumed',
  reason: 'made up',
} as const;

function system({ id, vendor, accelerators, watts: power }: SystemSketch): System {
  return {
    id,
    name: id,
    vendor: vendor ?? `${id}-vendor`,
    accelerator: `${id}-chip`,
    accelerators: accelerators ?? 8,
    power: assumedClaim(watts(power ?? 1e4), '10 kW', 'made up'),
    scaleOut: nothing,
    scaleUpDomain: accelerators ?? 8,
    available: assumedClaim('2024', '2024', 'made up'),
    notes: [],
  };
}

function accelerator({ id, vendor, dense }: SystemSketch): Accelerator {
  return {
    id: `${id}-chip`,
    name: `${id} chip`,
    vendor: vendor ?? `${id}-vendor`,
    vendorCountry: 'CN',
    announced: nothing,
    available: nothing,
    process: nothing,
    dies: nothing,
    dieArea: nothing,
    dense: { int8: assumedClaim(flopPerSecond(dense ?? 1e15), 'made up', 'made up') },
    memory: nothing,
    memoryBandwidth: nothing,
    scaleUp: nothing,
    scaleUpDomain: nothing,
    otherIo: nothing,
    tdp: nothing,
    form: 'module',
    dataCentre: nothing,
    chinaVariant: false,
    prices: [],
    supply: [],
    notes: [],
  };
}

export function ratesOf(world: World): RateTable {
  const rates = Object.entries(world.rates ?? { box: { serve: 2, train: 1e15 } });
  return {
    services: rates.flatMap(([id, { serve }]) =>
      serve === undefined
        ? []
        : (world.services ?? []).map((service) => ({
            system: id,
            service: service.id,
            requestsPerSecond: around(serve),
            outputTokensPerSecond: serve * 500,
            ttft: around(1),
            tpot: around(0.03),
            configuration: {
              precision: 'fp8',
              tensorParallel: 8,
              expertParallel: 1,
              ranksPerAccelerator: 1,
              acceleratorsPerReplica: 8,
              replicasPerSystem: 1,
              batch: 32,
              aggregated: true,
            },
            boundBy: 'memory' as const,
            level: 0 as const,
            lineage: [],
            assumptions: [],
          })),
    ),
    runs: rates.flatMap(([id, { train }]) =>
      train === undefined
        ? []
        : (world.runs ?? []).map((run) => ({
            system: id,
            run: run.id,
            flopPerSecond: around(train),
            utilisation: around(0.4),
            goodput: 0.9,
            precision: 'bf16',
            level: 0 as const,
            lineage: [],
            assumptions: [],
          })),
    ),
    unrated: [],
  };
}

function around(value: number): Predicted {
  return { value, low: value * 0.8, high: value * 1.2 };
}

/** Everything is allowed, except where `denies` names the rules that deny it. */
export function judgeBy(
  denies: (question: Question) => readonly string[] = () => [],
): (question: Question) => Judgement {
  return (question) => {
    const rules = denies(question);
    const verdict: Verdict = rules.length > 0 ? 'denied' : 'allowed';
    return {
      verdict,
      reason: rules.length > 0 ? `denied by ${rules.join(' and ')}` : 'no rule applies',
      findings: rules.map((rule) => ({
        rule,
        title: `Rule ${rule}`,
        text: `§ ${rule}`,
        published: '2024-01-01',
        effective: '2024-01-01',
        gate: 'export',
        holds: true,
        effect: { kind: 'deny' },
        verdict: 'denied',
        facts: {},
        reason: `${rule} denies it`,
        sources: [],
        grade: 'assumed',
      })),
      conditions: [],
      dutyRate: 0,
      feeRate: 0,
      licences: [],
    };
  };
}

export function inputOf(world: World, solver: Solver, more: Partial<PlanInput> = {}): PlanInput {
  return {
    scenario: scenarioOf(world),
    rates: ratesOf(world),
    judge: judgeBy(),
    ruleSet: { hash: 'rules', rules: [] },
    catalogHash: 'catalog',
    sources: new Map(),
    version: '0.0.0',
    options: { timeLimit: 30, gap: 0, seed: 1 },
    solver,
    ...more,
  };
}
