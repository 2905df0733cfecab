import type { Quarter } from '../../quantity/index.ts';
import { kubeName, labels, usesLabel } from '../kubernetes/names.ts';
import type { KubeObject } from '../kubernetes/objects.ts';
import { clusterOf, type Area, type Cluster } from './clusters.ts';
import { placedDevices, spareDevices, standingDevices, type Pool } from './pools.ts';
import { resourceGroups, type Share } from './quotas.ts';
import type { Work } from './works.ts';

const kueue = 'kueue.x-k8s.io/v1beta2';

/** Names used by several objects. */
const names = {
  cohort: (company: string, area?: string, work?: string): string =>
    [company, area, work].filter((part) => part !== undefined).join('.'),
  queue: (area: string, work: string): string => `${area}.${work}`,
  /** Parameters of an AdmissionCheck may not hold dots. */
  dispatch: (area: string, work: string): string => kubeName(`${area}-${work}`),
};

/**
 * The queues of one cluster in one quarter.
 *
 * ```
 * Cohort company ─ Cohort company.area ─ Cohort company.area.work ─ ClusterQueue area.work ─ LocalQueue work/area
 *                    lends what stands                                quota: what the plan places there,
 *                    and is given to nobody                           by ResourceFlavor (accelerator × site)
 * ```
 *
 * Quotas are whole devices, rounded down; with what the area lends they add up to what stands. Work borrows only the
 * flavours its queue lists, which are those the plan places it on. A queue whose machines stand in other clusters
 * hands its work on through MultiKueue, to the clusters of the sites where the plan places it.
 */
export function quarterBundle(
  cluster: Cluster,
  works: readonly Work[],
  company: string,
  quarter: Quarter,
): readonly KubeObject[] {
  const areas = cluster.areas.map((area) => ({
    ...area,
    pools: area.pools.filter((pool) => standingDevices(pool, quarter) > 0),
  }));
  const queues = areas.flatMap((area) => works.flatMap((work) => queueOf(area, work, quarter)));
  const busy = works.filter((work) => queues.some((queue) => queue.work === work));
  const remote = queues.filter(({ area }) => area.remote);
  return [
    ...busy.map(namespaceOf),
    ...areas.flatMap(({ pools }) => pools.map(flavorOf)),
    cohort(names.cohort(company)),
    ...areas.filter(({ pools }) => pools.length > 0).map((area) => areaCohort(area, company, quarter)),
    ...queues.map(({ area, work }) =>
      cohort(names.cohort(company, area.name, kubeName(work.id)), names.cohort(company, area.name)),
    ),
    ...[...new Set(remote.flatMap(({ shares }) => shares.map(({ pool }) => clusterOf(pool.site))))]
      .toSorted()
      .map(multiKueueCluster),
    ...remote.flatMap(dispatchOf),
    ...busy.map(priorityOf),
    ...queues.map((queue) => clusterQueue(queue, company)),
    ...queues.map(localQueue),
  ].map((object) => withQuarter(object, quarter));
}

interface Queue {
  readonly area: Area;
  readonly work: Work;
  readonly shares: readonly Share[];
}

/** The queue of a work in an area, where the plan places it there. */
function queueOf(area: Area, work: Work, quarter: Quarter): readonly Queue[] {
  const shares = area.pools.flatMap((pool) => {
    const devices = placedDevices(pool, quarter, work.id);
    return devices === undefined ? [] : [{ pool, devices }];
  });
  return shares.length === 0 ? [] : [{ area, work, shares }];
}

function namespaceOf({ id, use }: Work): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: kubeName(id), labels: { [labels.work]: kubeName(id), [labels.use]: use } },
  };
}

function flavorOf({ flavor, site, accelerator, uses, device }: Pool): KubeObject {
  return {
    apiVersion: kueue,
    kind: 'ResourceFlavor',
    metadata: {
      name: flavor,
      annotations: {
        'fleetwright/device': `${device.resource}, ${device.devicesPerAccelerator ?? 1} per accelerator: ${device.reason}`,
      },
    },
    spec: {
      nodeLabels: {
        [labels.accelerator]: kubeName(accelerator),
        [labels.site]: kubeName(site.id),
        [labels.uses]: usesLabel(uses),
      },
    },
  };
}

function cohort(name: string, parent?: string, shares: readonly Share[] = []): KubeObject {
  return {
    apiVersion: kueue,
    kind: 'Cohort',
    metadata: { name },
    spec: {
      ...(parent !== undefined && { parentName: parent }),
      ...(shares.length > 0 && { resourceGroups: resourceGroups(shares) }),
    },
  };
}

function areaCohort({ name, pools }: Area, company: string, quarter: Quarter): KubeObject {
  const spare = pools
    .map((pool) => ({ pool, devices: spareDevices(pool, quarter) }))
    .filter(({ devices }) => devices > 0);
  return cohort(names.cohort(company, name), names.cohort(company), spare);
}

function clusterQueue({ area, work, shares }: Queue, company: string): KubeObject {
  const id = kubeName(work.id);
  return {
    apiVersion: kueue,
    kind: 'ClusterQueue',
    metadata: { name: names.queue(area.name, id) },
    spec: {
      cohortName: names.cohort(company, area.name, id),
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': id } },
      queueingStrategy: 'BestEffortFIFO',
      flavorFungibility: { whenCanBorrow: 'MayStopSearch', whenCanPreempt: 'TryNextFlavor' },
      preemption: { reclaimWithinCohort: 'Any', withinClusterQueue: 'LowerPriority' },
      resourceGroups: resourceGroups(shares),
      ...(area.remote && {
        admissionChecksStrategy: { admissionChecks: [{ name: names.dispatch(area.name, id) }] },
      }),
    },
  };
}

function localQueue({ area, work }: Queue): KubeObject {
  const id = kubeName(work.id);
  return {
    apiVersion: kueue,
    kind: 'LocalQueue',
    metadata: { name: area.name, namespace: id },
    spec: { clusterQueue: names.queue(area.name, id) },
  };
}

function priorityOf({ id, priority, why }: Work): KubeObject {
  return {
    apiVersion: kueue,
    kind: 'WorkloadPriorityClass',
    metadata: { name: kubeName(id) },
    value: priority,
    description: why,
  };
}

function multiKueueCluster(name: string): KubeObject {
  return {
    apiVersion: kueue,
    kind: 'MultiKueueCluster',
    metadata: { name },
    spec: { clusterSource: { kubeConfig: { location: `${name}-kubeconfig`, locationType: 'Secret' } } },
  };
}

function dispatchOf({ area, work, shares }: Queue): readonly KubeObject[] {
  const name = names.dispatch(area.name, kubeName(work.id));
  const clusters = [...new Set(shares.map(({ pool }) => clusterOf(pool.site)))].toSorted();
  return [
    { apiVersion: kueue, kind: 'MultiKueueConfig', metadata: { name }, spec: { clusters } },
    {
      apiVersion: kueue,
      kind: 'AdmissionCheck',
      metadata: { name },
      spec: {
        controllerName: 'kueue.x-k8s.io/multikueue',
        parameters: { apiGroup: 'kueue.x-k8s.io', kind: 'MultiKueueConfig', name },
      },
    },
  ];
}

function withQuarter(object: KubeObject, quarter: Quarter): KubeObject {
  const { metadata } = object;
  return { ...object, metadata: { ...metadata, labels: { ...metadata.labels, [labels.quarter]: quarter } } };
}
