import { z } from 'zod';
import {
  clusterMetadata,
  dnsLabel,
  dnsSubdomain,
  int32,
  labelMap,
  namespacedMetadata,
  qualifiedName,
} from '../kubernetes/shapes.ts';

// The fields of kueue.x-k8s.io/v1beta2 as its custom resource definitions have them (Kueue 0.19). Unknown fields are
// refused: an API server would drop them without a word, and with them what was meant.

const apiVersion = z.literal('kueue.x-k8s.io/v1beta2');
const quantity = z.number().int().nonnegative();

const resource = z.strictObject({
  name: qualifiedName,
  nominalQuota: quantity,
  borrowingLimit: quantity.optional(),
  lendingLimit: quantity.optional(),
});

const resourceGroup = z.strictObject({
  coveredResources: z.array(qualifiedName).min(1).max(64),
  flavors: z
    .array(z.strictObject({ name: dnsSubdomain, resources: z.array(resource).min(1).max(64) }))
    .min(1)
    .max(64),
});

const fairSharing = z.strictObject({ weight: quantity });
const stopPolicy = z.enum(['None', 'Hold', 'HoldAndDrain']);
const fungible = z.enum(['MayStopSearch', 'TryNextFlavor']);

const clusterQueue = z.strictObject({
  apiVersion,
  kind: z.literal('ClusterQueue'),
  metadata: clusterMetadata,
  spec: z.strictObject({
    cohortName: dnsSubdomain.optional(),
    namespaceSelector: z.strictObject({ matchLabels: labelMap.optional() }).optional(),
    queueingStrategy: z.enum(['StrictFIFO', 'BestEffortFIFO']).optional(),
    flavorFungibility: z
      .strictObject({
        whenCanBorrow: fungible.optional(),
        whenCanPreempt: fungible.optional(),
        preference: z.enum(['BorrowingOverPreemption', 'PreemptionOverBorrowing']).optional(),
      })
      .optional(),
    preemption: z
      .strictObject({
        reclaimWithinCohort: z.enum(['Never', 'LowerPriority', 'Any']).optional(),
        withinClusterQueue: z.enum(['Never', 'LowerPriority', 'LowerOrNewerEqualPriority']).optional(),
        borrowWithinCohort: z
          .strictObject({
            policy: z.enum(['Never', 'LowerPriority']).optional(),
            maxPriorityThreshold: int32.optional(),
          })
          .optional(),
      })
      .optional(),
    resourceGroups: z.array(resourceGroup).max(16).optional(),
    admissionChecksStrategy: z
      .strictObject({
        admissionChecks: z
          .array(
            z.strictObject({
              name: z.string().min(1).max(316),
              onFlavors: z.array(dnsSubdomain).max(64).optional(),
            }),
          )
          .min(1)
          .max(64),
      })
      .optional(),
    fairSharing: fairSharing.optional(),
    stopPolicy: stopPolicy.optional(),
  }),
});

const cohort = z.strictObject({
  apiVersion,
  kind: z.literal('Cohort'),
  metadata: clusterMetadata,
  spec: z.strictObject({
    parentName: dnsSubdomain.optional(),
    resourceGroups: z.array(resourceGroup).max(16).optional(),
    fairSharing: fairSharing.optional(),
  }),
});

const taint = z.strictObject({
  key: qualifiedName,
  value: z.string().optional(),
  effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']),
});

const toleration = z.strictObject({
  key: qualifiedName.optional(),
  operator: z.enum(['Equal', 'Exists']).optional(),
  value: z.string().optional(),
  effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']).optional(),
  tolerationSeconds: z.number().int().optional(),
});

const resourceFlavor = z.strictObject({
  apiVersion,
  kind: z.literal('ResourceFlavor'),
  metadata: clusterMetadata,
  spec: z.strictObject({
    nodeLabels: labelMap.refine((map) => Object.keys(map).length <= 8, 'at most 8 node labels').optional(),
    nodeTaints: z.array(taint).max(8).optional(),
    tolerations: z.array(toleration).max(8).optional(),
    topologyName: dnsSubdomain.optional(),
  }),
});

const localQueue = z.strictObject({
  apiVersion,
  kind: z.literal('LocalQueue'),
  metadata: namespacedMetadata,
  spec: z.strictObject({
    clusterQueue: dnsSubdomain,
    fairSharing: fairSharing.optional(),
    stopPolicy: stopPolicy.optional(),
  }),
});

const workloadPriorityClass = z.strictObject({
  apiVersion,
  kind: z.literal('WorkloadPriorityClass'),
  metadata: clusterMetadata,
  value: int32,
  description: z.string().max(2048).optional(),
});

const admissionCheck = z.strictObject({
  apiVersion,
  kind: z.literal('AdmissionCheck'),
  metadata: clusterMetadata,
  spec: z.strictObject({
    controllerName: z.literal('kueue.x-k8s.io/multikueue'),
    parameters: z.strictObject({
      apiGroup: z.literal('kueue.x-k8s.io'),
      kind: z.literal('MultiKueueConfig'),
      name: dnsLabel,
    }),
  }),
});

const multiKueueConfig = z.strictObject({
  apiVersion,
  kind: z.literal('MultiKueueConfig'),
  metadata: clusterMetadata,
  spec: z.strictObject({
    clusters: z
      .array(z.string().max(256))
      .min(1)
      .max(20)
      .refine((clusters) => new Set(clusters).size === clusters.length, 'each cluster once'),
    quotaManagement: z.enum(['Manual', 'Automated']).optional(),
  }),
});

const multiKueueCluster = z.strictObject({
  apiVersion,
  kind: z.literal('MultiKueueCluster'),
  metadata: clusterMetadata,
  spec: z.strictObject({
    clusterSource: z.strictObject({
      kubeConfig: z
        .strictObject({
          location: z.string().min(1).max(256),
          locationType: z.enum(['Secret', 'Path']).optional(),
        })
        .optional(),
      clusterProfileRef: z.strictObject({ name: z.string().min(1).max(256) }).optional(),
    }),
  }),
});

const namespace = z.strictObject({
  apiVersion: z.literal('v1'),
  kind: z.literal('Namespace'),
  metadata: z.strictObject({
    name: dnsLabel,
    labels: labelMap.optional(),
    annotations: z.record(qualifiedName, z.string()).optional(),
  }),
});

/** Shapes of the objects of a bundle, by `apiVersion kind`. */
export const queueShapes = {
  'v1 Namespace': namespace,
  'kueue.x-k8s.io/v1beta2 ResourceFlavor': resourceFlavor,
  'kueue.x-k8s.io/v1beta2 Cohort': cohort,
  'kueue.x-k8s.io/v1beta2 ClusterQueue': clusterQueue,
  'kueue.x-k8s.io/v1beta2 LocalQueue': localQueue,
  'kueue.x-k8s.io/v1beta2 WorkloadPriorityClass': workloadPriorityClass,
  'kueue.x-k8s.io/v1beta2 AdmissionCheck': admissionCheck,
  'kueue.x-k8s.io/v1beta2 MultiKueueConfig': multiKueueConfig,
  'kueue.x-k8s.io/v1beta2 MultiKueueCluster': multiKueueCluster,
} as const;

export type QueueObject = z.infer<(typeof queueShapes)[keyof typeof queueShapes]>;
export type WrittenGroup = z.infer<typeof resourceGroup>;
export type ClusterQueue = z.infer<typeof clusterQueue>;
export type Cohort = z.infer<typeof cohort>;
