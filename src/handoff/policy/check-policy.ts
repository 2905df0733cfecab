import type { Diagnostic } from '../../diagnostics/index.ts';
import { identity } from '../kubernetes/objects.ts';
import type { FoundObject } from '../kubernetes/read-objects.ts';
import { handoffProblem } from '../messages.ts';
import { admitterOf, policyEnvironment, type Admitter } from './admit.ts';
import { answers, parameterMap } from './parameters.ts';
import { samplePod, sampleNamespace } from './sample-pod.ts';
import type { Binding, Parameters, Policy } from './shapes.ts';

/** The policy and binding of one cluster, as read back. */
export interface WrittenPolicy {
  readonly file: string;
  readonly policy: Policy | undefined;
  readonly binding: Binding | undefined;
}

/** What is wrong with a policy and its binding by themselves. */
export function checkPolicy({ file, policy, binding }: WrittenPolicy): readonly Diagnostic[] {
  return [
    ...(policy === undefined
      ? [handoffProblem('FW-HND-0704', [file], 'there is no ValidatingAdmissionPolicy')]
      : [
          ...expressionsOf(policy).flatMap((expression) => unreadable(expression, file, policy)),
          ...lenient(policy, file),
        ]),
    ...(binding === undefined
      ? [handoffProblem('FW-HND-0704', [file], 'there is no ValidatingAdmissionPolicyBinding')]
      : unbound(binding, policy, file)),
  ];
}

/** The policy ready to answer; undefined where there is none, or one of its expressions cannot be read. */
export function compiled({ file, policy }: WrittenPolicy): Admitter | undefined {
  return policy === undefined ||
    expressionsOf(policy).some((expression) => unreadable(expression, file, policy).length > 0)
    ? undefined
    : admitterOf(policy.spec);
}

/**
 * Puts a sample pod to the policy for every answer in its parameters: what says `permitted` must be let in, what says
 * anything else must be refused with just these words, and what is not there at all must be refused.
 */
export function checkAnswers(
  admitter: Admitter | undefined,
  { file, object }: FoundObject<Parameters>,
): readonly Diagnostic[] {
  const { name, namespace } = object.metadata;
  return [
    ...(name === parameterMap.name && namespace === parameterMap.namespace
      ? []
      : [handoffProblem('FW-HND-0704', [file], `${identity(object)} is not what the binding names`)]),
    ...(admitter === undefined ? [] : answersOf(admitter, object, file)),
  ];
}

function answersOf(admitter: Admitter, parameters: Parameters, file: string): readonly Diagnostic[] {
  const unheardOf = { use: 'training', site: 'nowhere', accelerator: 'nothing' };
  return [
    ...Object.entries(parameters.data).flatMap(([key, value]) =>
      checkAnswer(admitter, key, value, file, parameters),
    ),
    ...(admits(admitter, unheardOf, parameters).allowed
      ? [handoffProblem('FW-HND-0702', [file], 'a pod of which the parameters know nothing is let in')]
      : []),
  ];
}

interface Asked {
  readonly use: string;
  readonly site: string;
  readonly accelerator: string;
}

function checkAnswer(
  admitter: Admitter,
  key: string,
  value: string,
  file: string,
  parameters: Parameters,
): readonly Diagnostic[] {
  const [use, site, accelerator, ...more] = key.split('.');
  const unusable = (why: string): readonly Diagnostic[] => [
    handoffProblem('FW-HND-0703', [file, key], `\`${key}\`: ${why}`),
  ];
  if (use === undefined || site === undefined || accelerator === undefined || more.length > 0) {
    return unusable('expected three names between dots');
  }
  if (use === 'devices')
    return /^(,[^,\s]+)+,$/u.test(value) ? [] : unusable('expected resource names between commas');
  if (use !== 'training' && use !== 'inference')
    return unusable('expected training, inference or devices first');
  const yes = value.startsWith(`${answers.yes}:`);
  if (!yes && !value.startsWith(`${answers.no}:`))
    return unusable('expected a value that begins with permitted: or refused:');
  const { allowed, messages } = admits(admitter, { use, site, accelerator }, parameters);
  if (allowed === yes && (yes || messages.includes(value))) return [];
  return [
    handoffProblem(
      'FW-HND-0702',
      [file, key],
      `\`${key}\`: the parameters say "${value.slice(0, 60)}", the policy ${allowed ? 'lets the pod in' : `refuses it: ${messages.join('; ').slice(0, 120)}`}`,
    ),
  ];
}

/** What the policy answers to a pod that runs on machines permitted for its use. */
function admits(
  admitter: Admitter,
  { use, site, accelerator }: Asked,
  parameters: Parameters,
): ReturnType<Admitter['admit']> {
  const devices = parameters.data[`devices.${site}.${accelerator}`] ?? ',nvidia.com/gpu,';
  return admitter.admit({
    operation: 'CREATE',
    object: samplePod({ use, site, accelerator, resource: devices.split(',')[1] ?? '' }),
    namespaceObject: sampleNamespace(use),
    params: parameters,
  });
}

interface Expected {
  readonly expression: string;
  /** Type that an API server insists on; it takes a value of unknown type for none. */
  readonly type: 'bool' | 'string' | 'any';
}

function expressionsOf({ spec }: Policy): readonly Expected[] {
  return [
    ...spec.matchConditions.map(({ expression }) => ({ expression, type: 'bool' as const })),
    ...spec.variables.map(({ expression }) => ({ expression, type: 'any' as const })),
    ...spec.validations.flatMap(({ expression, messageExpression }): readonly Expected[] => [
      { expression, type: 'bool' },
      ...(messageExpression === undefined
        ? []
        : [{ expression: messageExpression, type: 'string' as const }]),
    ]),
  ];
}

function unreadable(
  { expression, type: expected }: Expected,
  file: string,
  policy: Policy,
): readonly Diagnostic[] {
  const { valid, type, error } = policyEnvironment().check(expression);
  const why = valid ? `gives ${type}, must give ${expected}` : (error?.message.split('\n')[0] ?? 'not CEL');
  return valid && (expected === 'any' || type === expected)
    ? []
    : [handoffProblem('FW-HND-0701', [file, identity(policy)], `\`${expression.slice(0, 80)}\`: ${why}`)];
}

function lenient(policy: Policy, file: string): readonly Diagnostic[] {
  const { failurePolicy, matchConstraints } = policy.spec;
  const covers = (operation: string): boolean =>
    matchConstraints.resourceRules.some(
      ({ operations, resources, apiGroups }) =>
        resources.includes('pods') &&
        apiGroups.includes('') &&
        operations.some((one) => one === operation || one === '*'),
    );
  return [
    ...(failurePolicy === 'Fail'
      ? []
      : ['what cannot be evaluated would be let in: failurePolicy must be Fail']),
    ...['CREATE', 'UPDATE']
      .filter((operation) => !covers(operation))
      .map((operation) => `pods are not judged on ${operation}`),
  ].map((sentence) => handoffProblem('FW-HND-0704', [file, identity(policy)], sentence));
}

function unbound(binding: Binding, policy: Policy | undefined, file: string): readonly Diagnostic[] {
  const { policyName, paramRef, validationActions } = binding.spec;
  return [
    ...(policy !== undefined && policyName !== policy.metadata.name
      ? [`it names the policy ${policyName}, which is not here`]
      : []),
    ...(paramRef.name === parameterMap.name && paramRef.namespace === parameterMap.namespace
      ? []
      : [`it names the parameters ${paramRef.namespace}/${paramRef.name}, which are not here`]),
    ...(paramRef.parameterNotFoundAction === 'Deny' ? [] : ['without parameters everything would be let in']),
    ...(['Deny', 'Audit'] as const)
      .filter((action) => !validationActions.includes(action))
      .map((action) => `the action ${action} is missing`),
  ].map((sentence) => handoffProblem('FW-HND-0704', [file, identity(binding)], sentence));
}
