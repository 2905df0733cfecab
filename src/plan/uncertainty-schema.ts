import { z } from 'zod';
import { offer, quarter, site } from './words.ts';

const stanceWord = z
  .enum(['commit', 'option', 'wait'])
  .describe('Order it now; hold the right to order it then; or nothing need be done before then');

/** What a plan over many futures says of one line. */
export const stance = z.object({
  stance: stanceWord,
  value: z
    .number()
    .nullable()
    .describe(
      'Commit: what not ordering it now would cost on average; option: the most the right may cost; wait: what settling it now at its mean would cost. Plan currency; null where it was not valued',
    ),
  until: quarter.nullable().describe('Quarter by which it is decided; null for what is ordered now'),
  event: z.string().nullable().describe('Event that decides it, where one does'),
  sentence: z.string().describe('In words'),
});

const stanceOfLine = stance.extend({
  line: z.string().describe('Offer, site and order quarter, as the id of a line'),
  now: z.number().describe('Systems ordered now'),
  mean: z.number().describe('Systems over the futures, weighed by their probability'),
  most: z.number().describe('Systems in the future that orders most'),
  chance: z.number().describe('Probability that any is ordered'),
});

const future = z.object({
  draw: z.number().int().describe('Which draw it is'),
  probability: z.number().describe('Of all draws that it stands for'),
  events: z
    .array(z.object({ id: z.string().describe('Event'), quarter: z.string().describe('When it happens') }))
    .describe('What happens in it'),
  value: z
    .number()
    .describe('Cost and penalties as the objective weighs them, under this plan’s first orders'),
  cost: z.number().describe('Discounted cash'),
  unmet: z.number().describe('Penalty of unmet work'),
  foresight: z.number().describe('Value to whoever knew this future from the start'),
  expectedPlan: z.number().describe('Value under the first orders of the plan it is compared with'),
});

/** How the plan fares over many futures, and what it commits to because of them. */
export const uncertainty = z.object({
  measure: z
    .object({
      kind: z.enum(['expected', 'cvar', 'worst', 'regret']).describe('What was minimised over the futures'),
      alpha: z.number().describe('`cvar` is the mean of the worst (1 − alpha)'),
      weight: z.number().nullable().describe('Of CVaR beside the mean, where it was minimised'),
    })
    .describe('What counts as good'),
  seed: z.number().int().describe('Of the draws'),
  sampler: z.enum(['sobol', 'plain']).describe('How they were spread'),
  draws: z.number().int().describe('Futures drawn'),
  lost: z.number().describe('Part of their spread that the kept futures do not show'),
  revealed: quarter
    .nullable()
    .describe('Quarter from which ranges are known; events are known when they happen'),
  deposit: z
    .object({
      part: z.number().describe('Part of the price a cancelled order loses'),
      basis: z.string().describe('Where that comes from'),
    })
    .describe('What cancelling costs'),
  futures: z.array(future).describe('Futures kept'),
  value: z.number().describe('What was minimised'),
  bound: z.number().describe('Proven: no first orders do better over these futures'),
  gap: z
    .number()
    .describe('(value − bound) / |value|; holds what rounding costs and what the bound leaves out'),
  method: z.enum(['extensive', 'benders']).describe('How it was solved'),
  expected: z.number().describe('Mean value over the futures'),
  cvar: z.number().describe('Mean of the worst (1 − alpha)'),
  worst: z.number().describe('Value of the worst future'),
  regret: z.number().describe('Greatest difference to foresight'),
  perfectInformation: z
    .number()
    .describe('Expected value of perfect information: mean difference to foresight'),
  stochasticSolution: z
    .number()
    .describe('Value of the stochastic solution: what the other first orders cost more on average'),
  commitments: z
    .array(
      z.object({
        offer,
        site,
        order: z.number().int().describe('Quarter index'),
        count: z.number().describe('Systems'),
      }),
    )
    .describe('What is ordered now'),
  stances: z.array(stanceOfLine).describe('What to do about each order that any future places'),
});
