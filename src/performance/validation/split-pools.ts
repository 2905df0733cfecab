import { requestBytes } from '../memory-room.ts';
import { stepSeconds } from '../step-seconds.ts';
import { configurationOf, type Entries } from './configuration-of.ts';
import { figuresOf, keyOf, type Predicted } from './figures.ts';
import { lengths, spreadOf } from './lengths.ts';
import { playPools } from './play-pools.ts';
import { prepare } from './prepared.ts';
import { cell, numberIn, type TruthRow } from './truth.ts';

/** A link between systems where the catalog knows none, B/s. Assumed: 400 Gbit/s. */
const assumedLink = 50e9;
/** Waves of users played. */
const waves = 10;

/** Prompts on prefill replicas, answers on decode replicas, users in a closed loop over both. */
export function splitPools(row: TruthRow, catalog: Entries): Predicted | string {
  const found = /P:(\d+)x\(TP(\d+) DP(\d+) EP(\d+)\) D:(\d+)x\(TP(\d+) DP(\d+) EP(\d+)\)/u.exec(
    cell(row, 'parallelism'),
  );
  const prompt = numberIn(row, 'isl');
  const answer = numberIn(row, 'osl');
  const users = numberIn(row, 'concurrency');
  if (found === null) return 'the split of the pools is not stated';
  if (prompt === undefined || answer === undefined || users === undefined)
    return 'the lengths or the number of users are not stated';
  const [prefills = 1, prefillTensor = 1, prefillData = 1, , decodes = 1, decodeTensor = 1, decodeData = 1] =
    found.slice(1).map(Number);
  const pool = (tensor: number, data: number) =>
    configurationOf(row, catalog, `TP${tensor} PP1 attnDP${data} moeTP1 moeEP${tensor * data}`);
  const prefill = pool(prefillTensor, prefillData);
  const decode = pool(decodeTensor, decodeData);
  if (typeof prefill === 'string') return prefill;
  if (typeof decode === 'string') return decode;
  const context = prompt + answer / 2;
  const answers = prepare(decode, context, true);
  const prompts = prepare(prefill, prompt, true);
  if (answers === undefined || prompts === undefined) return 'the model does not fit by our count of memory';
  const { model } = prompts;
  const spread = spreadOf(row);
  const run = playPools({
    prompt: lengths(prompt, spread, 0),
    answer: lengths(answer, spread, 1),
    users,
    requests: users * waves,
    prefillReplicas: prefills * model.groups,
    // Each group of a replica works on its own prompt; all step together.
    prefillSeconds: (tokens) => {
      const chunk = Math.min(tokens, prompts.allowed.chunk / model.groups);
      return stepSeconds(model, 0, 0, chunk * model.groups, tokens / 2) * (tokens / chunk);
    },
    handover: (tokens) => requestBytes(decode.replica, tokens) / (decode.replica.rank.far ?? assumedLink),
    decodeReplicas: decodes,
    most: Math.min(answers.allowed.running, answers.allowed.cacheTokens / context),
    gain: answers.model.gain,
    decodeSeconds: (batch, tokens) => stepSeconds(answers.model, batch, tokens, 0, 0),
    perRequest: decode.engine.perRequest,
    // Both pools warm up, one after the other.
    firstWave: prompts.allowed.firstWave + answers.allowed.firstWave,
  });
  return { key: keyOf(decode), figures: figuresOf(run, { ...decode, copies: 1 }) };
}
