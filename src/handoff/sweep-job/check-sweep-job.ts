import type { z } from 'zod';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { readObjects } from '../kubernetes/read-objects.ts';
import { handoffProblem } from '../messages.ts';
import { places } from './indexed-job.ts';
import { configMapShape, jobShape } from './shapes.ts';

type Job = z.infer<typeof jobShape>;
type Found = Job | z.infer<typeof configMapShape>;

/** What a ConfigMap may hold, bytes. */
const largestConfigMap = 1_048_576;

/**
 * Checks a manifest of a sweep as the API server and the sweep would: shapes, and that it works on every chunk of the sweep it
 * carries, exactly once, with its command, files and volumes fitting together.
 *
 * @param chunks chunks of the sweep
 */
export function checkSweepJob(text: string, chunks: number): readonly Diagnostic[] {
  const path = 'sweep-job.yaml';
  const { objects, diagnostics } = readObjects<Found>(
    { path, content: text },
    { 'batch/v1 Job': jobShape, 'v1 ConfigMap': configMapShape },
  );
  if (diagnostics.length > 0) return diagnostics;
  const say = (message: string): Diagnostic => handoffProblem('FW-HND-0901', [path], message);
  const jobs = objects.flatMap(({ object }) => (object.kind === 'Job' ? [object] : []));
  const maps = objects.flatMap(({ object }) => (object.kind === 'ConfigMap' ? [object] : []));
  const [job] = jobs;
  if (job === undefined || jobs.length > 1) return [say(`${jobs.length} jobs where one is needed`)];
  const { completions, parallelism, template } = job.spec;
  const map = maps.find(({ metadata }) =>
    template.spec.volumes.some(({ configMap }) => configMap?.name === metadata.name),
  );
  const bytes = maps.reduce(
    (sum, { data }) => sum + new TextEncoder().encode(JSON.stringify(data)).length,
    0,
  );
  return [
    ...(completions === chunks ? [] : [say(`${completions} completions for ${chunks} chunks`)]),
    ...(completions > 10_000 && parallelism > 10_000
      ? [say('more than 10,000 pods at a time of more than 10,000 completions')]
      : []),
    ...(map?.data['sweep.json'] === undefined ? [say('no ConfigMap of it carries sweep.json')] : []),
    ...(map !== undefined && map.metadata.namespace !== job.metadata.namespace
      ? [say('the ConfigMap is in another namespace')]
      : []),
    ...(bytes > largestConfigMap
      ? [say(`the sweep takes ${bytes} bytes; a ConfigMap holds ${largestConfigMap}`)]
      : []),
    ...template.spec.containers.flatMap((container) => checkContainer(container, job, say)),
  ];
}

function checkContainer(
  { command, volumeMounts }: Job['spec']['template']['spec']['containers'][number],
  { spec }: Job,
  say: (message: string) => Diagnostic,
): readonly Diagnostic[] {
  const { volumes } = spec.template.spec;
  const mounted = (path: string): (typeof volumes)[number] | undefined => {
    const mount = volumeMounts.find(
      ({ mountPath }) => path === mountPath || path.startsWith(`${mountPath}/`),
    );
    return volumes.find(({ name }) => name === mount?.name);
  };
  return [
    ...(command.includes('$(JOB_COMPLETION_INDEX)') ? [] : [say('every pod would work on the same chunk')]),
    ...(mounted(places.spec)?.configMap === undefined ? [say(`${places.spec} is not from a ConfigMap`)] : []),
    ...(mounted(places.chunks)?.persistentVolumeClaim === undefined
      ? [say(`chunks would be lost: ${places.chunks} is no persistent volume`)]
      : []),
  ];
}
