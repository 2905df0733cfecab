import { z } from 'zod';
import { dnsSubdomain, int32, namespacedMetadata } from '../kubernetes/shapes.ts';

// The fields of autoscaling.aibrix.ai/v1alpha1 as its custom resource definition has them (AIBrix 0.8), less those
// that no plan fills.

const time = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, 'a time such as 09:30');
const replicas = int32.min(0);

const podAutoscaler = z.strictObject({
  apiVersion: z.literal('autoscaling.aibrix.ai/v1alpha1'),
  kind: z.literal('PodAutoscaler'),
  metadata: namespacedMetadata,
  spec: z.strictObject({
    scaleTargetRef: z.strictObject({
      apiVersion: z.literal('apps/v1'),
      kind: z.literal('Deployment'),
      name: dnsSubdomain,
    }),
    scalingStrategy: z.enum(['HPA', 'KPA', 'APA']),
    minReplicas: replicas,
    maxReplicas: replicas.min(1),
    metricsSources: z
      .array(
        z.strictObject({
          metricSourceType: z.enum(['pod', 'resource', 'custom', 'external', 'domain']),
          protocolType: z.enum(['http', 'https']),
          endpoint: z.string().min(1),
          path: z.string().startsWith('/'),
          targetMetric: z.string().min(1),
          targetValue: z.string().regex(/^\d+(\.\d+)?$/, 'a number, as text'),
        }),
      )
      .min(1),
    schedules: z
      .array(
        z.strictObject({
          name: z.string().regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, 'lower-case letters, digits and hyphens'),
          startTime: time,
          endTime: time,
          daysOfWeek: z.array(z.string()).min(1).optional(),
          timezone: z.string().min(1),
          minReplicas: replicas,
          maxReplicas: replicas,
        }),
      )
      .min(1),
  }),
});

/** Shapes of the objects of this export. */
export const autoscalerShapes = { 'autoscaling.aibrix.ai/v1alpha1 PodAutoscaler': podAutoscaler } as const;

export type PodAutoscaler = z.infer<typeof podAutoscaler>;

const matrix = z.array(z.array(z.number().nonnegative()).min(1)).min(1);
const lengths = z.array(z.number().int().positive()).min(1);

/** Shape of `profiles/keys.json`: the file of each Redis key. */
export const keysShape = z.record(
  z.string().regex(/^aibrix:profile_[^_].*_.+$/u, 'a key such as `aibrix:profile_MODEL_DEPLOYMENT`'),
  z.string().regex(/^[a-z0-9.-]+\/[a-z0-9.-]+\.json$/u, 'a file such as `SERVICE/DEPLOYMENT.json`'),
);

export type Keys = z.infer<typeof keysShape>;

/** Shape of a profile. */
export const profileShape = z.strictObject({
  gpu: z.string().min(1),
  cost: z.number().nonnegative(),
  tputs: matrix,
  indexes: z.tuple([lengths, lengths]),
  created: z.number().positive(),
  e2e: matrix,
  ttft: matrix,
  slos: z.strictObject({
    percentile: z.union([z.literal(0), z.literal(50), z.literal(90), z.literal(99)]),
    ttft: z.number().positive(),
    tpot: z.number().positive(),
  }),
});
