import { meanWithin } from '../memory-room.ts';
import type { StepModel } from '../step-model.ts';
import { stepSeconds } from '../step-seconds.ts';
import { type Configuration, configurationOf, type Entries } from './configuration-of.ts';
import { type DataSet, dataSetOf } from './data-sets.ts';
import { type Figures, keyOf, type Predicted } from './figures.ts';
import { prepare, type Prepared } from './prepared.ts';
import { cell, numberIn, type TruthRow } from './truth.ts';

/** A way to run the benchmark on the devices of the row, with the requests per second that it sustains by our count. */
interface Candidate {
  readonly configuration: Configuration;
  readonly prepared: Prepared;
  readonly rate: number;
}

/**
 * MLPerf: rows state devices and load, never the split; whoever submits searches for it. So does this.
 *
 * ```
 * splits of the devices ──► the one that does most within the level ──► offline: its steady state
 *                                     ──► server, interactive: as fast as its load says, times at that load
 * ```
 *
 * A submitter raises the load until the level binds. The load of a row therefore tells how fast the system is: times are scaled until
 * the most requests within the level are those it was run at. What the model itself takes to be the most is kept as `capacity`.
 */
export function tuned(row: TruthRow, regime: string, catalog: Entries): Predicted | string {
  const set = dataSetOf(cell(row, 'workload'));
  const prompt = numberIn(row, 'isl') ?? numberIn(row, 'isl_est') ?? set.prompt;
  const answer = numberIn(row, 'osl');
  if (prompt === undefined || answer === undefined) return 'the lengths of requests are not stated';
  const request: Request = { prompt, answer, spread: set };
  const part = regime === 'mlperf-interactive' ? meanOfTail.interactive : meanOfTail.server;
  const level =
    regime === 'mlperf-offline' ? { ttft: Infinity, tpot: Infinity } : withMargin(levelOf(row), part);
  const best = bestSplit(row, catalog, request, level);
  if (typeof best === 'string') return best;
  const { configuration, rate } = best;
  const asked = regime === 'mlperf-offline' ? undefined : numberIn(row, 'qps');
  const figures =
    asked === undefined
      ? steady(rate, configuration, request)
      : {
          ...atLoad(asked, best, request, level),
          capacity_request_tput: rate,
        };
  return { key: keyOf(configuration), figures };
}

interface Request {
  readonly prompt: number;
  readonly answer: number;
  readonly spread: Pick<DataSet, 'median' | 'most'>;
}

interface Level {
  readonly ttft: number;
  readonly tpot: number;
}

function bestSplit(row: TruthRow, catalog: Entries, request: Request, level: Level): Candidate | string {
  let best: Candidate | undefined;
  let why = 'the model does not fit by our count of memory';
  const accelerators = numberIn(row, 'count') ?? 1;
  const widths = [1, 2, 4, 8].filter((width) => accelerators % width === 0);
  const within = widths.flatMap((tensor) => [`tp=${tensor}`, ...(tensor > 1 ? [`dep${tensor}`] : [])]);
  const staged = widths.flatMap((tensor) =>
    [2, 4, 8]
      .filter((stages) => accelerators % (tensor * stages) === 0)
      .map((stages) => `tp=${tensor} pp=${stages}`),
  );
  // Stages only where the model fits in no other way.
  for (const split of [...within, ...staged]) {
    if (best !== undefined && split.includes('pp=')) break;
    const configuration = configurationOf(row, catalog, split);
    if (typeof configuration === 'string') {
      why = configuration;
      continue;
    }
    if (split.startsWith('dep') && configuration.model.shape.moeLayers === 0) continue;
    const prepared = prepare(configuration, request.prompt + request.answer / 2);
    if (prepared === undefined) continue;
    const rate = rateWithin(prepared, configuration, request, level, 1);
    if (rate > (best?.rate ?? 0)) best = { configuration, prepared, rate };
  }
  return best ?? why;
}

/** Throughput without end: nothing is predicted of times. */
function steady(rate: number, { accelerators }: Configuration, { prompt, answer }: Request): Figures {
  const output = rate * answer;
  const input = rate * prompt;
  return {
    request_tput: rate,
    output_tput: output,
    output_tput_per_accel: output / accelerators,
    total_tput: output + input,
    total_tput_per_accel: (output + input) / accelerators,
  };
}

/** Factors on times within which the load is believed to tell how fast the system is. */
const believed = { fast: 0.4, slow: 2.5 } as const;

/**
 * Times at a load that was raised until the level bound: those of the largest batch within the level, on a system as fast as the load
 * says. Tails over means are those of MLPerf's rows, whose lengths and engines differ less than their chips.
 */
function atLoad(
  asked: number,
  { configuration, prepared }: Candidate,
  request: Request,
  level: Level,
): Figures {
  let { fast, slow }: { fast: number; slow: number } = believed;
  for (let round = 0; round < 20; round += 1) {
    const middle = Math.sqrt(fast * slow);
    if (rateWithin(prepared, configuration, request, level, middle) > asked) fast = middle;
    else slow = middle;
  }
  const slower = Math.sqrt(fast * slow);
  const batch = Math.max(1, batchWithin(prepared, request, level, slower));
  const { tpot, ttft } = timesAt(prepared, request, slower, batch);
  const endToEnd = ttft + tpot * request.answer;
  const [first, token, whole] = [ttft * 1000, tpot * 1000, endToEnd * 1000];
  return {
    ...steady(asked, configuration, request),
    ttft_mean: first,
    ttft_p50: first * tails.ttft50,
    ttft_p99: first * tails.ttft99,
    tpot_mean: token,
    tpot_p50: token,
    tpot_p99: token * tails.tpot99,
    e2el_mean: whole,
    e2el_p50: whole * request.spread.median,
    e2el_p99: whole * request.spread.most,
  };
}

/** First token and time per token at the median and the 99th percentile over the mean: medians over MLPerf's rows. */
const tails = { ttft50: 0.9, ttft99: 2.4, tpot99: 1.08 } as const;

function scaled(model: StepModel, factor: number): StepModel {
  return { ...model, host: model.host * factor };
}

function levelOf(row: TruthRow): Level {
  const slo = cell(row, 'slo');
  const milliseconds = (word: string): number => {
    const found = new RegExp(`${word} ?<= ?(\\d+(?:\\.\\d+)?) ?ms`, 'u').exec(slo)?.[1];
    return found === undefined ? Infinity : Number(found) / 1000;
  };
  return { ttft: milliseconds('TTFT'), tpot: milliseconds('TPOT') };
}

/** Mean time per token over the level, which is of the 99th percentile: medians of MLPerf's rows. And mean first token over its level. */
const meanOfTail = { server: 0.75, interactive: 0.87, ttft: 0.4 } as const;

function withMargin({ ttft, tpot }: Level, part: number): Level {
  return { ttft: ttft * meanOfTail.ttft, tpot: tpot * part };
}

/** Times of a replica with all of them × `slower` when `batch` requests decode at once, prompts coming in at the pace answers end. */
function timesAt(
  { model: prepared, allowed }: Prepared,
  { prompt, answer }: Request,
  slower: number,
  batch: number,
): Level {
  const model = scaled(prepared, slower);
  const context = prompt + answer / 2;
  const perStep = (batch * prompt * model.gain) / answer;
  const step = stepSeconds(model, batch, context, perStep, prompt / 2);
  const chunk = Math.min(prompt * model.groups, allowed.chunk);
  const own = stepSeconds(model, batch, context, Math.max(chunk, perStep), prompt / 2);
  // Half a step until the next begins, the steps of its own chunks, and half a step more until the answer is streamed.
  const chunks = Math.max(1, (prompt * model.groups) / allowed.chunk);
  return { tpot: step / model.gain, ttft: allowed.perRequest + step + own * chunks };
}

/** The largest batch of a replica at which its mean times, all × `slower`, stay within the level: by halving. */
function batchWithin(prepared: Prepared, request: Request, level: Level, slower: number): number {
  const { allowed } = prepared;
  const held = request.prompt + request.answer * (allowed.reserved === 1 ? 1 : 0.5);
  const fit = Math.min(allowed.running, allowed.cacheTokens / held);
  // Arrivals swing; a backlog without end does not.
  let low = 0;
  let high = Math.floor(level.tpot === Infinity ? fit : meanWithin(fit)) + 1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const { tpot, ttft } = timesAt(prepared, request, slower, middle);
    if (tpot <= level.tpot && ttft <= level.ttft) low = middle;
    else high = middle;
  }
  return low;
}

/** Requests per second of all copies within the level, with all times × `slower`. */
function rateWithin(
  prepared: Prepared,
  { copies }: Configuration,
  request: Request,
  level: Level,
  slower: number,
): number {
  const batch = batchWithin(prepared, request, level, slower);
  return batch === 0
    ? 0
    : (copies * batch) / (request.answer * timesAt(prepared, request, slower, batch).tpot);
}
