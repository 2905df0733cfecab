import { z } from 'zod';
import { interval, quarter, site, system, uses } from './words.ts';

/** Systems that stand, by pool and quarter. */
export const stock = z.object({
  quarter,
  site,
  system,
  uses,
  systems: z.number().nonnegative().describe('Systems that stand: fleet, frozen orders and lines'),
});

/** Systems at work on something, by pool and quarter. */
export const placement = z.object({
  quarter,
  site,
  system,
  uses,
  work: z.string().describe('Service or run id'),
  kind: z.enum(['service', 'run']).describe('Inference or training'),
  systems: z.number().nonnegative().describe('Systems at work, already after availability'),
  rate: z.number().describe('Per system: requests/s (service) or useful FLOP/s (run)'),
  prefill: z
    .number()
    .positive()
    .optional()
    .describe(
      'Of the systems, those that work on prompts alone, handing over to the others; absent where prompts and answers share replicas',
    ),
});

/** What is served of one service. */
export const service = z.object({
  id: z.string().describe('Service id'),
  name: z.string().describe('For people'),
  model: z.string().describe('Model id'),
  headroom: z
    .number()
    .gt(0)
    .max(1)
    .optional()
    .describe(
      'Part of its predicted rates that the plan counts on, because simulation bore out no more; its rates and placements are with it. Absent: all of them',
    ),
  quarters: z
    .array(
      z.object({
        quarter,
        peak: z.number().describe('Demand at the peak hour, requests/s'),
        served: z
          .number()
          .describe('Capacity placed for it (systems × rate), at most the demand, requests/s'),
        unmet: z.number().describe('peak − served, requests/s'),
        tokens: z
          .number()
          .describe(
            'Input and output tokens of the quarter that are served: mean demand × served / peak over the quarter',
          ),
      }),
    )
    .describe('One entry for every quarter of the horizon'),
  rates: z
    .array(
      z.object({
        system,
        requestsPerSecond: interval.describe('Of one system, for the mix of requests of the service'),
        outputTokensPerSecond: z.number().describe('Of one system'),
        ttft: z.number().describe('Time to first token at that load, s'),
        tpot: z.number().describe('Time per output token at that load, s'),
        configuration: z
          .string()
          .describe(
            'Precision, parallelism and batch, in words; of the replicas for answers where it is split',
          ),
        split: z
          .object({
            unit: z.number().int().positive().describe('Systems of the smallest unit that holds both pools'),
            prefillPart: z.number().gt(0).lt(1).describe('Part of the systems that works on prompts alone'),
            prefillConfiguration: z.string().describe('Of the replicas for prompts, in words'),
            handOver: z.number().describe('KV cache that a mean prompt hands over, bytes'),
          })
          .optional()
          .describe('Prompts and answers on replicas of their own; absent where they share them'),
        boundBy: z.string().describe('What limits the rate'),
      }),
    )
    .describe('What each system in question does for it'),
});

/** What is done of one training run. */
export const run = z.object({
  id: z.string().describe('Run id'),
  name: z.string().describe('For people'),
  flop: z.number().describe('Useful compute it needs, FLOP'),
  done: z.number().describe('Useful FLOP of all its placements, by the deadline'),
  unmet: z.number().describe('flop − done, at least 0'),
  system: z.string().nullable().describe('The one system it runs on; null where nothing is placed for it'),
  site: z.string().nullable().describe('The one site it runs at; null likewise'),
  finished: quarter.nullable().describe('First quarter by whose end all of it is done; null when it is not'),
  gang: z.number().describe('Most accelerators at work on it at once'),
  rates: z
    .array(z.object({ system, flopPerSecond: interval.describe('Useful FLOP/s of one system') }))
    .describe('What each system in question does for it'),
});
