import { z } from 'zod';

/** Version of the plan file; a reader refuses a higher major. */
export const planVersion = '1.0';

const money = z.object({
  amount: z.number().describe('Major units, not rounded'),
  currency: z.string().describe('ISO 4217'),
});

const quarter = z
  .string()
  .regex(/^\d{4}Q[1-4]$/)
  .describe('Calendar quarter, YYYYQn');
const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .describe('Calendar date');
const verdict = z.enum(['allowed', 'conditions', 'licence', 'unknown', 'denied']);
const metric = z.enum(['units', 'spend', 'compute']);

const verdictRecord = z.object({
  use: z.enum(['training', 'inference']),
  orderDate: date,
  shipDate: date,
  onOrder: verdict,
  onShip: verdict,
  verdict: verdict.describe('The worse of both; a planned line is `allowed` or `conditions`'),
  reason: z.string(),
  rules: z.array(z.string()).describe('Ids of the rules that applied'),
  conditions: z.array(z.string()),
  licences: z.array(z.string()).describe('Ids of licences held or assumed that it rests on'),
});

const line = z.object({
  id: z
    .string()
    .describe(
      'Stable: offer, site and order quarter, e.g. `h20-server@datong@2025Q1`; a frozen order keeps its id',
    ),
  offer: z.string(),
  system: z.string(),
  kind: z.enum(['purchase', 'lease']),
  count: z.number().nonnegative().describe('Systems; whole where `whole` is true'),
  whole: z.boolean().describe('False for far quarters, which are a forecast'),
  accelerators: z.number().nonnegative().describe('Accelerators (packages) in all systems of the line'),
  supplier: z.string(),
  site: z.string(),
  orderQuarter: quarter,
  deliveryQuarter: quarter,
  endQuarter: quarter
    .nullable()
    .describe('Last quarter in service within the horizon: lease end; null = beyond the horizon'),
  cost: money.describe(
    'Price of the systems (purchase) or of the whole term (lease), in the currency of the offer',
  ),
  reporting: z.number().describe('The same in the plan currency'),
  budget: z
    .array(z.string())
    .describe(
      'Ids of the budgets that anything it costs counts against: its price, and what it takes to run it',
    ),
  frozen: z.boolean(),
  uses: z
    .array(z.enum(['training', 'inference']))
    .describe('Uses of the site for which the rules permit it on its order and its ship date'),
  verdict: verdict.describe(
    'The worst verdict over `uses`; where `uses` is empty, the best that any use got',
  ),
  verdicts: z.array(verdictRecord).describe('One record for every use of the site'),
  why: z.array(z.string()).describe('Sentences: why it won, what would flip it'),
});

const placement = z.object({
  quarter,
  site: z.string(),
  system: z.string(),
  uses: z
    .array(z.enum(['training', 'inference']))
    .describe('Which pool of the stock: the uses the rules permit it for'),
  work: z.string().describe('Service or run id'),
  kind: z.enum(['service', 'run']),
  systems: z.number().nonnegative().describe('Systems at work, already after availability'),
  rate: z.number().describe('Per system: requests/s (service) or useful FLOP/s (run)'),
});

const stock = z.object({
  quarter,
  site: z.string(),
  system: z.string(),
  uses: z.array(z.enum(['training', 'inference'])),
  systems: z.number().nonnegative(),
});

const service = z.object({
  id: z.string(),
  name: z.string(),
  model: z.string(),
  quarters: z.array(
    z.object({
      quarter,
      peak: z.number().describe('Demand at the peak hour, requests/s'),
      served: z.number().describe('Capacity placed for it (systems × rate), at most the demand, requests/s'),
      unmet: z.number().describe('peak − served, requests/s'),
      tokens: z
        .number()
        .describe(
          'Input and output tokens of the quarter that are served: mean demand × served / peak over the quarter',
        ),
    }),
  ),
  rates: z.array(
    z.object({
      system: z.string(),
      requestsPerSecond: z.object({ value: z.number(), low: z.number(), high: z.number() }),
      outputTokensPerSecond: z.number(),
      ttft: z.number(),
      tpot: z.number(),
      configuration: z.string(),
      boundBy: z.string(),
    }),
  ),
});

const run = z.object({
  id: z.string(),
  name: z.string(),
  flop: z.number(),
  done: z.number().describe('Useful FLOP of all its placements, by the deadline'),
  unmet: z.number().describe('flop − done, at least 0'),
  system: z.string().nullable().describe('The one system it runs on; null where nothing is placed for it'),
  site: z.string().nullable(),
  finished: quarter.nullable().describe('First quarter by whose end all of it is done; null when it is not'),
  gang: z.number().describe('Most accelerators at work on it at once'),
  rates: z.array(
    z.object({
      system: z.string(),
      flopPerSecond: z.object({ value: z.number(), low: z.number(), high: z.number() }),
    }),
  ),
});

const limit = z.object({
  id: z
    .string()
    .describe(
      'Kind, then what it is about: `budget:china-chips`, `power:datong:2025Q3`, `share:floor`, `allocation:h20-server:2025Q2`, `concentration:vendors:nvidia`, `demand:doubao:2025Q4`, `run:pretraining`, `stock:h20-server@datong:2025Q4`, `rule:us-…`',
    ),
  kind: z.enum(['budget', 'power', 'share', 'allocation', 'concentration', 'demand', 'run', 'rule', 'stock']),
  title: z.string(),
  unit: z.string(),
  used: z
    .number()
    .describe(
      'budget: spent, own currency; power: watts, IT × PUE; share and concentration: the part of it, 0 to 1; allocation: systems ordered; demand: requests/s served; run: FLOP done; stock: systems at work',
    ),
  limit: z.number().nullable().describe('In the same unit; null where there is no number, as for a rule'),
  slack: z
    .number()
    .nullable()
    .describe(
      'Room left, not negative where met: limit − used of a ceiling, used − limit of a floor (share at least, demand, run)',
    ),
  binding: z.boolean(),
  price: z
    .number()
    .nullable()
    .describe('Money (plan currency, discounted) saved per unit more of the limit, at the plan'),
  priceUnit: z.string().nullable(),
});

const share = z.object({
  id: z.string(),
  name: z.string(),
  rule: z.string().nullable(),
  binding: z.boolean(),
  metric,
  atLeast: z.number().nullable(),
  atMost: z.number().nullable(),
  units: z.number().nullable().describe('Domestic part by accelerators; null when nothing was ordered'),
  spend: z.number().nullable(),
  compute: z.number().nullable(),
  met: z.boolean().nullable(),
});

const cash = z.object({
  quarter,
  systems: z.number(),
  network: z.number(),
  duty: z.number(),
  fee: z.number(),
  lease: z.number(),
  energy: z.number(),
  space: z.number(),
  support: z.number(),
  resale: z.number(),
  total: z.number(),
});

const budget = z.object({
  id: z.string(),
  name: z.string(),
  currency: z.string(),
  amount: z.number(),
  spent: z.number().describe('In its own currency'),
  left: z.number(),
});

const runnerUp = z.object({
  id: z.string(),
  title: z.string().describe('What differs, in words'),
  objective: z.number(),
  above: z.number().describe('How much worse than the plan, as a part of it'),
  difference: z
    .number()
    .describe('Distance from the plan: part of ordered spend that sits in other lines, 0 to 1'),
  lines: z.array(z.object({ offer: z.string(), site: z.string(), count: z.number() })),
});

const breakEven = z.object({
  line: z.string().describe('Line or `offer@site` that is not in the plan'),
  what: z.enum(['price', 'rate', 'rule']),
  now: z.number(),
  flips: z.number().nullable().describe('Value at which the line leaves or enters the plan'),
  unit: z.string(),
  sentence: z.string(),
});

const conflictItem = z.object({
  id: z.string().describe('Id of the limit, rule or requirement'),
  kind: z.enum(['budget', 'power', 'share', 'allocation', 'concentration', 'demand', 'run', 'rule', 'stock']),
  title: z.string(),
  sentence: z.string(),
});

const repair = z.object({
  id: z.string(),
  sentence: z.string(),
  change: z
    .number()
    .nullable()
    .describe('How much more of the limit is needed, in its unit; null for yes/no changes'),
  unit: z.string().nullable(),
  objective: z.number().nullable().describe('Objective after the repair'),
});

const assumption = z.object({
  path: z.string().describe('Where the number enters, e.g. `offers.h20-server.price`'),
  written: z.string(),
  grade: z.enum(['A', 'B', 'C', 'derived', 'assumed']),
  status: z.enum(['reported', 'disputed', 'confirmed', 'assumed']),
  source: z.string().nullable(),
  sourceTitle: z.string().nullable(),
  ref: z.string().nullable(),
  reason: z.string().nullable(),
});

const diagnostic = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'note']),
  message: z.string(),
  hint: z.string().nullable(),
  path: z.string(),
});

/**
 * The plan file: everything a reader, the checker and every hand-off needs, and nothing that only the
 * optimiser knows. Ids are stable across runs; arrays are sorted by id or by quarter; numbers are not rounded.
 */
export const planSchema = z.object({
  version: z.literal(planVersion),
  status: z
    .enum(['optimal', 'feasible', 'infeasible', 'interrupted'])
    .describe(
      '`feasible`: within the gap asked for or the time allowed; `interrupted`: best so far when stopped',
    ),
  title: z.string(),
  scenario: z.string(),
  variant: z.string().nullable(),
  asOf: date,
  quarters: z.array(quarter),
  wholeQuarters: z.number().int(),
  currency: z.string(),
  seed: z.number().int(),
  ruleSet: z
    .object({ asOf: date, hash: z.string(), rules: z.array(z.string()) })
    .describe('Rules published by `asOf`; the plan is consistent with these, which is not legal advice'),
  scenarioHash: z.string(),
  catalogHash: z.string(),
  engine: z.object({ fleetwright: z.string(), solver: z.string() }),
  objective: z.object({
    kind: z.enum(['least-cost', 'most-service', 'lexicographic']),
    value: z
      .number()
      .nullable()
      .describe(
        'What was minimised last and what the bound bounds: the cost; for most-service, unmet + cost / 1000',
      ),
    cost: z.number().nullable().describe('Discounted cash, plan currency'),
    unmet: z
      .number()
      .describe(
        'Penalty of unmet demand, plan currency, not discounted: unmet part × tokens of the quarter × penalty per million tokens, and unmet part of a run × its penalty',
      ),
  }),
  bound: z.number().nullable(),
  gap: z.number().nullable().describe('(value − bound) / |value|'),
  lines: z.array(line),
  stock: z.array(stock),
  placements: z.array(placement),
  services: z.array(service),
  runs: z.array(run),
  shares: z.array(share),
  budgets: z.array(budget),
  cash: z.array(cash).describe('Undiscounted, plan currency, by quarter'),
  power: z.array(
    z.object({ quarter, site: z.string(), used: z.number().describe('Watts, IT × PUE'), limit: z.number() }),
  ),
  limits: z.array(limit),
  runnerUps: z.array(runnerUp),
  breakEvens: z.array(breakEven),
  conflict: z.array(conflictItem),
  repair: z.array(repair),
  assumptions: z.array(assumption),
  diagnostics: z.array(diagnostic),
});

export type PlanFile = z.infer<typeof planSchema>;
export type PlanLine = PlanFile['lines'][number];
export type PlanPlacement = PlanFile['placements'][number];
export type PlanLimit = PlanFile['limits'][number];
