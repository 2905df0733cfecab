import { workerData } from 'node:worker_threads';
import { askTraining, compareRates, placesOf, readWorld, type World } from '../../pipeline/index.ts';
import { readActualSource } from '../../store/index.ts';
import { forecastsTask, varianceTask } from './actuals.ts';
import { checkTask } from './check.ts';
import { makeEvidenceTask, verifyEvidenceTask } from './evidence.ts';
import { explainTask, reportTask } from './explain.ts';
import { exportTask } from './export.ts';
import { diffTask, lookTask } from './look.ts';
import { validateScenario } from './validate.ts';
import { whatIfTask } from './what-if.ts';

// What the threads of the server work out. Inputs and answers are plain data: they are copied between threads.

let known: World | undefined;

/** What the pool was opened with, which Piscina hands over as the last of its own entries; read anew where there is no pool. */
function world(): World {
  known ??= Array.isArray(workerData) ? (workerData.at(-1) as World) : readWorld();
  return known;
}

/** Questions that take a while, by name. */
export const tasks = {
  validate: (file: Parameters<typeof validateScenario>[0]) => validateScenario(file, world()),
  check: (input: Parameters<typeof checkTask>[0]) => checkTask(input, world()),
  explain: explainTask,
  report: reportTask,
  makeEvidence: makeEvidenceTask,
  verifyEvidence: verifyEvidenceTask,
  readActuals: readActualSource,
  export: (input: Parameters<typeof exportTask>[0]) => exportTask(input, world()),
  whatIf: (input: Parameters<typeof whatIfTask>[0], stop?: Int32Array) => whatIfTask(input, world(), stop),
  places: (file: Parameters<typeof placesOf>[0]) => placesOf(file, world()),
  look: (input: Parameters<typeof lookTask>[0]) => lookTask(input, world()),
  diff: diffTask,
  variance: varianceTask,
  forecasts: forecastsTask,
  compare: (words: Parameters<typeof compareRates>[0]) => compareRates(words, world()),
  training: (words: Parameters<typeof askTraining>[0]) => plainTraining(words),
} as const;

/** A training rate without the entries of the catalog it was asked with. */
function plainTraining(words: Parameters<typeof askTraining>[0]) {
  const asked = askTraining(words, world());
  if (!asked.ok) return asked;
  const { accelerators, answer } = asked.value;
  return { ok: true as const, value: { accelerators, answer } };
}

/** What a thread of the pool calls. `stop` turns 1 when nobody waits for the answer any more. */
export function work({
  name,
  input,
  stop,
}: {
  readonly name: keyof typeof tasks;
  readonly input: never;
  readonly stop?: Int32Array;
}): unknown {
  return tasks[name](input, stop);
}
