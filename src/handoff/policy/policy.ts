import type { DeviceNames } from '../device-names.ts';
import { labels } from '../kubernetes/names.ts';
import type { KubeObject } from '../kubernetes/objects.ts';
import { answers, parameterMap } from './parameters.ts';

const name = 'fleetwright-use-rules';
const apiVersion = 'admissionregistration.k8s.io/v1';

/**
 * The policy and its binding. A pod that asks for accelerators, and can be scheduled, must say by its node selector on
 * which accelerator of which site it runs, and the rules must permit the use of its namespace for these.
 *
 * - Kueue writes the node selector from the flavour it admits the pod to, and holds the pod by a scheduling gate until
 *   then. A gated pod is let in and judged when its last gate is removed; nothing about it can change afterwards.
 * - A pod that runs is not judged again: when the law changes, what started lawfully can still be stopped and removed.
 * - Whatever is not said, and whatever the parameters do not know, is refused. So are requests when the parameters are
 *   missing (`parameterNotFoundAction`) or an expression fails (`failurePolicy`).
 */
export function admissionPolicy(devices: DeviceNames): readonly KubeObject[] {
  return [
    {
      apiVersion,
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name },
      spec: {
        failurePolicy: 'Fail',
        paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
        matchConstraints: {
          resourceRules: [
            { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['pods'] },
          ],
        },
        matchConditions: [
          { name: 'asks-for-accelerators', expression: asksForAccelerators(domainsOf(devices)) },
          { name: 'can-be-scheduled', expression: `!(${gated('object')})` },
          { name: 'could-not-before', expression: `request.operation == 'CREATE' || ${gated('oldObject')}` },
        ],
        variables: [
          { name: 'use', expression: entryOf('namespaceObject.metadata.labels', labels.use) },
          { name: 'accelerator', expression: entryOf('object.spec.nodeSelector', labels.accelerator) },
          { name: 'site', expression: entryOf('object.spec.nodeSelector', labels.site) },
          { name: 'uses', expression: entryOf('object.spec.nodeSelector', labels.uses) },
          { name: 'place', expression: `variables.site + '.' + variables.accelerator` },
          { name: 'question', expression: `variables.use + '.' + variables.place` },
        ],
        validations: [
          {
            expression: `variables.use in ['training', 'inference']`,
            message: `the namespace does not say whether it trains or serves: label ${labels.use}`,
            reason: 'Forbidden',
          },
          {
            expression: `variables.accelerator != '' && variables.site != '' && variables.uses != ''`,
            message: `the pod does not say where it runs: nodeSelector ${labels.accelerator}, ${labels.site} and ${labels.uses}, which Kueue sets`,
            reason: 'Forbidden',
          },
          {
            expression: `variables.use == '' || variables.use in variables.uses.split('-')`,
            messageExpression: `'these machines are permitted for ' + string(variables.uses) + ' only'`,
            message: 'these machines are permitted for another use only',
            reason: 'Forbidden',
          },
          {
            expression: `has(params.data) && variables.question in params.data && params.data[variables.question].startsWith('${answers.yes}')`,
            messageExpression: `has(params.data) && variables.question in params.data ? string(params.data[variables.question]) : '${answers.no}: nothing is known of ' + string(variables.question) + ', and unknown counts as no'`,
            message: 'the rules do not permit this use of this accelerator here',
            reason: 'Forbidden',
          },
          {
            expression: asksOnlyFor(domainsOf(devices)),
            message: 'the pod asks for devices of another kind than the accelerator it names',
            reason: 'Forbidden',
          },
        ],
      },
    },
    {
      apiVersion,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name },
      spec: {
        policyName: name,
        paramRef: { ...parameterMap, parameterNotFoundAction: 'Deny' },
        validationActions: ['Deny', 'Audit'],
      },
    },
  ];
}

/** Domains under which accelerators are asked for, e.g. `nvidia.com/`; whatever is asked for under them is meant. */
function domainsOf({ vendors, chips, sites }: DeviceNames): readonly string[] {
  const all = [vendors, chips, ...Object.values(sites)].flatMap((table) => Object.values(table));
  return [...new Set(all.map(({ resource }) => `${resource.slice(0, resource.indexOf('/'))}/`))].toSorted();
}

function asksForAccelerators(domains: readonly string[]): string {
  const some = (list: string): string =>
    `${list}.exists(c, has(c.resources) && (${['limits', 'requests']
      .map((part) => `has(c.resources.${part}) && c.resources.${part}.exists(r, ${isDevice('r', domains)})`)
      .join(' || ')}))`;
  return [
    some('object.spec.containers'),
    `has(object.spec.initContainers) && ${some('object.spec.initContainers')}`,
    // Claims of dynamic resource allocation may be for accelerators, and do not say so in the pod.
    'has(object.spec.resourceClaims) && object.spec.resourceClaims.size() > 0',
  ].join(' || ');
}

function asksOnlyFor(domains: readonly string[]): string {
  const key = `'devices.' + variables.place`;
  const all = (list: string): string =>
    `${list}.all(c, !has(c.resources) || !has(c.resources.limits) || c.resources.limits.all(r, !(${isDevice('r', domains)}) || (${key}) in params.data && params.data[${key}].contains(',' + r + ',')))`;
  return `has(params.data) && ${all('object.spec.containers')} && (!has(object.spec.initContainers) || ${all('object.spec.initContainers')})`;
}

function isDevice(variable: string, domains: readonly string[]): string {
  return `[${domains.map((domain) => `'${domain}'`).join(', ')}].exists(d, ${variable}.startsWith(d))`;
}

function gated(pod: string): string {
  return `has(${pod}.spec.schedulingGates) && ${pod}.spec.schedulingGates.size() > 0`;
}

/** Value of a label or selector, empty where there is none. */
function entryOf(map: string, key: string): string {
  return `has(${map}) && '${key}' in ${map} ? ${map}['${key}'] : ''`;
}
