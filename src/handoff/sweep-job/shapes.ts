import { z } from 'zod';
import { dnsLabel, dnsSubdomain, int32, labelMap, namespacedMetadata } from '../kubernetes/shapes.ts';

const quantity = z.string().regex(/^\d+(?:\.\d+)?(?:m|[kMGTPE]i?)?$/, 'a quantity such as `500m` or `2Gi`');
const resources = z.strictObject({ cpu: quantity.optional(), memory: quantity.optional() });

const container = z.strictObject({
  name: dnsLabel,
  image: z.string().regex(/^[^\s:@]+(?::\d+)?[^\s]*$/, 'an image'),
  command: z.array(z.string()).min(1),
  resources: z.strictObject({ requests: resources.optional(), limits: resources.optional() }).optional(),
  volumeMounts: z.array(
    z.strictObject({
      name: dnsLabel,
      mountPath: z.string().startsWith('/'),
      readOnly: z.boolean().optional(),
    }),
  ),
});

const volume = z.strictObject({
  name: dnsLabel,
  configMap: z.strictObject({ name: dnsSubdomain }).optional(),
  persistentVolumeClaim: z.strictObject({ claimName: dnsSubdomain }).optional(),
});

/**
 * A Job of `batch/v1` as far as this export writes one. Bounds are those of the API server: an Indexed Job with retries per index
 * never restarts its containers, has at most 100,000 completions, and at most 10,000 at a time above that number.
 */
export const jobShape = z.strictObject({
  apiVersion: z.literal('batch/v1'),
  kind: z.literal('Job'),
  metadata: namespacedMetadata,
  spec: z.strictObject({
    completionMode: z.literal('Indexed'),
    completions: int32.min(1).max(100_000),
    parallelism: int32.min(1).max(100_000),
    backoffLimitPerIndex: int32.min(0),
    maxFailedIndexes: int32.min(0).max(100_000),
    podFailurePolicy: z.strictObject({
      rules: z
        .array(
          z.strictObject({
            action: z.enum(['Ignore', 'FailIndex', 'FailJob', 'Count']),
            onPodConditions: z.array(
              z.strictObject({ type: z.string(), status: z.enum(['True', 'False', 'Unknown']) }),
            ),
          }),
        )
        .max(20),
    }),
    template: z.strictObject({
      metadata: z.strictObject({ labels: labelMap }),
      spec: z.strictObject({
        restartPolicy: z.literal('Never'),
        containers: z.array(container).min(1),
        volumes: z.array(volume),
      }),
    }),
  }),
});

/** The ConfigMap that carries the sweep; the API server takes 1 MiB at most. */
export const configMapShape = z.strictObject({
  apiVersion: z.literal('v1'),
  kind: z.literal('ConfigMap'),
  metadata: namespacedMetadata,
  data: z.record(z.string().regex(/^[-._a-zA-Z0-9]+$/), z.string()),
});
