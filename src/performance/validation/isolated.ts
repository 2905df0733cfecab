import { stepSeconds } from '../step-seconds.ts';
import { configurationOf, type Entries } from './configuration-of.ts';
import { keyOf, type Predicted } from './figures.ts';
import { prepare, type Prepared } from './prepared.ts';
import { cell, numberIn, type TruthRow } from './truth.ts';

/** Prompt tokens per device of a step, and answers per device, where nothing is stated. Assumed. */
const usualPrompts = 16_384;
/** Time per token that a pool for answers is run at where no level is stated, seconds. */
const usualLevel = 0.05;

/** One kind of step over and over: prompts alone or answers alone. Rows and their notes state the split and the batch per device. */
export function isolated(row: TruthRow, catalog: Entries): Predicted | string {
  const prefill = /prefill/iu.test(cell(row, 'phase'));
  const configuration = configurationOf(row, catalog, splitOf(row, prefill));
  if (typeof configuration === 'string') return configuration;
  const prompt = numberIn(row, 'isl') ?? 4096;
  const answer = numberIn(row, 'osl') ?? 1000;
  const context = prompt + answer / 2;
  const prepared = prepare(configuration, context, true);
  if (prepared === undefined) return 'the model does not fit by our count of memory';
  const { ranks } = configuration.replica;
  const accelerators = numberIn(row, 'count') ?? 1;
  const tokens = prefill ? promptTokens(row, prompt) * ranks : answersAtOnce(row, prepared, context, ranks);
  const step = prefill
    ? stepSeconds(prepared.model, 0, 0, tokens, prompt / 2)
    : stepSeconds(prepared.model, tokens, context, 0, 0);
  const rate = tokens / ranks / step;
  const what = prefill ? 'input' : 'output';
  return {
    key: keyOf(configuration),
    figures: {
      [`${what}_tput_per_accel`]: rate,
      [`${what}_tput`]: rate * accelerators,
      ...(!prefill && { tpot_mean: step * 1000 }),
    },
  };
}

/** How the devices are split: as the columns say, else as the notes do (`EP128`, `world size 4`), else not at all. */
function splitOf(row: TruthRow, prefill: boolean): string {
  const parallelism = cell(row, 'parallelism');
  const notes = cell(row, 'notes');
  const expert =
    new RegExp(`${prefill ? 'prefill' : 'decode'} EP(\\d+)`, 'iu').exec(parallelism)?.[1] ??
    /ep=(\d+)/u.exec(parallelism)?.[1] ??
    /\bEP(\d+)/u.exec(notes)?.[1] ??
    /world(?: size)? (\d+)/u.exec(notes)?.[1];
  if (Number(expert ?? 0) > 1) return `dep${expert}`;
  return parallelism === '' ? 'tp=1' : parallelism;
}

/** Prompt tokens of a step per device: `16384 tokens/GPU`, `2 x 4K requests/GPU`. */
function promptTokens(row: TruthRow, prompt: number): number {
  const written = cell(row, 'concurrency');
  const requests = /(\d+) ?x ?\d+K requests/u.exec(written)?.[1];
  if (requests !== undefined) return Number(requests) * prompt;
  return numberIn(row, 'concurrency') ?? usualPrompts;
}

/** Answers under way in all devices: as stated, else as many as memory and the level allow. */
function answersAtOnce(row: TruthRow, { model, allowed }: Prepared, context: number, ranks: number): number {
  const each =
    /(?:batch|bs) (\d+)/u.exec(cell(row, 'notes'))?.[1] ??
    /(\d+) (?:tokens\/GPU|per GPU)/u.exec(cell(row, 'concurrency'))?.[1];
  if (each !== undefined) return Number(each) * ranks;
  const users = numberIn(row, 'concurrency');
  if (users !== undefined) return users;
  const level = /(\d+(?:\.\d+)?) ?ms/u.exec(cell(row, 'slo'))?.[1];
  const limit = level === undefined ? usualLevel : Number(level) / 1000;
  const most = Math.min(allowed.running, allowed.cacheTokens / context);
  let batch = ranks;
  while (batch * 1.1 < most && stepSeconds(model, batch * 1.1, context, 0, 0) < limit) batch *= 1.1;
  return batch;
}
