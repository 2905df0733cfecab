import type { z } from 'zod';
import type { Diagnostic } from '../../diagnostics/index.ts';
import type { ExportedFile } from '../format.ts';
import type { KubeObject } from '../kubernetes/objects.ts';
import { readObjects, type FoundObject } from '../kubernetes/read-objects.ts';
import { handoffProblem } from '../messages.ts';
import {
  checkAnswers,
  checkPolicy,
  compiled,
  parameterShapes,
  policyShapes,
  type Parameters,
  type PolicyObject,
  type WrittenPolicy,
} from '../policy/index.ts';
import { checkFileNames, textOf } from '../validation.ts';
import { changesBetween, changesText } from './changes.ts';
import { checkBundle } from './check-bundle.ts';
import { queueShapes, type QueueObject } from './shapes.ts';

const place =
  /^(?<cluster>[a-z0-9-]+)\/(?:policy\.yaml|(?<quarter>\d{4}Q[1-4])\/(?:queues\.yaml|rules\.yaml|changes\.txt))$/u;

/**
 * Everything wrong with an export for Kueue, looking at nothing but its files:
 *
 *     documents there ─ YAML, shape of each object ─ rules of schemas (CEL) and webhooks ─ names that lead nowhere
 *                     ─ the policy answers every sample pod as its parameters say ─ changes lead from quarter to quarter
 */
export function checkKueue(files: readonly ExportedFile[]): readonly Diagnostic[] {
  const places = files.map(({ path }) => place.exec(path)?.groups);
  const clusters = distinct(places.flatMap((groups) => groups?.cluster ?? []));
  const quarters = distinct(places.flatMap((groups) => groups?.quarter ?? []));
  const expected = clusters.flatMap((cluster) => [
    `${cluster}/policy.yaml`,
    ...quarters.flatMap((quarter) =>
      ['queues.yaml', 'rules.yaml', 'changes.txt'].map((name) => `${cluster}/${quarter}/${name}`),
    ),
  ]);
  return [
    ...checkFileNames(files, expected),
    ...clusters.flatMap((cluster) =>
      checkCluster(cluster, quarters, new Map(files.map((file) => [file.path, file]))),
    ),
  ];
}

type Files = ReadonlyMap<string, ExportedFile>;

function checkCluster(cluster: string, quarters: readonly string[], files: Files): readonly Diagnostic[] {
  const policyFile = files.get(`${cluster}/policy.yaml`);
  const law = policyFile === undefined ? undefined : readPolicy(policyFile);
  const admitter = law === undefined ? undefined : compiled(law.written);
  const bundles = quarters.map((quarter) => readBundle(`${cluster}/${quarter}`, files));
  return [
    ...(law === undefined ? [] : [...law.diagnostics, ...checkPolicy(law.written)]),
    ...bundles.flatMap((bundle, index) => [
      ...bundle.diagnostics,
      ...checkBundle(bundle.queues),
      ...bundle.rules.flatMap((found) => checkAnswers(admitter, found)),
      ...checkChanges(bundle, bundles[index - 1], files),
    ]),
  ];
}

interface Bundle {
  readonly folder: string;
  readonly queues: readonly FoundObject<QueueObject>[];
  readonly rules: readonly FoundObject<Parameters>[];
  readonly diagnostics: readonly Diagnostic[];
}

function readBundle(folder: string, files: Files): Bundle {
  const queues = readFrom(`${folder}/queues.yaml`, queueShapes as Shapes<QueueObject>, files);
  const rules = readFrom(`${folder}/rules.yaml`, parameterShapes as Shapes<Parameters>, files);
  return {
    folder,
    queues: queues.objects,
    rules: rules.objects,
    diagnostics: [...queues.diagnostics, ...rules.diagnostics],
  };
}

function readPolicy(file: ExportedFile): {
  readonly written: WrittenPolicy;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { objects, diagnostics } = readObjects(file, policyShapes as Shapes<PolicyObject>);
  const all = objects.map(({ object }) => object);
  const policy = all.find((object) => object.kind === 'ValidatingAdmissionPolicy');
  const binding = all.find((object) => object.kind === 'ValidatingAdmissionPolicyBinding');
  return { written: { file: file.path, policy, binding }, diagnostics };
}

type Shapes<T> = Readonly<Record<string, z.ZodType<T>>>;

function readFrom<T>(path: string, shapes: Shapes<T>, files: Files): ReturnType<typeof readObjects<T>> {
  const file = files.get(path);
  return file === undefined ? { objects: [], diagnostics: [] } : readObjects(file, shapes);
}

/** Whether `changes.txt` says what leads from one bundle to the next; where a document cannot be read, that is enough to say. */
function checkChanges(bundle: Bundle, before: Bundle | undefined, files: Files): readonly Diagnostic[] {
  const path = `${bundle.folder}/changes.txt`;
  const file = files.get(path);
  if (file === undefined || [bundle, before].some((one) => (one?.diagnostics.length ?? 0) > 0)) return [];
  const text = changesText(changesBetween(objectsOf(before), objectsOf(bundle)));
  return textOf(file) === text
    ? []
    : [handoffProblem('FW-HND-0614', [path], `${path} does not say what changes in this quarter`)];
}

function objectsOf(bundle: Bundle | undefined): readonly KubeObject[] {
  return bundle === undefined
    ? []
    : [...bundle.queues, ...bundle.rules].map(({ object }): KubeObject => ({ ...object }));
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)].toSorted();
}
