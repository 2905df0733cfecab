import { z } from 'zod';
import { budget, cash, limit, power, share } from './account-schema.ts';
import { breakEven, conflictItem, repair, runnerUp } from './answer-schema.ts';
import { line } from './line-schema.ts';
import { proof } from './proof-schema.ts';
import { replan } from './replan-schema.ts';
import { system } from './system-schema.ts';
import { uncertainty } from './uncertainty-schema.ts';
import { usualSearch } from './search.ts';
import { date, quarter } from './words.ts';
import { placement, run, service, stock } from './work-schema.ts';

/** Version of the plan file; a reader refuses a higher major. */
export const planVersion = '1.0';

const assumption = z.object({
  path: z.string().describe('Where the number enters, e.g. `offers.h20-server.price`'),
  written: z.string().describe('As written, with its unit'),
  grade: z.enum(['A', 'B', 'C', 'derived', 'assumed']).describe('How good its source is'),
  status: z.enum(['reported', 'disputed', 'confirmed', 'assumed']).describe('What became of the claim'),
  source: z.string().nullable().describe('Key of its source; null where nobody says so'),
  sourceTitle: z.string().nullable().describe('Title of the source'),
  ref: z.string().nullable().describe('Where the source is'),
  reason: z.string().nullable().describe('Written reason where there is no source'),
});

/** A measurement of a model on a chip, as a plan keeps it and a program asks for it. */
export const measurementSchema = z.object({
  id: z.string().describe('Id of the measurement'),
  chip: z.string().describe('Accelerator id'),
  model: z.string().describe('Model id'),
  precision: z.string().optional().describe('Format of the weights: `fp8`, `bf16`, …'),
  tensorParallel: z.number().int().positive().describe('Ranks that share each layer'),
  users: z.number().positive().describe('Requests under way at once'),
  inputTokens: z.number().positive().describe('Prompt, tokens'),
  outputTokens: z.number().positive().describe('Answer, tokens'),
  tpot: z.number().positive().describe('Measured seconds per output token'),
});

const diagnostic = z.object({
  code: z.string().describe('`FW-…`, explained in `docs/diagnostics.md`'),
  severity: z.enum(['error', 'warning', 'note']).describe('How much it weighs'),
  message: z.string().describe('In words'),
  hint: z.string().nullable().describe('What to do about it'),
  path: z.string().describe('What it is about'),
});

/**
 * The plan file: everything a reader, the checker and every hand-off needs, and nothing that only the
 * optimiser knows. Ids are stable across runs; arrays are sorted by id or by quarter; numbers are not rounded.
 */
export const planSchema = z.object({
  version: z.literal(planVersion).describe('Version of this format'),
  status: z
    .enum(['optimal', 'feasible', 'infeasible', 'interrupted'])
    .describe(
      '`feasible`: within the gap asked for or the time allowed; `infeasible`: `conflict` says why, and nothing is planned; `interrupted`: best so far when stopped',
    ),
  title: z.string().describe('Of the scenario'),
  scenario: z.string().describe('Scenario id'),
  variant: z.string().nullable().describe('Named variant of the scenario; null for the scenario itself'),
  asOf: date.describe('Day whose knowledge is used'),
  quarters: z.array(quarter).describe('The horizon'),
  wholeQuarters: z.number().int().describe('Orders in so many first quarters are whole systems'),
  currency: z.string().describe('Plan currency: all money that names no other is in it'),
  seed: z.number().int().describe('Of the solver; the same inputs and seed give the same bytes'),
  search: z
    .object({
      gap: z.number().describe('Part of the best within which a plan was good enough'),
      timeLimit: z.number().describe('Seconds the search and all answers might take'),
    })
    .optional()
    .describe(
      `What was asked of the search; absent where it was the usual: a gap of ${usualSearch.gap} and ${usualSearch.timeLimit} s`,
    ),
  ruleSet: z
    .object({
      asOf: date.describe('Day by which they were published'),
      hash: z.string().describe('SHA-256 of the rulebook'),
      rules: z.array(z.string()).describe('Ids'),
    })
    .describe('Rules published by `asOf`; the plan is consistent with these, which is not legal advice'),
  scenarioHash: z.string().describe('SHA-256 of the scenario after variant and overrides'),
  catalogHash: z.string().describe('SHA-256 of the catalog'),
  engine: z
    .object({
      fleetwright: z.string().describe('Version of the program'),
      solver: z.string().describe('Name and version of the solver'),
    })
    .describe('What made the plan'),
  objective: z
    .object({
      kind: z
        .enum(['least-cost', 'most-service', 'lexicographic'])
        .describe(
          'What was wanted: all demand at least cost, most service for the budgets, or service first, then cost',
        ),
      value: z
        .number()
        .nullable()
        .describe(
          'What was minimised last and what the bound bounds: the cost, and the price of changes where it is a plan made anew; for most-service, unmet + that / 1000. Null when nothing is planned',
        ),
      cost: z.number().nullable().describe('Discounted cash, plan currency'),
      unmet: z
        .number()
        .describe(
          'Penalty of unmet demand, plan currency, not discounted: unmet part × tokens of the quarter × penalty per million tokens, and unmet part of a run × its penalty',
        ),
    })
    .describe('How good it is'),
  bound: z.number().nullable().describe('No plan has a better value than this'),
  gap: z.number().nullable().describe('(value − bound) / |value|'),
  systems: z.array(system).describe('Every system in lines, stock or the existing fleet; sorted by id'),
  lines: z.array(line).describe('What to buy or rent'),
  stock: z.array(stock).describe('What stands where'),
  placements: z.array(placement).describe('What works where'),
  services: z.array(service).describe('What is served'),
  runs: z.array(run).describe('What is trained'),
  shares: z.array(share).describe('Domestic parts, in three metrics'),
  budgets: z.array(budget).describe('What is spent'),
  cash: z.array(cash).describe('Undiscounted, plan currency, by quarter'),
  power: z.array(power).describe('What is drawn'),
  limits: z.array(limit).describe('What binds, and its price'),
  runnerUps: z.array(runnerUp).describe('Plans nearly as good'),
  breakEvens: z.array(breakEven).describe('What would flip a line'),
  conflict: z.array(conflictItem).describe('When infeasible: a smallest set of what cannot all be had'),
  repair: z.array(repair).describe('When infeasible: the cheapest ways out'),
  assumptions: z.array(assumption).describe('Every claim that became a number of the plan'),
  diagnostics: z.array(diagnostic).describe('What else should be known'),
  measurements: z
    .array(measurementSchema)
    .optional()
    .describe(
      'Measurements given beside those of the scenario, which rates are corrected by; absent where none were',
    ),
  replan: replan.optional().describe('What it took over from the plan before; absent in a first plan'),
  uncertainty: uncertainty
    .optional()
    .describe('How it fares over many futures; absent where one future alone was planned'),
  proof: proof
    .optional()
    .describe('What simulation says of it; absent until `fleetwright simulate` proved it'),
});

export type PlanFile = z.infer<typeof planSchema>;
/** What a plan that was made anew took over. */
export type PlanReplan = NonNullable<PlanFile['replan']>;
/** How a plan fares over many futures. */
export type PlanUncertainty = NonNullable<PlanFile['uncertainty']>;
export type PlanLine = PlanFile['lines'][number];
export type PlanPlacement = PlanFile['placements'][number];
export type PlanLimit = PlanFile['limits'][number];
