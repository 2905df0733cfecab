import type { Diagnostic } from '../../diagnostics/index.ts';
import type { ExportedFile } from '../format.ts';
import { identity } from '../kubernetes/objects.ts';
import { readObjects } from '../kubernetes/read-objects.ts';
import { handoffProblem } from '../messages.ts';
import { checkFileNames } from '../validation.ts';
import { metricPath, replicaMetric } from './autoscaler.ts';
import { checkProfile, readKeys } from './check-profiles.ts';
import { autoscalerShapes, type Keys, type PodAutoscaler } from './shapes.ts';

const place = /^(?<folder>[a-z0-9-]+\/\d{4}Q[1-4])\/(?:autoscalers\.yaml|profiles\/.+\.json)$/u;

/** Everything wrong with an export for AIBrix, looking at nothing but its files. */
export function checkAibrix(files: readonly ExportedFile[]): readonly Diagnostic[] {
  const folders = [
    ...new Set(files.flatMap(({ path }) => place.exec(path)?.groups?.folder ?? [])),
  ].toSorted();
  const found = new Map(files.map((file) => [file.path, file]));
  const checked = folders.map((folder) => checkFolder(folder, found));
  return [
    ...checkFileNames(
      files,
      checked.flatMap(({ expected }) => expected),
    ),
    ...checked.flatMap(({ diagnostics }) => diagnostics),
  ];
}

function checkFolder(
  folder: string,
  files: ReadonlyMap<string, ExportedFile>,
): { readonly expected: readonly string[]; readonly diagnostics: readonly Diagnostic[] } {
  const yamlPath = `${folder}/autoscalers.yaml`;
  const keysPath = `${folder}/profiles/keys.json`;
  const yaml = files.get(yamlPath);
  const list = files.get(keysPath);
  const read = yaml === undefined ? undefined : readObjects<PodAutoscaler>(yaml, autoscalerShapes);
  const { keys, diagnostics } = list === undefined ? { diagnostics: [] } : readKeys(list);
  const scalers = read?.objects.map(({ object }) => object) ?? [];
  const profiles = Object.values(keys ?? {}).map((file) => `${folder}/profiles/${file}`);
  return {
    expected: [yamlPath, keysPath, ...profiles],
    diagnostics: [
      ...(read?.diagnostics ?? []),
      ...diagnostics,
      ...profiles.flatMap((path) => {
        const file = files.get(path);
        return file === undefined ? [] : checkProfile(file);
      }),
      ...scalers.flatMap((scaler) => checkScaler(scaler, yamlPath)),
      ...twice(scalers, yamlPath),
      ...(read?.diagnostics.length === 0 && keys !== undefined
        ? checkPairs(scalers, keys, yamlPath, keysPath)
        : []),
    ],
  };
}

function checkScaler(scaler: PodAutoscaler, file: string): readonly Diagnostic[] {
  const { metadata, spec } = scaler;
  const who = identity(scaler);
  const at = [file, who] as const;
  const bounds = [
    { name: 'the autoscaler', minReplicas: spec.minReplicas, maxReplicas: spec.maxReplicas },
    ...spec.schedules,
  ];
  const inOrder = spec.schedules.toSorted((a, b) => (a.startTime < b.startTime ? -1 : 1));
  return [
    ...bounds
      .filter(({ minReplicas, maxReplicas }) => minReplicas > maxReplicas || maxReplicas > spec.maxReplicas)
      .map(({ name, minReplicas, maxReplicas }) =>
        handoffProblem(
          'FW-HND-0801',
          at,
          `${who}: ${name} goes from ${minReplicas} to ${maxReplicas} of at most ${spec.maxReplicas}`,
        ),
      ),
    ...inOrder
      .filter(
        ({ startTime, endTime }, index) =>
          endTime <= startTime || startTime < (inOrder[index - 1]?.endTime ?? '00:00'),
      )
      .map(({ name, startTime, endTime }) =>
        handoffProblem(
          'FW-HND-0802',
          at,
          `${who}: the schedule ${name}, ${startTime} to ${endTime}, ends too early or overlaps`,
        ),
      ),
    ...spec.schedules
      .filter(({ timezone }) => !isTimeZone(timezone))
      .map(({ name, timezone }) =>
        handoffProblem(
          'FW-HND-0802',
          at,
          `${who}: ${name} is in the time zone ${timezone}, which does not exist`,
        ),
      ),
    ...spec.metricsSources
      .filter(
        ({ path, targetMetric }) =>
          path !== metricPath(metadata.namespace, spec.scaleTargetRef.name) || targetMetric !== replicaMetric,
      )
      .map(({ path, targetMetric }) =>
        handoffProblem(
          'FW-HND-0804',
          at,
          `${who}: ${targetMetric} at ${path} is not the gauge of ${spec.scaleTargetRef.name}`,
        ),
      ),
  ];
}

function twice(scalers: readonly PodAutoscaler[], file: string): readonly Diagnostic[] {
  const ids = scalers.map(identity);
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) < index))].map((id) =>
    handoffProblem('FW-HND-0602', [file, id], `${id} is there twice`),
  );
}

/** Every deployment has a profile under a key of its name, and every profile a deployment. */
function checkPairs(
  scalers: readonly PodAutoscaler[],
  keys: Keys,
  yaml: string,
  json: string,
): readonly Diagnostic[] {
  const deployments = new Map(
    scalers.map(({ metadata, spec }) => [
      `${metadata.namespace}/${spec.scaleTargetRef.name}.json`,
      spec.scaleTargetRef.name,
    ]),
  );
  const known = new Set(Object.values(keys));
  return [
    ...[...deployments]
      .filter(([file]) => !known.has(file))
      .map(([, name]) =>
        handoffProblem('FW-HND-0805', [yaml, name], `the deployment ${name} has no profile`),
      ),
    ...Object.entries(keys)
      .filter(([key, file]) => !key.endsWith(`_${deployments.get(file) ?? '/'}`))
      .map(([key, file]) =>
        handoffProblem('FW-HND-0805', [json, key], `\`${key}\` is of ${file}, which is not scaled here`),
      ),
  ];
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
