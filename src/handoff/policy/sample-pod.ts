import { labels } from '../kubernetes/names.ts';

/** What a sample pod asks for, in the words of labels. */
export interface SampleQuestion {
  readonly accelerator: string;
  readonly site: string;
  readonly use: string;
  /** Value of the label `uses` of the machines; by default the use alone. */
  readonly uses?: string;
  readonly resource: string;
}

/** A pod of one container that asks for eight devices, as Kueue would let it start. */
export function samplePod({ accelerator, site, use, uses = use, resource }: SampleQuestion): unknown {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'sample', namespace: 'sample' },
    spec: {
      nodeSelector: { [labels.accelerator]: accelerator, [labels.site]: site, [labels.uses]: uses },
      containers: [{ name: 'main', image: 'sample', resources: { limits: { [resource]: '8' } } }],
    },
  };
}

/** The namespace such a pod is created in. */
export function sampleNamespace(use: string): unknown {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'sample', labels: { [labels.use]: use } } };
}
