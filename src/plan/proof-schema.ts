import { z } from 'zod';
import { quarter } from './words.ts';

const seconds = z.number().nullable();

const latency = z.object({
  mean: seconds.describe('Mean, s; null when saturated'),
  halfWidth: seconds.describe('Half width of the 95 % interval of the mean, s; null where there is none'),
  p50: seconds.describe('Median, s'),
  p90: seconds.describe('9 of 10 are faster, s'),
  p99: seconds.describe('99 of 100 are faster, s'),
});

const brief = z.object({
  mean: seconds.describe('Mean, s; null when saturated'),
  p90: seconds.describe('9 of 10 are faster, s'),
  p99: seconds.describe('99 of 100 are faster, s'),
});

const group = z.object({
  by: z.enum(['class', 'pool', 'hour']).describe('What is told apart; a pool is a system at a site'),
  id: z.string().describe('Class of requests, pool, or hour of the day from 0'),
  finished: z.number().int().describe('Requests served, all replications'),
  ttft: brief.describe('Time to first token'),
  tpot: brief.describe('Time per further token'),
  endToEnd: brief.describe('Arrival to last token'),
  goodput: z.number().nullable().describe('Part of the finished requests within both levels'),
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
  betweenTokens: z
    .object({
      p50: seconds.describe('Median, s'),
      p90: seconds.describe('9 of 10, s'),
      p99: seconds.describe('99 of 100, s'),
    })
    .optional()
    .describe('Between the tokens of a request, step by step; absent in older proofs'),
  goodput: z.number().nullable().describe('Part of the finished requests within both levels'),
  turnedAway: z.number().int().describe('Requests turned away, dropped or too long'),
  busy: z.number().describe('Part of the time that replicas worked'),
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
    .describe('The same by request class, pool and hour of the day; absent in older proofs'),
});

/** What simulation says of the plan; written by `fleetwright simulate`. */
export const proof = z.object({
  seed: z.number().int().describe('Of the simulation'),
  replications: z.number().int().describe('Independent runs behind each figure'),
  engine: z.string().describe('Serving engine whose scheduling was simulated'),
  operated: z
    .array(z.string())
    .optional()
    .describe('Flags of `fleetwright simulate` by which the fleet was run otherwise than usual, as written'),
  services: z.array(serviceProof).describe('One entry per service, quarter and case'),
});
