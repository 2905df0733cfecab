import { z } from 'zod';
import {
  clusterMetadata,
  dnsLabel,
  dnsSubdomain,
  labelMap,
  namespacedMetadata,
  qualifiedName,
} from '../kubernetes/shapes.ts';

const expression = z.string().min(1);
const apiVersion = z.literal('admissionregistration.k8s.io/v1');

const policy = z.strictObject({
  apiVersion,
  kind: z.literal('ValidatingAdmissionPolicy'),
  metadata: clusterMetadata,
  spec: z.strictObject({
    failurePolicy: z.enum(['Fail', 'Ignore']),
    paramKind: z.strictObject({ apiVersion: z.literal('v1'), kind: z.literal('ConfigMap') }),
    matchConstraints: z.strictObject({
      resourceRules: z
        .array(
          z.strictObject({
            apiGroups: z.array(z.string()).min(1),
            apiVersions: z.array(z.string().min(1)).min(1),
            operations: z.array(z.enum(['CREATE', 'UPDATE', 'DELETE', 'CONNECT', '*'])).min(1),
            resources: z.array(z.string().min(1)).min(1),
          }),
        )
        .min(1),
    }),
    matchConditions: z.array(z.strictObject({ name: qualifiedName, expression })).max(64),
    variables: z.array(
      z.strictObject({ name: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'a CEL identifier'), expression }),
    ),
    validations: z
      .array(
        z.strictObject({
          expression,
          message: z
            .string()
            .min(1)
            .regex(/^[^\n]*$/, 'one line'),
          messageExpression: expression.optional(),
          reason: z.enum(['Unauthorized', 'Forbidden', 'Invalid', 'RequestEntityTooLarge']),
        }),
      )
      .min(1),
  }),
});

const binding = z.strictObject({
  apiVersion,
  kind: z.literal('ValidatingAdmissionPolicyBinding'),
  metadata: clusterMetadata,
  spec: z.strictObject({
    policyName: dnsSubdomain,
    paramRef: z.strictObject({
      name: dnsSubdomain,
      namespace: dnsLabel,
      parameterNotFoundAction: z.enum(['Allow', 'Deny']),
    }),
    validationActions: z
      .array(z.enum(['Deny', 'Warn', 'Audit']))
      .min(1)
      .refine((actions) => new Set(actions).size === actions.length, 'each action once')
      .refine(
        (actions) => !(actions.includes('Deny') && actions.includes('Warn')),
        'Deny and Warn exclude each other',
      ),
  }),
});

const namespace = z.strictObject({
  apiVersion: z.literal('v1'),
  kind: z.literal('Namespace'),
  metadata: z.strictObject({ name: dnsLabel, labels: labelMap.optional() }),
});

const configMap = z.strictObject({
  apiVersion: z.literal('v1'),
  kind: z.literal('ConfigMap'),
  metadata: namespacedMetadata,
  data: z.record(
    z
      .string()
      .max(253)
      .regex(/^[-._a-zA-Z0-9]+$/, 'letters, digits, hyphens, dots, underscores'),
    z.string(),
  ),
});

/** Shapes of the policy, its binding and its namespace. */
export const policyShapes = {
  'v1 Namespace': namespace,
  'admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy': policy,
  'admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding': binding,
} as const;

/** Shape of the parameters. */
export const parameterShapes = { 'v1 ConfigMap': configMap } as const;

export type Policy = z.infer<typeof policy>;
export type Binding = z.infer<typeof binding>;
export type Parameters = z.infer<typeof configMap>;

/** An object of the policy's document. */
export type PolicyObject = z.infer<(typeof policyShapes)[keyof typeof policyShapes]>;
