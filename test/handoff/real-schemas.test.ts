import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Environment } from '@marcbachmann/cel-js';
import Ajv from 'ajv';
import { parse, parseAllDocuments } from 'yaml';
import { describe, expect, it } from 'vitest';
import { formatOn, goldenGround, goldenNames } from './golden-ground.ts';

/** The custom resource definitions of Kueue and AIBrix, as data beside the repository; these tests run where they are. */
const folder = fileURLToPath(new URL('../../../shared/schemas/', import.meta.url));

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
interface Schema {
  readonly [key: string]: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly 'x-kubernetes-validations'?: readonly { readonly rule: string; readonly message?: string }[];
}

interface Definition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly schema: { readonly openAPIV3Schema: Schema };
    }[];
  };
}

interface Judge {
  readonly shape: (object: unknown) => readonly string[];
  readonly rules: (object: unknown) => readonly string[];
}

function readJudges(): ReadonlyMap<string, Judge> {
  const judges = new Map<string, Judge>();
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.yaml'))) {
    const definition: Definition = parse(readFileSync(folder + name, 'utf8'));
    for (const { name: version, schema } of definition.spec.versions) {
      judges.set(
        `${definition.spec.group}/${version} ${definition.spec.names.kind}`,
        judgeOf(schema.openAPIV3Schema),
      );
    }
  }
  return judges;
}

/** Patterns of Go may begin with flags, `^(?i)`, which JavaScript keeps elsewhere. */
function goPattern(pattern: string): RegExp {
  return pattern.includes('(?i)') ? new RegExp(pattern.replace('(?i)', ''), 'iu') : new RegExp(pattern, 'u');
}
goPattern.code = 'goPattern';

function judgeOf(root: Schema): Judge {
  const ajv = new Ajv.default({
    strict: false,
    allErrors: true,
    validateFormats: false,
    code: { regExp: goPattern },
  });
  const validate = ajv.compile(strict(root, true));
  return {
    shape: (object) => {
      validate(object);
      return (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
    },
    rules: (object) => broken(root, object, ''),
  };
}

/** As an API server that drops no field in silence: what a schema does not name is an error. */
function strict(schema: Schema, isRoot = false): Schema {
  const { properties, additionalProperties, items, ...rest } = schema;
  const free = isRoot ? { metadata: {} } : {};
  return {
    ...rest,
    ...(properties && {
      properties: {
        ...Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, strict(value)])),
        ...free,
      },
      additionalProperties: false,
    }),
    ...(typeof additionalProperties === 'object' && { additionalProperties: strict(additionalProperties) }),
    ...(items && { items: strict(items) }),
    // A quantity may be a number or a text; the pattern is for the text.
    ...(schema['x-kubernetes-int-or-string'] === true && { type: ['integer', 'string'] }),
  };
}

const environment = new Environment({ homogeneousAggregateLiterals: false }).registerVariable('self', 'dyn');

const parsed = new Map<string, ReturnType<typeof environment.parse>>();

function compiled(rule: string): ReturnType<typeof environment.parse> {
  const found = parsed.get(rule) ?? environment.parse(rule);
  parsed.set(rule, found);
  return found;
}

/** Rules of a schema that a value breaks. Rules about changes (`oldSelf`) do not apply to what is new. */
function broken(schema: Schema, value: unknown, path: string): readonly string[] {
  if (value === undefined) return [];
  const own = (schema['x-kubernetes-validations'] ?? [])
    .filter(({ rule }) => !rule.includes('oldSelf'))
    .filter(({ rule }) => compiled(rule)({ self: forCel(value) }) !== true)
    .map(({ rule, message = rule }) => `${path}: ${message}`);
  if (Array.isArray(value)) {
    return [
      ...own,
      ...value.flatMap((item, index) =>
        schema.items ? broken(schema.items, item, `${path}[${index}]`) : [],
      ),
    ];
  }
  if (typeof value !== 'object' || value === null) return own;
  return [
    ...own,
    ...Object.entries(value).flatMap(([key, member]) => {
      const inner = schema.properties?.[key] ?? schema.additionalProperties;
      return typeof inner === 'object' ? broken(inner, member, `${path}.${key}`) : [];
    }),
  ];
}

/** CEL counts in 64 bits. */
function forCel(value: unknown): unknown {
  if (typeof value === 'number' && Number.isInteger(value)) return BigInt(value);
  if (Array.isArray(value)) return value.map(forCel);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, forCel(member)]));
}

interface Written {
  readonly apiVersion: string;
  readonly kind: string;
  readonly [key: string]: unknown;
}

describe.runIf(existsSync(folder))('the custom resource definitions themselves', () => {
  const judges = existsSync(folder) ? readJudges() : new Map<string, Judge>();
  const native = new Set([
    'Namespace',
    'ConfigMap',
    'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding',
  ]);

  it.each(goldenNames)('accept every document of %s', async (name) => {
    const { plan, ground } = goldenGround(name);
    const problems: string[] = [];
    let judged = 0;
    for (const format of ['kueue', 'aibrix']) {
      for (const { path, content } of await formatOn(format, ground).files(plan)) {
        if (!path.endsWith('.yaml') || typeof content !== 'string') continue;
        for (const document of parseAllDocuments(content)) {
          const object: Written | null = document.toJS();
          if (object === null || native.has(object.kind)) continue;
          const judge = judges.get(`${object.apiVersion} ${object.kind}`);
          judged += 1;
          if (judge === undefined)
            problems.push(`${path}: no definition of ${object.apiVersion} ${object.kind}`);
          else
            problems.push(
              ...[...judge.shape(object), ...judge.rules(object)].map(
                (one) => `${path} ${object.kind} ${one}`,
              ),
            );
        }
      }
    }
    expect(problems).toEqual([]);
    expect(judged).toBeGreaterThan(0);
  });

  const queue = {
    apiVersion: 'kueue.x-k8s.io/v1beta2',
    kind: 'ClusterQueue',
    metadata: { name: 'q' },
    spec: {
      cohortName: 'c',
      resourceGroups: [
        {
          coveredResources: ['nvidia.com/gpu'],
          flavors: [{ name: 'f', resources: [{ name: 'nvidia.com/gpu', nominalQuota: 8 }] }],
        },
      ],
    },
  } as const;
  const judgeQueue = (spec: Json | object): readonly string[] => {
    const judge = judges.get('kueue.x-k8s.io/v1beta2 ClusterQueue');
    const object = { ...queue, spec };
    return judge === undefined ? ['no definition'] : [...judge.shape(object), ...judge.rules(object)];
  };

  it('are judged so that mistakes are found', () => {
    expect(judgeQueue(queue.spec)).toEqual([]);
    expect(judgeQueue({ ...queue.spec, cohort: 'c' }).join()).toContain('additional properties');
    expect(judgeQueue({ ...queue.spec, cohortName: 'C' }).join()).toContain('pattern');
    const [group] = queue.spec.resourceGroups;
    const more = {
      ...queue.spec,
      resourceGroups: [{ ...group, coveredResources: ['nvidia.com/gpu', 'a.com/b'] }],
    };
    expect(judgeQueue(more).join()).toContain('same number of resources');
    const limited = [
      { name: 'f', resources: [{ name: 'nvidia.com/gpu', nominalQuota: 8, borrowingLimit: 1 }] },
    ];
    expect(judgeQueue({ resourceGroups: [{ ...group, flavors: limited }] }).join()).toContain(
      'borrowingLimit',
    );
  });
});
