import { z } from 'zod';
import { quarter } from './words.ts';

const seconds = z.number().nullable();

const percentile = {
  p50: seconds.describe('Median, s'),
  p90: seconds.describe('9 of 10 are faster, s'),
  p99: seconds.describe('99 of 100 are faster, s'),
};

const halfWidths = z
  .object(percentile)
  .optional()
  .describe('Half widths of their 95 % intervals, s; null where there are none; absent in older proofs');

const latency = z.object({
  mean: seconds.describe('Mean, s; null when saturated'),
  halfWidth: seconds.describe('Half width of the 95 % interval of the mean, s; null where there is none'),
  ...percentile,
  halfWidths,
});

const between = z
  .object({ ...percentile, halfWidths })
  .optional()
  .describe('Between the tokens of a request, step by step; absent in older proofs');

const brief = z.object({
  mean: seconds.describe('Mean, s; null when saturated'),
  halfWidth: seconds.optional().describe('Half width of its 95 % interval, s; absent in older proofs'),
  p50: seconds.optional().describe('Median, s; absent in older proofs'),
  p90: percentile.p90,
  p99: percentile.p99,
});

const amount = z.number().nullable().optional();

const group = z.object({
  by: z.enum(['class', 'pool', 'site', 'hour']).describe('What is told apart; a pool is a system at a site'),
  id: z.string().describe('Class of requests, pool, site, or hour of the day from 0'),
  finished: z.number().int().describe('Requests served, all replications'),
  ttft: brief.describe('Time to first token'),
  tpot: brief.describe('Time per further token'),
  endToEnd: brief.describe('Arrival to last token'),
  betweenTokens: between,
  goodput: z.number().nullable().describe('Part of the finished requests within both levels'),
  busy: amount.describe('Part of the time that replicas worked; not of classes'),
  queue: amount.describe('Requests of a replica that wait for their first token; null when saturated'),
  kvUse: amount.describe('Mean part of the KV cache in use; not of classes'),
  preemptions: z.number().int().optional().describe('Requests set back for lack of KV cache; not of classes'),
  joulesPerToken: amount.describe(
    'IT energy per input or output token, J; of classes by the time their requests spend on replicas',
  ),
  costPerMillionTokens: amount.describe('Plan currency, equipment and energy; of classes likewise'),
});

const serviceProof = z.object({
  service: z.string().describe('Service id'),
  quarter,
  when: z.enum(['peak hour', 'day', 'trace']).describe('What was simulated'),
  verdict: z
    .enum(['met', 'missed', 'saturated', 'interrupted'])
    .describe('`saturated`: the queue grows without end, so that no latency is a number'),
  statistic: z.enum(['mean', 'p50', 'p90', 'p99']).describe('What was held against the levels'),
  levels: z
    .object({
      ttft: z.number().describe('Time to first token, s'),
      tpot: z.number().describe('Time per further token, s'),
    })
    .describe('Service levels'),
  share: z.number().describe('Part of the placed systems that was simulated, under that part of the load'),
  requests: z.number().int().describe('Simulated requests, all replications'),
  seconds: z.number().describe('Simulated seconds, all replications'),
  ttft: latency.describe('Time to first token'),
  tpot: latency.describe('Time per further token'),
  endToEnd: latency.describe('Arrival to last token'),
  betweenTokens: between,
  goodput: z.number().nullable().describe('Part of the finished requests within both levels'),
  goodPerSecond: z
    .number()
    .nullable()
    .optional()
    .describe('Requests per second within both levels, of all that is placed; absent in older proofs'),
  turnedAway: z.number().int().describe('Requests turned away, dropped or too long'),
  busy: z.number().describe('Part of the time that replicas worked'),
  queue: z
    .number()
    .nullable()
    .optional()
    .describe(
      'Requests of a replica that wait for their first token, their prompts under way included; null when saturated; absent in older proofs',
    ),
  kvUse: z.number().describe('Mean part of the KV cache in use'),
  preemptions: z.number().int().describe('Requests set back for lack of KV cache'),
  joulesPerToken: z.number().nullable().describe('IT energy per input or output token, J'),
  costPerMillionTokens: z.number().nullable().describe('Plan currency, equipment and energy'),
  saturation: z
    .number()
    .nullable()
    .optional()
    .describe(
      'Load at which the queue begins to grow without end over the load placed, at the peak hour; below 1: saturated; null where 64 times the load does not make it grow (requests may be dropped instead), and for other cases; absent in older proofs',
    ),
  growth: z
    .number()
    .nullable()
    .describe('Capacity needed to meet the level over the capacity placed; null where it is met or unknown'),
  repair: z.string().nullable().describe('What would meet the level'),
  groups: z
    .array(group)
    .optional()
    .describe('The same by request class, pool, site and hour of the day; absent in older proofs'),
});

/** What simulation says of the plan; written by `fleetwright simulate`. */
export const proof = z.object({
  seed: z.number().int().describe('Of the simulation'),
  replications: z.number().int().describe('Independent runs behind each figure'),
  engine: z.string().describe('Serving engine whose scheduling was simulated'),
  operated: z
    .array(z.string())
    .optional()
    .describe('Flags of `fleetwright simulate` by which the fleet was run otherwise than usual'),
  sampled: z
    .array(z.string())
    .optional()
    .describe('Flags of `fleetwright simulate` that say how much of the fleet and of the time was simulated'),
  services: z.array(serviceProof).describe('One entry per service, quarter and case'),
});
