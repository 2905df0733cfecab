import {
  permittedFormats,
  rateAnswer,
  trainingAnswer,
  type PermittedFormat,
  type RateAnswer,
  type RateQuestion,
  type TrainingAnswer,
} from '../../performance/index.ts';
import { parseQuantity } from '../../quantity/index.ts';
import type { World } from '../world.ts';
import { Asked } from './asked.ts';
import type { Answer, Words } from './words.ts';

/** Why a model has no rate on a system: a code of the room performance, and the case at hand. */
export interface NoRate {
  readonly code: string;
  readonly why: string;
}

/** Level, tokens and cached part that count when nobody says otherwise. */
const usual = { slo: 'ttft=2s,tpot=50ms', isl: 2000, osl: 500, cached: 0 } as const;

/**
 * What one system is asked to do for one model; words: `model`, `system`, `slo` (`ttft=2s,tpot=50ms`), `isl`, `osl`
 * (tokens per request), `cached` (part of the input found in the prefix cache), `formats` (of 4 bits, permitted beside those of 8 and 16).
 */
export function askRate(words: Words, world: World): Answer<RateQuestion> {
  const { models, systems, accelerators } = world.catalog;
  const asked = new Asked(words, world);
  const model = asked.entry('model', models);
  const system = asked.entry('system', systems);
  const accelerator = system && accelerators.get(system.accelerator);
  const slo = String(words.slo ?? usual.slo);
  const level = levelOf(slo);
  if (level === undefined) asked.wrong('slo', slo, `a level like ${usual.slo}`);
  const inputTokens = asked.number('isl', usual.isl, mostTokens, 1);
  const outputTokens = asked.number('osl', usual.osl, mostTokens, 1);
  const cachedInput = asked.number('cached', usual.cached, 0.99);
  const formats = formatsOf(words.formats);
  if (formats === undefined)
    asked.wrong('formats', String(words.formats), `some of ${permittedFormats.join(', ')}`);
  if (
    asked.problems.length > 0 ||
    model === undefined ||
    system === undefined ||
    accelerator === undefined ||
    level === undefined ||
    formats === undefined
  )
    return { ok: false, problems: asked.problems };
  return {
    ok: true,
    value: { system, accelerator, model, inputTokens, outputTokens, cachedInput, ...level, formats },
  };
}

/** Formats of 4 bits by their names, separated by commas; undefined where one is none. */
function formatsOf(written: Words[string]): readonly PermittedFormat[] | undefined {
  if (typeof written !== 'string') return [];
  const names = written.split(',').map((name) => name.trim());
  const found = permittedFormats.filter((format) => names.includes(format));
  return names.every((name) => found.some((format) => format === name)) ? found : undefined;
}

/** More tokens in one request than any model takes. */
const mostTokens = 100_000_000;

/** One system of a comparison. */
export interface ComparedRate {
  readonly system: string;
  readonly answer: RateAnswer | NoRate;
}

/** The same question on several systems, most tokens per chip first; words as of a rate, `systems` (ids, commas) for `system`. `anchored` adds what was measured. */
export function compareRates(
  words: Words,
  world: World,
  anchored: (question: RateQuestion) => RateQuestion = (question) => question,
): Answer<readonly ComparedRate[]> {
  const listed = words.systems;
  const ids = typeof listed === 'string' ? listed.split(',') : [...world.catalog.systems.keys()];
  const asked = [...new Set(ids)].map((id) => ({ id, one: askRate({ ...words, system: id }, world) }));
  const problems = asked.flatMap(({ one }) => (one.ok ? [] : one.problems));
  if (problems.length > 0) return { ok: false, problems: distinct(problems) };
  const answers = asked.flatMap(({ id, one }) =>
    one.ok ? [{ system: id, answer: rateAnswer(anchored(one.value)) }] : [],
  );
  const perChip = ({ answer }: ComparedRate): number => ('code' in answer ? -1 : answer.perAccelerator);
  return {
    ok: true,
    value: answers.toSorted((a, b) => perChip(b) - perChip(a) || a.system.localeCompare(b.system)),
  };
}

/** A training run and how fast it is. */
export interface TrainingRated {
  readonly question: RateQuestion;
  readonly accelerators: number;
  readonly answer: TrainingAnswer | NoRate;
}

/** How fast a model trains; words: `model`, `system`, `count` (chips), `batch` (sequences), `sequence` (tokens), `precision`. */
export function askTraining(words: Words, world: World): Answer<TrainingRated> {
  const asked = new Asked(words, world);
  const accelerators = asked.number('count', 1024, 10_000_000, 1);
  const globalBatch = words.batch === undefined ? undefined : asked.number('batch', 1, 1e9, 1);
  const sequence = asked.number('sequence', 4096, mostTokens, 1);
  const rate = askRate({ model: words.model, system: words.system }, world);
  const problems = distinct([...asked.problems, ...(rate.ok ? [] : rate.problems)]);
  if (!rate.ok || problems.length > 0) return { ok: false, problems };
  const { system, accelerator, model } = rate.value;
  const precision = typeof words.precision === 'string' ? { precision: words.precision } : {};
  const answer = trainingAnswer({
    system,
    accelerator,
    model,
    accelerators,
    ...(globalBatch !== undefined && { globalBatch }),
    sequence,
    ...precision,
  });
  return { ok: true, value: { question: rate.value, accelerators, answer } };
}

/** The same question at half as many accelerators, and so on down to one system, at the same batch; fewest first. */
export function trainingScaling(words: Words, world: World): readonly TrainingRated[] {
  const asked = askTraining(words, world);
  if (!asked.ok) return [];
  const { accelerators, answer, question } = asked.value;
  const fewer = Math.ceil(accelerators / 2);
  const least = Math.min(accelerators, question.system.accelerators);
  if ('code' in answer || fewer < least || fewer === accelerators) return [asked.value];
  return [
    ...trainingScaling({ ...words, count: String(fewer), batch: String(answer.globalBatch) }, world),
    asked.value,
  ];
}

/** `ttft=2s,tpot=50ms` → seconds; a part not named does not limit. */
function levelOf(written: string): { readonly ttft: number; readonly tpot: number } | undefined {
  const level = { ttft: 3600, tpot: 3600 };
  for (const part of written.split(',')) {
    const [name, value] = part.split('=');
    if ((name !== 'ttft' && name !== 'tpot') || value === undefined) return undefined;
    const read = parseQuantity(value, 'duration');
    if (!read.ok || typeof read.value !== 'number') return undefined;
    level[name] = read.value;
  }
  return level;
}

function distinct<T>(problems: readonly T[]): readonly T[] {
  return [...new Map(problems.map((each) => [JSON.stringify(each), each])).values()];
}
