import type { Diagnostic } from '../../diagnostics/index.ts';
import { identity } from '../kubernetes/objects.ts';
import type { FoundObject } from '../kubernetes/read-objects.ts';
import { handoffProblem } from '../messages.ts';
import { checkQuotas } from './check-quotas.ts';
import type { ClusterQueue, QueueObject } from './shapes.ts';

type Found = FoundObject<QueueObject>;

/** Everything wrong with the queues of one cluster in one quarter, beyond the shape of each object. */
export function checkBundle(found: readonly Found[]): readonly Diagnostic[] {
  return [
    ...twice(found),
    ...dangling(found),
    ...circles(found),
    ...found.flatMap(({ file, object }) => [
      ...(object.kind === 'ClusterQueue' || object.kind === 'Cohort' ? checkQuotas({ file, object }) : []),
      ...contradictions(object).map((sentence) =>
        handoffProblem('FW-HND-0611', [file, identity(object)], sentence),
      ),
      ...(object.kind === 'LocalQueue'
        ? unserved(found, object.metadata.namespace, object.spec.clusterQueue, file, identity(object))
        : []),
    ]),
  ];
}

function twice(found: readonly Found[]): readonly Diagnostic[] {
  const ids = found.map(({ object }) => identity(object));
  return found
    .filter((_, index) => ids.indexOf(ids[index] ?? '') < index)
    .map(({ file, object }) =>
      handoffProblem('FW-HND-0602', [file, identity(object)], `${identity(object)} is there twice`),
    );
}

/** Names of other objects that an object rests on. */
function referencesOf(object: QueueObject): readonly string[] {
  switch (object.kind) {
    case 'ClusterQueue':
      return [
        ...(object.spec.cohortName === undefined ? [] : [`Cohort ${object.spec.cohortName}`]),
        ...flavorsOf(object.spec.resourceGroups),
        ...(object.spec.admissionChecksStrategy?.admissionChecks ?? []).flatMap(
          ({ name, onFlavors = [] }) => [
            `AdmissionCheck ${name}`,
            ...onFlavors.map((flavor) => `ResourceFlavor ${flavor}`),
          ],
        ),
      ];
    case 'Cohort':
      return [
        ...(object.spec.parentName === undefined ? [] : [`Cohort ${object.spec.parentName}`]),
        ...flavorsOf(object.spec.resourceGroups),
      ];
    case 'LocalQueue':
      return [`ClusterQueue ${object.spec.clusterQueue}`, `Namespace ${object.metadata.namespace}`];
    case 'AdmissionCheck':
      return [`MultiKueueConfig ${object.spec.parameters.name}`];
    case 'MultiKueueConfig':
      return object.spec.clusters.map((name) => `MultiKueueCluster ${name}`);
    default:
      return [];
  }
}

function flavorsOf(groups: ClusterQueue['spec']['resourceGroups']): readonly string[] {
  return (groups ?? []).flatMap(({ flavors }) => flavors.map(({ name }) => `ResourceFlavor ${name}`));
}

function dangling(found: readonly Found[]): readonly Diagnostic[] {
  const there = new Set(found.map(({ object }) => identity(object)));
  return found.flatMap(({ file, object }) =>
    referencesOf(object)
      .filter((name) => !there.has(name))
      .map((name) =>
        handoffProblem(
          'FW-HND-0603',
          [file, identity(object)],
          `${identity(object)} names ${name}, which is not in the bundle`,
        ),
      ),
  );
}

/** Cohorts that are their own ancestors. */
function circles(found: readonly Found[]): readonly Diagnostic[] {
  const parents = new Map(
    found.flatMap(({ object }) =>
      object.kind === 'Cohort' ? [[object.metadata.name, object.spec.parentName] as const] : [],
    ),
  );
  return found.flatMap(({ file, object }) => {
    if (object.kind !== 'Cohort') return [];
    const { name } = object.metadata;
    const seen = new Set<string>();
    let above = parents.get(name);
    while (above !== undefined && above !== name && !seen.has(above)) {
      seen.add(above);
      above = parents.get(above);
    }
    return above === name
      ? [handoffProblem('FW-HND-0610', [file, identity(object)], `${identity(object)} is its own ancestor`)]
      : [];
  });
}

/** The rules that the custom resource definitions state in CEL, as sentences where they are broken. */
function contradictions(object: QueueObject): readonly string[] {
  switch (object.kind) {
    case 'ClusterQueue': {
      const { flavorFungibility: fungibility, preemption } = object.spec;
      return [
        ...(fungibility?.preference !== undefined &&
        (fungibility.whenCanBorrow !== 'TryNextFlavor' || fungibility.whenCanPreempt !== 'TryNextFlavor')
          ? ['a preference needs whenCanBorrow and whenCanPreempt to be TryNextFlavor']
          : []),
        ...(preemption?.reclaimWithinCohort === 'Never' &&
        preemption.borrowWithinCohort !== undefined &&
        (preemption.borrowWithinCohort.policy ?? 'Never') !== 'Never'
          ? ['who never reclaims within the cohort cannot borrow by preemption']
          : []),
      ];
    }
    case 'ResourceFlavor': {
      const { topologyName, nodeLabels = {}, tolerations = [] } = object.spec;
      return [
        ...(topologyName !== undefined && Object.keys(nodeLabels).length === 0
          ? ['a topology needs at least one node label']
          : []),
        ...(tolerations.some(({ key, operator }) => key === undefined && operator !== 'Exists')
          ? ['a toleration without a key must have the operator Exists']
          : []),
        ...(tolerations.some(
          ({ tolerationSeconds, effect }) => tolerationSeconds !== undefined && effect !== 'NoExecute',
        )
          ? ['tolerationSeconds go with the effect NoExecute']
          : []),
      ];
    }
    case 'MultiKueueCluster': {
      const { kubeConfig, clusterProfileRef } = object.spec.clusterSource;
      return (kubeConfig === undefined) === (clusterProfileRef === undefined)
        ? ['exactly one of kubeConfig and clusterProfileRef is given']
        : [];
    }
    default:
      return [];
  }
}

/** A local queue whose namespace its cluster queue does not select. */
function unserved(
  found: readonly Found[],
  namespace: string,
  queue: string,
  file: string,
  who: string,
): readonly Diagnostic[] {
  const clusterQueue = found
    .map(({ object }) => object)
    .find((object) => object.kind === 'ClusterQueue' && object.metadata.name === queue);
  if (clusterQueue?.kind !== 'ClusterQueue') return [];
  const selector = clusterQueue.spec.namespaceSelector;
  const labelsOf = found
    .map(({ object }) => object)
    .find((object) => object.kind === 'Namespace' && object.metadata.name === namespace)?.metadata.labels;
  const has = { ...labelsOf, 'kubernetes.io/metadata.name': namespace };
  const selected =
    selector !== undefined &&
    Object.entries(selector.matchLabels ?? {}).every(([key, value]) =>
      Object.entries(has).some(([k, v]) => k === key && v === value),
    );
  return selected
    ? []
    : [
        handoffProblem(
          'FW-HND-0612',
          [file, who],
          `${who}: ClusterQueue ${queue} does not serve the namespace ${namespace}`,
        ),
      ];
}
