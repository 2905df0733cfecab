import { kubeName } from '../kubernetes/names.ts';
import { yamlText, type KubeObject } from '../kubernetes/objects.ts';

/** A sweep as a cluster is to work on it. */
export interface SweepJob {
  /** Hash of the sweep. */
  readonly hash: string;
  /** The sweep's file. */
  readonly spec: string;
  readonly chunks: number;
  readonly namespace: string;
  /** Image in which `fleetwright` of the same version is on the path. */
  readonly image: string;
  /** Persistent volume claim that all pods may write to at once; chunks go there. */
  readonly claim: string;
  /** Pods at a time. */
  readonly parallelism: number;
  /** CPU and memory of a pod, as Kubernetes writes them. */
  readonly cpu: string;
  readonly memory: string;
}

/** Where the sweep's file and its chunks are in a pod. */
export const places = { spec: '/sweep/sweep.json', chunks: '/chunks' } as const;

/** Tries of one chunk; the death of a node counts as none. */
const triesPerChunk = 3;

/**
 * A sweep as an Indexed Job: each completion index is the number of a chunk, and calls the same command as every other engine. A
 * ConfigMap carries the sweep, a volume keeps the chunks. Applying it again works on what is missing: a chunk that is there ends
 * at once.
 */
export function sweepJobManifest(job: SweepJob): string {
  const name = kubeName(`fleetwright-sweep-${job.hash.slice(0, 12)}`);
  const metadata = { name, namespace: job.namespace, labels: { 'fleetwright/sweep': job.hash.slice(0, 12) } };
  const objects: readonly KubeObject[] = [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'sweep.json': job.spec } },
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata,
      spec: {
        completionMode: 'Indexed',
        completions: job.chunks,
        parallelism: Math.min(job.parallelism, job.chunks),
        backoffLimitPerIndex: triesPerChunk,
        maxFailedIndexes: 0,
        podFailurePolicy: {
          rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }],
        },
        template: { metadata: { labels: metadata.labels }, spec: podSpec(job, name) },
      },
    },
  ];
  const about = [
    `Sweep ${job.hash.slice(0, 12)} as an Indexed Job of ${job.chunks} chunks. Generated and checked, not run here.`,
    `Its chunks go to the claim ${job.claim}, which all pods must be able to write to at once. When it is complete, copy them`,
    'into the folder of the sweep; fleetwright sweep merge puts them together.',
  ];
  return yamlText(objects, about.join('\n'));
}

function podSpec(job: SweepJob, name: string): Readonly<Record<string, unknown>> {
  return {
    restartPolicy: 'Never',
    containers: [
      {
        name: 'chunk',
        image: job.image,
        command: [
          'fleetwright',
          'sweep',
          'run-chunk',
          '--spec',
          places.spec,
          '--folder',
          places.chunks,
          '--chunk',
          '$(JOB_COMPLETION_INDEX)',
          '--quiet',
        ],
        resources: {
          requests: { cpu: job.cpu, memory: job.memory },
          limits: { memory: job.memory },
        },
        volumeMounts: [
          { name: 'sweep', mountPath: '/sweep', readOnly: true },
          { name: 'chunks', mountPath: places.chunks },
        ],
      },
    ],
    volumes: [
      { name: 'sweep', configMap: { name } },
      { name: 'chunks', persistentVolumeClaim: { claimName: job.claim } },
    ],
  };
}
