import { canonicalJson } from '../../evidence/index.ts';
import type { PlanFile } from '../../plan/index.ts';
import type { ExportedFile } from '../format.ts';
import type { Ground, GroundedFormat } from '../ground.ts';
import { yamlText } from '../kubernetes/objects.ts';
import { clusterNameOf } from '../kueue/index.ts';
import { podAutoscaler } from './autoscaler.ts';
import { checkAibrix } from './check-aibrix.ts';
import { deploymentsOf, type ScaledDeployment, type TooSmall } from './deployments.ts';
import { gpuProfile, profileKey } from './profile.ts';

export { replicaMetrics } from './replica-metrics.ts';

/** Bounds and profiles for serving with AIBrix: one folder per cluster, one below it per quarter. */
export const aibrixFormat: GroundedFormat = {
  name: 'aibrix',
  summary: 'AIBrix autoscalers that follow the day, and GPU profiles, by cluster and quarter',
  on: (ground) => ({
    name: aibrixFormat.name,
    summary: aibrixFormat.summary,
    shape: 'folder',
    files: (plan) => plan.quarters.flatMap((quarter) => quarterFiles(plan, ground, quarter)),
    validate: checkAibrix,
  }),
  validate: checkAibrix,
};

/**
 * ```
 * CLUSTER/QUARTER/autoscalers.yaml                   PodAutoscalers: bounds by window of the day
 * CLUSTER/QUARTER/profiles/keys.json                 Redis key of each profile, and its file
 * CLUSTER/QUARTER/profiles/SERVICE/DEPLOYMENT.json   a GPU profile, as AIBrix's profiler writes one
 * ```
 */
function quarterFiles(plan: PlanFile, ground: Ground, quarter: string): readonly ExportedFile[] {
  const { deployments, tooSmall } = deploymentsOf(plan, ground, quarter);
  const clusters = [
    ...new Set(deployments.map(({ site }) => clusterNameOf(site, ground.scenario))),
  ].toSorted();
  return clusters.flatMap((cluster): readonly ExportedFile[] => {
    const here = deployments.filter(({ site }) => clusterNameOf(site, ground.scenario) === cluster);
    return [
      { path: `${cluster}/${quarter}/autoscalers.yaml`, content: autoscalers(plan, quarter, here, tooSmall) },
      ...profiles(plan, ground, here).map(({ path, content }) => ({
        path: `${cluster}/${quarter}/profiles/${path}`,
        content,
      })),
    ];
  });
}

function autoscalers(
  plan: PlanFile,
  quarter: string,
  deployments: readonly ScaledDeployment[],
  tooSmall: readonly TooSmall[],
): string {
  const left = tooSmall.map(
    ({ name, systems, systemsPerReplica }) =>
      `Left out: ${name}, whose ${systems.toFixed(1)} systems are less than the ${systemsPerReplica} of one replica.`,
  );
  const about = `Autoscalers of ${quarter}: ${plan.title.replaceAll(/\s+/gu, ' ')} (${plan.scenario}), as of ${plan.asOf}.`;
  return yamlText(deployments.map(podAutoscaler), [about, ...left].join('\n'));
}

/** One profile per deployment, because AIBrix keeps one per model and deployment; those of a service can be compared. */
function profiles(
  plan: PlanFile,
  ground: Ground,
  deployments: readonly ScaledDeployment[],
): readonly ExportedFile[] {
  const keys = Object.fromEntries(deployments.map((one) => [profileKey(one), profilePath(one)]));
  return [
    { path: 'keys.json', content: `${JSON.stringify(keys, undefined, 2)}\n` },
    ...deployments.map((one) => ({
      path: profilePath(one),
      content: `${canonicalJson(gpuProfile(one, ground, plan.asOf))}\n`,
    })),
  ];
}

function profilePath({ namespace, name }: ScaledDeployment): string {
  return `${namespace}/${name}.json`;
}
