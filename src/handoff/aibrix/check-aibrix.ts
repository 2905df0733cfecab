import type { Diagnostic } from '../../diagnostics/index.ts';
import { checkShape, readYaml } from '../../reading/index.ts';
import type { ExportedFile } from '../format.ts';
import { identity } from '../kubernetes/objects.ts';
import { readObjects } from '../kubernetes/read-objects.ts';
import { handoffProblem } from '../messages.ts';
import { checkFileNames, textOf } from '../validation.ts';
import { metricPath, replicaMetric } from './autoscaler.ts';
import { autoscalerShapes, profilesShape, type PodAutoscaler, type Profiles } from './shapes.ts';

const place = /^(?<folder>[a-z0-9-]+\/\d{4}Q[1-4])\/(?:autoscalers\.yaml|profiles\.json)$/u;

/** Everything wrong with an export for AIBrix, looking at nothing but its files. */
export function checkAibrix(files: readonly ExportedFile[]): readonly Diagnostic[] {
  const folders = [
    ...new Set(files.flatMap(({ path }) => place.exec(path)?.groups?.folder ?? [])),
  ].toSorted();
  const found = new Map(files.map((file) => [file.path, file]));
  return [
    ...checkFileNames(
      files,
      folders.flatMap((folder) => [`${folder}/autoscalers.yaml`, `${folder}/profiles.json`]),
    ),
    ...folders.flatMap((folder) =>
      checkFolder(found.get(`${folder}/autoscalers.yaml`), found.get(`${folder}/profiles.json`)),
    ),
  ];
}

function checkFolder(yaml: ExportedFile | undefined, json: ExportedFile | undefined): readonly Diagnostic[] {
  const read = yaml === undefined ? undefined : readObjects<PodAutoscaler>(yaml, autoscalerShapes);
  const profiles = json === undefined ? undefined : readProfiles(json);
  const scalers = read?.objects.map(({ object }) => object) ?? [];
  const complete = read?.diagnostics.length === 0 && profiles?.profiles !== undefined;
  return [
    ...(read?.diagnostics ?? []),
    ...(profiles?.diagnostics ?? []),
    ...scalers.flatMap((scaler) => checkScaler(scaler, yaml?.path ?? '')),
    ...twice(scalers, yaml?.path ?? ''),
    ...(complete ? checkPairs(scalers, profiles.profiles, yaml?.path ?? '', json?.path ?? '') : []),
  ];
}

function readProfiles(file: ExportedFile): {
  readonly profiles?: Profiles;
  readonly diagnostics: readonly Diagnostic[];
} {
  const text = textOf(file);
  if (text === undefined)
    return { diagnostics: [handoffProblem('FW-HND-0003', [file.path], 'not UTF-8 text')] };
  const document = readYaml(file.path, text);
  if (document.data === undefined) return { diagnostics: document.diagnostics };
  const shaped = checkShape(profilesShape, document);
  if (!shaped.ok)
    return { diagnostics: shaped.diagnostics.map((one) => ({ ...one, path: [file.path, ...one.path] })) };
  const diagnostics = Object.entries(shaped.value).flatMap(([key, { tputs, e2e, ttft, indexes }]) =>
    Object.entries({ tputs, e2e, ttft })
      .filter(
        ([, table]) =>
          table.length !== indexes[0].length || table.some((row) => row.length !== indexes[1].length),
      )
      .map(([name]) =>
        handoffProblem(
          'FW-HND-0803',
          [file.path, key],
          `\`${key}\`: ${name} is not ${indexes[0].length} output lengths by ${indexes[1].length} input lengths`,
        ),
      ),
  );
  return { profiles: shaped.value, diagnostics };
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

/** Every deployment has a profile of its name, and every profile a deployment. */
function checkPairs(
  scalers: readonly PodAutoscaler[],
  profiles: Profiles,
  yaml: string,
  json: string,
): readonly Diagnostic[] {
  const deployments = new Set(scalers.map(({ spec }) => spec.scaleTargetRef.name));
  const known = new Set(Object.values(profiles).map(({ gpu }) => gpu));
  return [
    ...[...deployments]
      .filter((name) => !known.has(name))
      .map((name) => handoffProblem('FW-HND-0805', [yaml, name], `the deployment ${name} has no profile`)),
    ...Object.entries(profiles)
      .filter(([key, { gpu }]) => !deployments.has(gpu) || !key.endsWith(`_${gpu}`))
      .map(([key, { gpu }]) =>
        handoffProblem('FW-HND-0805', [json, key], `\`${key}\` is of ${gpu}, which is not scaled here`),
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
