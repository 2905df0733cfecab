import { z } from '@hono/zod-openapi';
import { operatingDefaults, routingNames, type OperatingWish } from '../../pipeline/index.ts';

const part = z.number().min(0).max(1);
const positive = z.number().positive();
const seconds = z.number().min(0);
const name = z.string().max(200);

/** How the fleet of a simulation is run where that differs from the usual. The fields are those of `OperatingWish`. */
export const operating = z
  .strictObject({
    routing: z.enum(routingNames).describe('How requests find their replica; default: `least-loaded`'),
    overflow: z
      .number()
      .int()
      .min(1)
      .describe(
        'With `region-first`: requests on the least loaded replica of the own site from which on other sites are asked; default: as many as a replica holds at its rate',
      ),
    latency: seconds.describe('Seconds of network, one way, between any two sites; default: 0'),
    latencies: z.record(name, seconds).describe('The same between pairs of sites, by `a:b`'),
    origins: z
      .record(name, part)
      .describe(
        'Parts of the requests by the site they come from; default, where distance matters: as capacity stands',
      ),
    users: z
      .number()
      .min(1)
      .max(1e6)
      .describe('A closed loop: users of the service who wait for their answers'),
    think: seconds.describe(
      `With \`users\`: mean seconds before the next question; default: ${operatingDefaults.think}`,
    ),
    burst: z
      .number()
      .min(0.01)
      .max(100)
      .describe('Coefficient of variation of the gaps between arrivals; default: 1, Poisson'),
    autoscale: z
      .strictObject({ least: z.number().min(1), most: z.number().min(1) })
      .describe('Replicas of the fleet follow the load between these'),
    coldStart: seconds.describe(
      `With \`autoscale\`: seconds from the decision to the first request; default: ${operatingDefaults.coldStart}`,
    ),
    failures: z.boolean().describe('Replicas break down as often as the catalog says, and are repaired'),
    mtbf: positive.describe('Hours between failures of one accelerator, in place of the catalog’s'),
    repair: seconds.describe(
      `With \`failures\` or \`mtbf\`: seconds until a replica is back; default: ${operatingDefaults.repair}`,
    ),
    maintenance: z
      .array(
        z.strictObject({
          site: name.optional().describe('Default: every site'),
          part: part.describe('Of the replicas there'),
          from: z.number().min(0).max(24).describe('Hour of the day; the peak is at 12'),
          until: z.number().min(0).max(24).describe('Hour of the day; before `from`: over midnight'),
        }),
      )
      .max(100)
      .describe('Replicas that take nothing new in some hours of the day'),
    split: z
      .union([z.number().gt(0).lt(1), z.literal('auto')])
      .describe(
        'Part of the replicas of each placement that works on prompts; `auto`: by the time they take',
      ),
    link: positive.describe(
      'With `split`: gigabytes per second that a replica of prompts hands over; default: the network of its system',
    ),
    speculate: z
      .strictObject({
        tokens: z.number().int().min(1).max(100).describe('Draft tokens per step'),
        acceptance: part.describe('Chance of each to be accepted'),
        draftShare: seconds
          .optional()
          .describe(`Part of a step that drafting takes; default: ${operatingDefaults.draftShare}`),
      })
      .describe('Speculative decoding'),
    stepTokens: z
      .number()
      .int()
      .min(16)
      .describe(
        'Tokens that a group of ranks works on in one step, at most; default: of the engine, up to 4096',
      ),
    maxQueue: z.number().int().min(0).describe('Requests that wait at one replica, at most'),
    maxInFlight: z.number().int().min(1).describe('Requests in the whole fleet, at most'),
    hostBlocks: positive.describe('KV blocks of host memory per replica for requests that are set back'),
    priority: z.record(name, seconds).describe('By class: lower numbers go first; default: 0'),
    deadline: z.record(name, seconds).describe('By class: seconds within which a request must start'),
  })
  .partial()
  .describe('How the fleet is run where that differs from the usual; as the flags of `fleetwright simulate`')
  .openapi('SimulateOperating') satisfies z.ZodType<OperatingWish>;
