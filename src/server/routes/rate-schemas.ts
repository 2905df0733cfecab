import { z } from '@hono/zod-openapi';
import { orNull } from '../http/media.ts';

const predicted = z
  .object({ value: z.number(), low: z.number(), high: z.number() })
  .openapi('Predicted', { description: 'A prediction with its 80 % interval' });
const texts = z.array(z.string()).readonly();

const replica = {
  precision: z.string(),
  expertPrecision: z.string().optional().describe('Of the weights of routed experts, where it is another'),
  tensorParallel: z.number(),
  expertParallel: z.number(),
  ranksPerAccelerator: z.number(),
  pipelineParallel: z.number().optional().describe('Stages of a pipeline; absent where there is one'),
  acceleratorsPerReplica: z.number(),
  replicasPerSystem: z.number(),
};
const configuration = z
  .object({
    ...replica,
    batch: z.number().describe('Requests at once in one replica'),
    aggregated: z.boolean().describe('Prompts and answers share the replica'),
    prefill: z
      .object({
        ...replica,
        unit: z.number().describe('Systems of the smallest unit that holds both pools'),
        part: z.number().describe('Part of the systems that works on prompts'),
        handOverBytes: z.number().describe('KV cache that a mean prompt hands over'),
        linkBytesPerSecond: z.number().describe('Of the links of a rank that it takes'),
      })
      .optional()
      .describe('Replicas that work on prompts alone; the others then work on answers'),
  })
  .openapi('ServingConfiguration');

const serviceRate = z
  .object({
    requestsPerSecond: predicted.describe('Of one system'),
    outputTokensPerSecond: z.number().describe('Of one system'),
    ttft: predicted.describe('Seconds to the first token, mean'),
    tpot: predicted.describe('Seconds per output token, mean'),
    configuration,
    boundBy: z.enum(['memory', 'compute', 'network', 'kv', 'latency']),
    level: z.union([z.literal(0), z.literal(1), z.literal(2)]).describe('Of trust: 2 is measured end to end'),
    lineage: texts.describe('Claims it rests on'),
    assumptions: texts,
  })
  .openapi('ServiceRate');

const operator = z
  .object({
    name: z.string(),
    memory: z.number().describe('Seconds that memory takes'),
    compute: z.number().describe('Seconds that computing takes'),
    seconds: z.number().describe('What it adds to the step'),
  })
  .openapi('OperatorTime');

const point = z
  .object({
    perAccelerator: z.number().describe('Output tokens per second'),
    perUser: z.number().describe('Output tokens per second'),
    tpot: z.number(),
    ttft: z.number(),
    precision: z.string(),
    expertPrecision: z.string().optional().describe('Of routed experts, where it is another'),
    tensorParallel: z.number(),
    ranks: z.number().describe('Of a replica'),
    batch: z.number(),
  })
  .openapi('FrontierPoint');

const way = z
  .object({ requestsPerSecond: z.number().describe('Of one system'), configuration })
  .openapi('ServingWay');

/** A rate with all that explains it. */
export const rateSchema = z
  .object({
    rate: serviceRate,
    perAccelerator: z.number().describe('Output tokens per second'),
    memory: z.object({
      total: z.number().describe('Bytes per rank'),
      weights: z.number().describe('Bytes per rank'),
      cache: z.number().describe('Bytes per rank left for caches'),
    }),
    frontier: z.array(point).readonly().describe('Loads that no other beats, by tokens per user'),
    shared: orNull(way).describe('Prompts and answers on the same replicas, where that meets the level'),
    split: orNull(way).describe('Prompts and answers on replicas of their own, where that is possible'),
    decodeStep: z.array(operator).readonly(),
    prefillStep: z.array(operator).readonly(),
  })
  .openapi('Rate');

/** Why there is no rate. */
const noRateSchema = z.object({ code: z.string().describe('`FW-PRF-…`'), why: z.string() }).openapi('NoRate');

/** One system of a comparison. */
export const comparedSchema = z
  .object({ system: z.string(), rate: orNull(rateSchema), none: orNull(noRateSchema) })
  .openapi('ComparedRate');

/** How fast a model trains. */
export const trainingSchema = z
  .object({
    accelerators: z.number(),
    working: z.number().describe('Accelerators that work; no split divides the rest'),
    globalBatch: z.number().describe('Sequences per step'),
    tokensPerSecond: predicted,
    utilisation: z.number().describe('Model FLOP over the dense 16-bit peak'),
    goodput: z.number().describe('Part of time spent on steps that count'),
    setup: z.object({
      tensor: z.number(),
      pipeline: z.number(),
      expert: z.number(),
      virtual: z.number(),
      microBatch: z.number(),
      recompute: z.number(),
      sharded: z.boolean(),
      data: z.number(),
    }),
    step: z.object({
      seconds: z.number(),
      compute: z.number(),
      elementwise: z.number(),
      tensorLinks: z.number(),
      expertLinks: z.number(),
      stageLinks: z.number(),
      dataLinks: z.number(),
      bubble: z.number(),
      modelFlop: z.number(),
    }),
  })
  .openapi('TrainingRate');
