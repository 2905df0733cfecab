import { cacheRoom, meanWithin, requestBytes } from '../memory-room.ts';
import { type Replica, stepModel, type StepModel, stepSeconds } from '../step-model.ts';
import { type Configuration, configurationOf, type Entries } from './configuration-of.ts';
import { mean, play, type Played, quantile, type Workload } from './play.ts';
import { cell, numberIn, type TruthPoint, type TruthRow } from './truth.ts';

/** Figures of one point by metric, in the units of the truth (ms, tokens per second, requests per second). */
type Figures = Readonly<Record<string, number>>;

export interface Predicted {
  readonly figures: Figures;
  /** Chip, engine, model and format: what anchors are kept by. */
  readonly key: string;
}

function keyOf({ chip, engine, model, format }: Configuration): string {
  return [chip, engine.name, model.name, format].join('|');
}

/**
 * What the model says of a point, by the physics of its regime.
 *
 * ```
 * closed loop      users who each send the next request when answered      played
 * burst, maximum   all requests at the start                               played
 * open loop        arrivals at random                                      played
 * static batch     one batch, together from the first prompt to the last token
 * split pools      prompts on some replicas, answers on others             closed form
 * MLPerf           the best split of the devices at the level              searched, then played
 * isolated         one step of prompts, or of answers, over and over
 * ```
 */
export function predictServing(point: TruthPoint, catalog: Entries): Predicted | string {
  const { row } = point;
  const regime = cell(row, 'regime');
  switch (regime) {
    case 'closed-loop':
    case 'burst-at-t0':
    case 'open-loop':
    case 'batch-1':
    case 'max-throughput':
    case 'static-batch':
      return played(row, regime, catalog);
    case 'mlperf-offline':
    case 'mlperf-server':
    case 'mlperf-interactive':
      return tuned(row, regime, catalog);
    case 'closed-loop-disagg':
      return splitPools(row, catalog);
    case 'isolated-prefill':
    case 'isolated-decode':
    case 'production-average':
    case 'forward-step':
      return isolated(row, catalog);
    default:
      return `the regime ${regime} is not known here`;
  }
}

/** A prepared replica with what its engine allows. */
interface Prepared {
  readonly model: StepModel;
  readonly allowed: Parameters<typeof play>[1];
}

function prepare({ replica, engine }: Configuration, context: number): Prepared | undefined {
  const room = cacheRoom(replica);
  if (room <= 0) return undefined;
  const model = stepModel(replica);
  const { groups } = model;
  return {
    model: {
      ...model,
      start: model.start + engine.stepExtra + model.layers * engine.layerExtra,
      kvMemory: model.kvMemory * (engine.unshared ? sharing(replica) : 1),
    },
    allowed: {
      reserved: engine.reserves ? 1 : 0.5,
      serial: engine.serial / groups,
      firstWave: replica.shape.moeLayers > 0 ? engine.firstWave : 0,
      running: engine.running * groups,
      cacheTokens: (groups * room * context) / requestBytes(replica, context),
      chunk: engine.chunk * groups,
      perRequest: engine.perRequest,
    },
  };
}

/** Query heads that share the keys and values of one. */
function sharing({ shape: { attention } }: Replica): number {
  return attention.kind === 'grouped' ? attention.heads / attention.kvHeads : 1;
}

/** Spread of lengths: as drawn by benchmarks with random lengths, as people write, or all the same. */
type Spread = 'range' | 'people' | 'fixed';

/** Even and repeatable draws in [0, 1): multiples of the golden ratio. */
function drawn(index: number, salt: number): number {
  const value = (index + 1) * 0.618_033_988_749_894_9 + salt * 0.754_877_666;
  return value - Math.floor(value);
}

function lengths(average: number, spread: Spread, salt: number): (index: number) => number {
  switch (spread) {
    case 'fixed':
      return () => Math.max(1, Math.round(average));
    case 'range':
      return (index) => Math.max(1, Math.round(average * (0.8 + 0.2 * drawn(index, salt))));
    default:
      return (index) => Math.max(1, Math.round(-average * Math.log(1 - drawn(index, salt) * 0.999)));
  }
}

function spreadOf(row: TruthRow): Spread {
  const workload = cell(row, 'workload');
  // A range stated for the sample holds for its InferenceX rows; with lengths all the same, users stay in step.
  if (/range ratio/u.test(workload)) return cell(row, 'source').startsWith('heyram') ? 'fixed' : 'range';
  return /sharegpt|MLPerf|multi-turn|dataset|AISBench/iu.test(workload) ? 'people' : 'fixed';
}

const mostPlayed = 3000;

function played(row: TruthRow, regime: string, catalog: Entries): Predicted | string {
  const configuration = configurationOf(row, catalog);
  if (typeof configuration === 'string') return configuration;
  const prompt = numberIn(row, 'isl') ?? numberIn(row, 'isl_est');
  const answer = numberIn(row, 'osl');
  if (prompt === undefined || answer === undefined) return 'the lengths of requests are not stated';
  const prepared = prepare(configuration, prompt + answer / 2);
  if (prepared === undefined) return 'the model does not fit by our count of memory';
  const load = workloadOf(row, regime, configuration, prepared, prompt, answer);
  if (typeof load === 'string') return load;
  const run = play(prepared.model, prepared.allowed, load);
  return { figures: figuresOf(run, configuration, prepared.model.gain), key: keyOf(configuration) };
}

function workloadOf(
  row: TruthRow,
  regime: string,
  { copies }: Configuration,
  prepared: Prepared,
  prompt: number,
  answer: number,
): Workload | string {
  const spread = spreadOf(row);
  const base = {
    prompt: lengths(prompt, spread, 0),
    answer: lengths(answer, spread, 1),
    arrival: () => 0,
    cached: cachedPart(row),
  };
  const users = numberIn(row, 'concurrency');
  const counted = Number(/\bn=(\d+)/u.exec(cell(row, 'notes'))?.[1] ?? Number.NaN);
  switch (regime) {
    case 'closed-loop': {
      if (users === undefined) return 'the number of users is not stated';
      const each = Math.max(1, Math.round(users / copies));
      const requests = Number.isFinite(counted) ? Math.max(each, Math.round(counted / copies)) : each * 10;
      return { ...base, users: each, requests: Math.min(requests, Math.max(mostPlayed, 4 * each)) };
    }
    case 'static-batch': {
      if (users === undefined) return 'the batch is not stated';
      return { ...base, users, requests: users };
    }
    case 'batch-1':
      return { ...base, users: 1, requests: 1 };
    case 'burst-at-t0': {
      const requests = Math.max(
        1,
        Math.round((Number.isFinite(counted) ? counted : (users ?? 1000)) / copies),
      );
      return { ...base, users: requests, requests };
    }
    case 'max-throughput': {
      const fit = prepared.allowed.cacheTokens / (prompt + answer / 2);
      const running = Math.max(1, Math.min(fit, prepared.allowed.running));
      const requests = Math.round(Math.min(Math.max(running * 3, 200), 6000));
      return { ...base, users: requests, requests };
    }
    case 'open-loop': {
      const rate = numberIn(row, 'qps');
      const requests = 500;
      if (rate === undefined) {
        return /inf/iu.test(cell(row, 'qps'))
          ? { ...base, users: requests, requests }
          : 'the rate of arrivals is not stated';
      }
      const arrivals = new Float64Array(requests);
      const even = /constant/u.test(cell(row, 'workload'));
      for (let index = 1; index < requests; index += 1) {
        const gap = even ? 1 : -Math.log(1 - drawn(index, 2) * 0.999);
        arrivals[index] = (arrivals[index - 1] ?? 0) + (gap * copies) / rate;
      }
      return { ...base, users: Infinity, requests, arrival: (index) => arrivals[index] ?? Infinity };
    }
    default:
      return `the regime ${regime} is not known here`;
  }
}

function cachedPart(row: TruthRow): number {
  const shared = /(\d+)-tok shared prefix/u.exec(cell(row, 'workload'))?.[1];
  const prompt = numberIn(row, 'isl') ?? 1;
  if (shared !== undefined && /prefix_cach/u.test(cell(row, 'notes')))
    return Math.min(0.95, Number(shared) / prompt);
  if (/multi-turn agentic/u.test(cell(row, 'workload'))) return 0.45;
  return 0;
}

/** Every metric that a played run answers. */
function figuresOf(run: Played, { copies, accelerators }: Configuration, gain: number): Figures {
  const figures: Record<string, number> = {};
  const add = (name: string, values: Float64Array, scale = 1000): void => {
    figures[`${name}_mean`] = mean(values) * scale;
    figures[`${name}_mean_or_median`] = mean(values) * scale;
    for (const [word, share] of [
      ['p50', 0.5],
      ['p90', 0.9],
      ['p95', 0.95],
      ['p99', 0.99],
    ] as const) {
      figures[`${name}_${word}`] = quantile(values, share) * scale;
    }
  };
  add('ttft', run.ttft);
  add('tpot', run.tpot);
  add('itl', run.tpot, 1000 * gain);
  add('e2el', run.endToEnd);
  const output = (run.outputTokens / run.seconds) * copies;
  const input = (run.inputTokens / run.seconds) * copies;
  return {
    ...figures,
    output_tput: output,
    output_tput_per_accel: output / accelerators,
    input_tput: input,
    input_tput_per_accel: input / accelerators,
    total_tput: output + input,
    total_tput_per_accel: (output + input) / accelerators,
    request_tput: (run.ttft.length / run.seconds) * copies,
  };
}

/** The split of the devices that does most at the level, then that split played. */
function tuned(row: TruthRow, regime: string, catalog: Entries): Predicted | string {
  const accelerators = numberIn(row, 'count') ?? 1;
  let best: Predicted | string = 'the model does not fit by our count of memory';
  let most = 0;
  const prompt = numberIn(row, 'isl') ?? numberIn(row, 'isl_est') ?? promptOf(row);
  const answer = numberIn(row, 'osl');
  if (prompt === undefined || answer === undefined) return 'the lengths of requests are not stated';
  const widths = [1, 2, 4, 8].filter((width) => accelerators % width === 0);
  for (const width of widths.flatMap((tensor) =>
    tensor === 1 ? [`tp=1`] : [`tp=${tensor}`, `dep${tensor}`],
  )) {
    const configuration = configurationOf(row, catalog, width);
    if (typeof configuration === 'string') {
      best = typeof best === 'string' && most === 0 ? configuration : best;
      continue;
    }
    if (width.startsWith('dep') && configuration.model.shape.moeLayers === 0) continue;
    const prepared = prepare(configuration, prompt + answer / 2);
    if (prepared === undefined) continue;
    const level = levelOf(row);
    const rate = rateWithin(prepared, configuration, prompt, answer, level);
    if (rate <= most) continue;
    most = rate;
    const asked = regime === 'mlperf-offline' ? undefined : numberIn(row, 'qps');
    const spread = spreadOf(row);
    const arrivals =
      asked === undefined ? undefined : evenly(Math.min(asked, rate) / configuration.copies, 1000);
    const fit = Math.min(prepared.allowed.running, prepared.allowed.cacheTokens / (prompt + answer / 2));
    const requests = arrivals === undefined ? Math.round(Math.min(Math.max(fit * 3, 200), 6000)) : 1000;
    const run = play(prepared.model, prepared.allowed, {
      prompt: lengths(prompt, spread, 0),
      answer: lengths(answer, spread, 1),
      cached: 0,
      requests,
      users: Infinity,
      arrival: (index) => (arrivals === undefined ? 0 : (arrivals[index] ?? Infinity)),
    });
    const figures = figuresOf(run, configuration, prepared.model.gain);
    const capacity =
      arrivals === undefined
        ? {}
        : {
            request_tput: rate,
            output_tput: rate * answer,
            output_tput_per_accel: (rate * answer) / configuration.accelerators,
          };
    best = { figures: { ...figures, ...capacity }, key: keyOf(configuration) };
    if (arrivals === undefined) most = figures.request_tput ?? rate;
  }
  return best;
}

/** Lengths of MLPerf's data sets that its rows leave out, as published with the benchmark, recalled. */
function promptOf(row: TruthRow): number | undefined {
  const sets: readonly (readonly [RegExp, number])[] = [
    [/OpenOrca/u, 294],
    [/CNN-DailyMail/u, 778],
    [/LongBench/u, 9400],
    [/AIME/u, 800],
    [/mixtral/iu, 294],
  ];
  return sets.find(([pattern]) => pattern.test(cell(row, 'workload')))?.[1];
}

function levelOf(row: TruthRow): { readonly ttft: number; readonly tpot: number } {
  const slo = cell(row, 'slo');
  const milliseconds = (word: string): number => {
    const found = new RegExp(`${word} ?<= ?(\\d+(?:\\.\\d+)?) ?ms`, 'u').exec(slo)?.[1];
    return found === undefined ? Infinity : Number(found) / 1000;
  };
  return { ttft: milliseconds('TTFT'), tpot: milliseconds('TPOT') };
}

function evenly(rate: number, requests: number): Float64Array {
  const arrivals = new Float64Array(requests);
  for (let index = 1; index < requests; index += 1) {
    arrivals[index] = (arrivals[index - 1] ?? 0) - Math.log(1 - drawn(index, 2) * 0.999) / rate;
  }
  return arrivals;
}

/** Mean time per token over its 99th percentile, which the levels of MLPerf are of: 0.55 to 0.97 in its own rows. */
const meanOfTail = 0.8;

/** Requests per second of all copies at which the mean step stays within the level: batch by halving. */
function rateWithin(
  { model, allowed }: Prepared,
  { copies }: Configuration,
  prompt: number,
  answer: number,
  level: { readonly ttft: number; readonly tpot: number },
): number {
  const context = prompt + answer / 2;
  const most = Math.floor(Math.min(allowed.running, allowed.cacheTokens / context));
  const at = (batch: number): { readonly tpot: number; readonly ttft: number } => {
    const perStep = (batch * prompt * model.gain) / answer;
    const step = stepSeconds(model, batch, context, perStep, prompt / 2);
    const own = stepSeconds(
      model,
      batch,
      context,
      Math.min(prompt * model.groups, allowed.chunk),
      prompt / 2,
    );
    return { tpot: step / model.gain, ttft: allowed.perRequest + 2 * own + step };
  };
  let low = 0;
  let high = most + 1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const { tpot, ttft } = at(middle);
    if (tpot <= level.tpot * meanOfTail && ttft <= level.ttft) low = middle;
    else high = middle;
  }
  // Arrivals swing: the mean batch leaves two square roots below the most that meets the level.
  const batch = Math.max(1, meanWithin(low));
  return low === 0 ? 0 : (copies * batch) / (answer * at(batch).tpot);
}

/** Prompts on prefill replicas, answers on decode replicas, users in a closed loop over both. */
function splitPools(row: TruthRow, catalog: Entries): Predicted | string {
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
  const part = spreadOf(row) === 'range' ? 0.9 : 1;
  const [input, output] = [prompt * part, answer * part];
  const prepared = prepare(decode, input + output / 2);
  const prompts = prepare(prefill, input);
  if (prepared === undefined || prompts === undefined) return 'the model does not fit by our count of memory';
  // Fixed point: users are decoding or waiting for their first token.
  const decodeSeconds = (batch: number): number =>
    stepSeconds(prepared.model, Math.max(1, batch / decodes), input + output / 2, 0, 0) / prepared.model.gain;
  const chunk = Math.min(prompts.allowed.chunk, input * prompts.model.groups);
  const one = stepSeconds(prompts.model, 0, 0, chunk, input / 2) * Math.max(1, input / prompts.allowed.chunk);
  const perSecond = (prefills * Math.max(1, chunk / input)) / one;
  let decoding = users;
  let tpot = decodeSeconds(decoding);
  for (let round = 0; round < 30; round += 1) {
    const rate = Math.min(perSecond, decoding / (output * tpot));
    decoding = 0.5 * decoding + 0.5 * Math.min(users, rate * output * decodeSeconds(decoding));
    tpot = decodeSeconds(decoding);
  }
  const rate = Math.min(perSecond, decoding / (output * tpot));
  const handover = (input * requestBytes(decode.replica, input)) / input / (decode.replica.rank.far ?? 50e9);
  const ttft = Math.max(one + handover, users / rate - output * tpot) + decode.engine.perRequest;
  const accelerators = decode.accelerators;
  const tokens = rate * output;
  return {
    key: keyOf(decode),
    figures: {
      ttft_mean_or_median: ttft * 1000,
      ttft_mean: ttft * 1000,
      tpot_mean_or_median: tpot * 1000,
      tpot_mean: tpot * 1000,
      itl_mean: tpot * 1000,
      output_tput: tokens,
      output_tput_per_accel: tokens / accelerators,
      request_tput: rate,
    },
  };
}

/** One kind of step over and over: prompts alone or answers alone. */
function isolated(row: TruthRow, catalog: Entries): Predicted | string {
  const accelerators = numberIn(row, 'count') ?? 1;
  const parallelism = cell(row, 'parallelism');
  const prefill = /prefill/iu.test(cell(row, 'phase'));
  const expert = new RegExp(`${prefill ? 'prefill' : 'decode'} EP(\\d+)`, 'iu').exec(parallelism)?.[1];
  const wide = Number(expert ?? /ep=(\d+)/u.exec(parallelism)?.[1] ?? 0);
  const stated = wide > 1 ? `dep${wide}` : parallelism === '' ? 'tp=1' : parallelism;
  const configuration = configurationOf(row, catalog, stated);
  if (typeof configuration === 'string') return configuration;
  const { replica } = configuration;
  const prompt = numberIn(row, 'isl') ?? 4096;
  const answer = numberIn(row, 'osl') ?? 1000;
  const prepared = prepare(configuration, prompt + answer / 2);
  if (prepared === undefined) return 'the model does not fit by our count of memory';
  const perRank = (tokens: number): number => tokens / replica.ranks;
  if (prefill) {
    const tokens = (numberIn(row, 'concurrency') ?? 16_384) * replica.ranks;
    const step = stepSeconds(prepared.model, 0, 0, tokens, prompt / 2);
    const rate = perRank(tokens) / step;
    return {
      key: keyOf(configuration),
      figures: { input_tput_per_accel: rate, input_tput: rate * accelerators },
    };
  }
  const level = /(\d+(?:\.\d+)?) ?ms/u.exec(cell(row, 'slo'))?.[1];
  const users = numberIn(row, 'concurrency');
  const context = prompt + answer / 2;
  let batch =
    users === undefined
      ? 0
      : /tokens\/GPU|per GPU/u.test(cell(row, 'concurrency'))
        ? users * replica.ranks
        : users;
  if (batch === 0) {
    const limit = level === undefined ? 0.05 : Number(level) / 1000;
    const most = Math.min(prepared.allowed.running, prepared.allowed.cacheTokens / context);
    batch = replica.ranks;
    while (batch * 1.1 < most && stepSeconds(prepared.model, batch * 1.1, context, 0, 0) < limit)
      batch *= 1.1;
  }
  const step = stepSeconds(prepared.model, batch, context, 0, 0);
  const rate = perRank(batch) / step;
  return {
    key: keyOf(configuration),
    figures: { output_tput_per_accel: rate, output_tput: rate * accelerators, tpot_mean: step * 1000 },
  };
}
