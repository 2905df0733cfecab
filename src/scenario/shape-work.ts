import { z } from 'zod';
import { claim, claimByQuarter, country, entries, quarterRef, text, where } from './shape-parts.ts';

const requestClass = z.strictObject({
  share: claim('ratio', 'Part of the requests; all classes add to 1'),
  input: claim('tokens', 'Mean input tokens per request'),
  output: claim('tokens', 'Mean output tokens per request'),
  cached: claim('ratio', 'Part of the input found in the prefix cache; default: none').optional(),
});

const demand = z.strictObject({
  monthlyUsers: claimByQuarter('users', 'Users active in a month').optional(),
  dailyActiveShare: claim(
    'ratio',
    'Part of the monthly users active on a day; with `monthlyUsers`',
  ).optional(),
  requestsPerActiveUserDay: claim(
    'count',
    'Requests of an active user on a day; with `monthlyUsers`',
  ).optional(),
  tokens: claimByQuarter(
    'token-rate',
    'Input and output tokens over time, on average; instead of `monthlyUsers`',
  ).optional(),
  requests: claimByQuarter('request-rate', 'Mean request rate; instead of `monthlyUsers`').optional(),
  growthPerQuarter: claimByQuarter(
    'ratio',
    'Growth from one quarter to the next, after the listed quarters; default: none',
  ).optional(),
  peakOverMean: claim('ratio', 'Request rate of the peak hour over the mean'),
});

const service = z.strictObject({
  name: text('Name for people; default: the id').optional(),
  model: text('Catalog model it serves'),
  standsFor: text('Why this model stands in for the real one, where it does').optional(),
  residency: z.array(country).optional().describe('Countries whose sites may serve it; default: any'),
  ...where,
  ttft: claim('duration', 'Longest time to the first token'),
  tpot: claim('duration', 'Longest time per further token'),
  statistic: z
    .enum(['mean', 'p50', 'p90', 'p99'])
    .optional()
    .describe('Which statistic of the latencies of its requests simulation holds against them; default: p90'),
  formats: z
    .array(z.enum(['fp4', 'mxfp4', 'int4']))
    .optional()
    .describe(
      'Formats of 4 bits that its weights may be kept in, beside those of 8 and 16; `fp4` where the chip multiplies in it. Default: none but that in which a model was published',
    ),
  classes: entries(requestClass, 'Kinds of requests, by id'),
  demand: demand.describe(
    'How much is asked for: users, tokens per day or requests per second, with growth and peak',
  ),
  unmetPenalty: claim(
    'token-price',
    'Money lost per token not served; for objectives that allow unmet demand',
  ).optional(),
});

const run = z.strictObject({
  name: text('Name for people; default: the id').optional(),
  model: text('Catalog model that is trained').optional(),
  flop: claim('work', 'Useful compute of the run').optional(),
  parameters: claim(
    'count',
    'Active parameters; with `tokens` instead of `flop` (6 × parameters × tokens)',
  ).optional(),
  tokens: claim('tokens', 'Training tokens; with `parameters` or `model` instead of `flop`').optional(),
  ...where,
  start: quarterRef.optional().describe('First quarter it may work in; default: the first'),
  deadline: quarterRef.describe('Last quarter it may work in'),
  gang: z
    .strictObject({
      min: claim('count', 'Fewest accelerators at work at once'),
      max: claim('count', 'Most accelerators that help'),
    })
    .describe('How many accelerators work on it at once'),
  unmetPenalty: claim('money', 'Money lost when it is not done; for objectives that allow it').optional(),
});

/** What the machines are for. */
export const work = {
  services: entries(service, 'Inference services, by id').optional(),
  runs: entries(run, 'Training runs, by id').optional(),
};
export type RawService = z.infer<typeof service>;
export type RawDemand = z.infer<typeof demand>;
export type RawRun = z.infer<typeof run>;
