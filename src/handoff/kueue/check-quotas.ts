import type { Diagnostic } from '../../diagnostics/index.ts';
import { identity } from '../kubernetes/objects.ts';
import { unnamedDomain } from '../device-names.ts';
import { handoffProblem } from '../messages.ts';
import type { FoundObject } from '../kubernetes/read-objects.ts';
import type { ClusterQueue, Cohort, WrittenGroup } from './shapes.ts';

const most = { flavors: 256, resources: 256, combinations: 512 } as const;

/**
 * What Kueue's webhooks ask of the quotas of a queue or cohort, which its schemas do not: every resource and every
 * flavour once, resources in the order they are covered, nothing lent that is not there, limits only in a cohort, and
 * not too many of anything. Source: `pkg/webhooks/clusterqueue_webhook.go` of Kueue 0.19.
 */
export function checkQuotas({ file, object }: FoundObject<ClusterQueue | Cohort>): readonly Diagnostic[] {
  const groups = object.spec.resourceGroups ?? [];
  const who = identity(object);
  const inCohort =
    object.kind === 'ClusterQueue'
      ? object.spec.cohortName !== undefined
      : object.spec.parentName !== undefined;
  const covered = groups.flatMap((group) => group.coveredResources);
  const flavors = groups.flatMap((group) => group.flavors.map(({ name }) => name));
  const at = [file, who] as const;
  return [
    ...repeated(covered).map((name) => handoffProblem('FW-HND-0604', at, `${who} covers \`${name}\` twice`)),
    ...repeated(flavors).map((name) =>
      handoffProblem('FW-HND-0605', at, `${who} lists the flavour \`${name}\` twice`),
    ),
    ...covered
      .filter((name) => name.startsWith(`${unnamedDomain}/`))
      .map((name) =>
        handoffProblem(
          'FW-HND-0613',
          at,
          `${who} counts \`${name.slice(unnamedDomain.length + 1)}\`, whose device has no name`,
          {
            hint: 'add it to catalog/device-names.yaml',
          },
        ),
      ),
    ...[
      { found: flavors.length, limit: most.flavors, what: 'flavours' },
      { found: covered.length, limit: most.resources, what: 'covered resources' },
      ...groups.map((group) => ({
        found: group.flavors.length * group.coveredResources.length,
        limit: most.combinations,
        what: 'combinations of flavour and resource in one group',
      })),
    ]
      .filter(({ found, limit }) => found > limit)
      .map(({ found, limit, what }) =>
        handoffProblem('FW-HND-0609', at, `${who} has ${found} ${what}; at most ${limit} are accepted`),
      ),
    ...groups.flatMap((group) => checkGroup(group, who, at, inCohort)),
  ];
}

function checkGroup(
  { coveredResources, flavors }: WrittenGroup,
  who: string,
  at: readonly [string, string],
  inCohort: boolean,
): readonly Diagnostic[] {
  return flavors.flatMap(({ name, resources }) => {
    const offered = resources.map((resource) => resource.name);
    const same =
      offered.length === coveredResources.length &&
      offered.every((one, index) => one === coveredResources[index]);
    return [
      ...(same
        ? []
        : [
            handoffProblem(
              'FW-HND-0606',
              at,
              `${who}: the flavour \`${name}\` has quotas for ${offered.join(', ')}; covered are ${coveredResources.join(', ')}`,
            ),
          ]),
      ...resources.flatMap(({ name: resource, nominalQuota, borrowingLimit, lendingLimit }) => [
        ...(lendingLimit !== undefined && lendingLimit > nominalQuota
          ? [
              handoffProblem(
                'FW-HND-0607',
                at,
                `${who}: \`${name}\` lends ${lendingLimit} of ${nominalQuota} \`${resource}\``,
              ),
            ]
          : []),
        ...((borrowingLimit !== undefined || lendingLimit !== undefined) && !inCohort
          ? [
              handoffProblem(
                'FW-HND-0608',
                at,
                `${who}: \`${name}\` has a limit, and no cohort to borrow from or lend to`,
              ),
            ]
          : []),
      ]),
    ];
  });
}

function repeated(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
