/** Words of a shell command, quoted so that the shell takes each as it is. */
function shellWords(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w@%+=:,./-]+$/u.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
}

/**
 * The batch script of a job array: each element works on one chunk. Elements may be requeued when a node dies, as a chunk that
 * is there already ends at once.
 *
 * @param program words that call fleetwright on the nodes
 * @param folder absolute path of the sweep's folder, on a file system that all nodes share
 * @param extra further lines for the head, such as `--partition=cpu`
 */
export function slurmScript(
  program: readonly string[],
  folder: string,
  extra: readonly string[] = [],
): string {
  const chunk = [
    ...program,
    'sweep',
    'run-chunk',
    '--spec',
    `${folder}/sweep.json`,
    '--folder',
    folder,
    '--quiet',
  ];
  const head = [
    '--job-name=fleetwright-sweep',
    '--requeue',
    '--ntasks=1',
    `--output=${folder}/slurm-%A_%a.log`,
    '--open-mode=append',
    ...extra,
  ];
  return [
    '#!/bin/sh',
    ...head.map((option) => `#SBATCH ${option}`),
    `exec ${shellWords(chunk)} --chunk "$SLURM_ARRAY_TASK_ID"`,
    '',
  ].join('\n');
}

/** Numbers as Slurm writes a list of array elements: `0-3,7,9-10`. */
export function arrayRange(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}
