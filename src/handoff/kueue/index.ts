import type { PlanFile } from '../../plan/index.ts';
import type { ExportedFile } from '../format.ts';
import type { Ground, GroundedFormat } from '../ground.ts';
import { kubeName } from '../kubernetes/names.ts';
import { yamlText, type KubeObject } from '../kubernetes/objects.ts';
import { admissionPolicy, parameterMap, policyParameters } from '../policy/index.ts';
import { changesBetween, changesText } from './changes.ts';
import { checkKueue } from './check-kueue.ts';
import { clusterNameOf, clustersOf, type Cluster } from './clusters.ts';

export { clusterNameOf } from './clusters.ts';
import { quarterBundle } from './bundle.ts';
import { poolsOf } from './pools.ts';
import { worksOf } from './works.ts';

/** Quotas and law for clusters that run Kueue: one folder per cluster, one below it per quarter. */
export const kueueFormat: GroundedFormat = {
  name: 'kueue',
  summary: 'Kueue queues and quotas by cluster and quarter, and an admission policy made from the rules',
  on: (ground) => ({
    name: kueueFormat.name,
    summary: kueueFormat.summary,
    shape: 'folder',
    files: (plan) => kueueFiles(plan, ground),
    validate: checkKueue,
  }),
  validate: checkKueue,
};

/**
 * ```
 * CLUSTER/policy.yaml            the admission policy; the same in every quarter
 * CLUSTER/QUARTER/queues.yaml    flavours, cohorts, queues, priorities, MultiKueue
 * CLUSTER/QUARTER/rules.yaml     parameters of the policy: what the rules permit in that quarter
 * CLUSTER/QUARTER/changes.txt    what differs from the quarter before
 * ```
 */
function kueueFiles(plan: PlanFile, ground: Ground): readonly ExportedFile[] {
  return clustersOf(poolsOf(plan, ground), ground.scenario).flatMap((cluster) =>
    clusterFiles(cluster, plan, ground),
  );
}

function clusterFiles(cluster: Cluster, plan: PlanFile, ground: Ground): readonly ExportedFile[] {
  const { name } = cluster;
  const works = worksOf(ground.scenario);
  const company = kubeName(ground.scenario.buyer);
  const sites = ground.scenario.sites
    .filter((site) => clusterNameOf(site, ground.scenario) === name)
    .map(({ id }) => id);
  const about = (what: string): string => `${what}\n${provenance(plan)}`;
  const bundles = plan.quarters.map((quarter) => ({
    quarter,
    queues: quarterBundle(cluster, works, company, quarter),
    rules: policyParameters(plan, ground, quarter, sites),
  }));
  const namespace: KubeObject = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: parameterMap.namespace },
  };
  return [
    {
      path: `${name}/policy.yaml`,
      content: yamlText(
        [namespace, ...admissionPolicy(ground.devices)],
        about(`Which accelerators may train and serve in the cluster ${name}. Not legal advice.`),
      ),
    },
    ...bundles.flatMap(({ quarter, queues, rules }, index): readonly ExportedFile[] => {
      const before = bundles[index - 1];
      return [
        {
          path: `${name}/${quarter}/queues.yaml`,
          content: yamlText(queues, about(`Queues of the cluster ${name} in ${quarter}; quotas in devices.`)),
        },
        {
          path: `${name}/${quarter}/rules.yaml`,
          content: yamlText(
            [rules],
            about(`What the rules permit in the cluster ${name} in ${quarter}. Not legal advice.`),
          ),
        },
        {
          path: `${name}/${quarter}/changes.txt`,
          content: changesText(
            changesBetween(before === undefined ? [] : [...before.queues, before.rules], [...queues, rules]),
          ),
        },
      ];
    }),
  ];
}

function provenance({ title, scenario, variant, asOf, ruleSet }: PlanFile): string {
  const which = variant === null ? scenario : `${scenario}, variant ${variant}`;
  return `${title.replaceAll(/\s+/gu, ' ')} (${which}), as of ${asOf}; consistent with the rule set ${ruleSet.hash.slice(0, 12)} as of ${ruleSet.asOf}.`;
}
