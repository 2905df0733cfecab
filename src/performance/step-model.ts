import { allReduceCost, type CollectiveCost, allToAllCost } from './collectives.ts';
import { type Efficiency, formatEfficiency } from './efficiency.ts';
import { kvElementsPerLayer, type ModelShape } from './model-shape.ts';
import type { FormatRate, Rank } from './rank.ts';

/** Bytes per element of activations and, unless said otherwise, of the KV cache. */
export const wideBytes = 2;

const bytesPerWeight = {
  bf16: 2,
  fp16: 2,
  fp8: 1,
  int8: 1,
  // 4 bits and a scale: 8 bits per 16 weights (NVFP4), 8 bits per 32 (MXFP4), 16 bits and a zero per 128 (AWQ, GPTQ).
  fp4: 0.5625,
  mxfp4: 0.53125,
  int4: 0.5195,
} as const satisfies Record<FormatRate['format'], number>;

/** Bytes per weight with its share of scales. */
export function weightBytes({ format }: FormatRate): number {
  return bytesPerWeight[format];
}

/** Tokens guessed ahead per step by a draft head, and the chance that each is right given that those before it are. */
export interface Speculation {
  readonly drafts: number;
  readonly acceptance: number;
}

/**
 * One copy of a model on `ranks` ranks. Attention and dense layers are split over `tensorParallel` of them; ranks ÷ tensorParallel such
 * groups work side by side on their own requests (data-parallel attention) and share the routed experts, which are split over all ranks.
 */
export interface Replica {
  readonly shape: ModelShape;
  readonly rank: Rank;
  readonly format: FormatRate;
  readonly tensorParallel: number;
  readonly ranks: number;
  /** Format of the routed experts where it differs from `format`. */
  readonly expertFormat?: FormatRate;
  /** Bytes per element of the KV cache; 2 where not said. */
  readonly kvBytes?: number;
  readonly speculation?: Speculation;
}

/** Operators of a step, in the order they are evaluated in; each takes the longer of its memory and its compute time. */
const operatorNames = [
  'attention projections',
  'linear-attention projections',
  'dense feed-forward',
  'shared experts',
  'logits',
  'decode attention',
  'decode attention, windowed',
  'index of sparse attention',
  'state of linear attention',
  'prefill attention',
  'prefill attention, windowed',
  'routed experts',
] as const;
type OperatorName = (typeof operatorNames)[number];

const headOperator = 4;

/**
 * A replica turned into the coefficients of its step time, once, so that a step costs a few dozen multiplications and nothing is
 * allocated. Times are seconds, sizes tokens; arrays are indexed by operator.
 */
export interface StepModel {
  readonly groups: number;
  /** 1 ÷ groups. */
  readonly perGroup: number;
  readonly ranks: number;
  /** Tokens each decoding request puts through the layers: one, and its drafts. */
  readonly queries: number;
  /** Tokens a decoding request gains per step, in the mean. */
  readonly gain: number;
  readonly layers: number;
  /** Linear operators, all layers: seconds to stream weights, per token, and not hidden. */
  readonly stream: Float64Array;
  readonly perToken: Float64Array;
  readonly unhidden: Float64Array;
  readonly tile: number;
  /** Attention over cached tokens: seconds per token and request in memory and in compute, all layers of a kind. */
  readonly kvMemory: number;
  readonly kvCompute: number;
  readonly fullLayers: number;
  readonly windowLayers: number;
  readonly window: number;
  readonly reach: number;
  readonly indexMemory: number;
  readonly indexCompute: number;
  readonly state: number;
  readonly statePerToken: number;
  /** Seconds per pair of prompt token and token attended to, one layer. */
  readonly pair: number;
  readonly indexPair: number;
  /** Routed experts. */
  readonly moeLayers: number;
  readonly held: number;
  readonly missLog: number;
  readonly rowsPerToken: number;
  readonly expertStream: number;
  readonly expertPerRow: number;
  readonly expertUnhidden: number;
  /** Collectives: seconds = fixed + per token of a group. */
  readonly reduce: CollectiveCost;
  readonly reduces: number;
  readonly exchange: CollectiveCost;
  /** Fixed seconds: of any step, of one with requests, of one with prompts, and per request of a group. */
  readonly start: number;
  readonly decodeStart: number;
  readonly prefillStart: number;
  readonly perRequest: number;
  /** Least seconds of a step with prompts: the host launches its kernels one by one. */
  readonly launch: number;
  readonly host: number;
}

/** Works out the coefficients of a replica's step time. */
export function stepModel(replica: Replica): StepModel {
  const { shape, rank, format, tensorParallel, ranks, kvBytes = wideBytes, speculation } = replica;
  const { weights, denseLayers, moeLayers, attention, hidden } = shape;
  const { efficiency } = rank;
  const layers = denseLayers + moeLayers;
  const linearLayers = shape.linearLayers ?? 0;
  const drafts = speculation?.drafts ?? 0;
  const queries = 1 + drafts;

  const shards = [
    [weights.attention, layers - linearLayers, format],
    [weights.linearAttention ?? 0, linearLayers, format],
    [weights.denseFfn, denseLayers, format],
    [weights.shared, moeLayers, format],
    [weights.head, 1 + drafts, rank.wide],
  ] as const;
  const linear = shards.map(([parameters, times, rate]) =>
    linearCost(rank, rate, parameters / tensorParallel, times),
  );
  const column = (pick: (cost: LinearCost) => number) => Float64Array.from(linear, pick);

  const heads = attention.heads / tensorParallel;
  const flopPerCached =
    attention.kind === 'latent'
      ? 2 * heads * (2 * attention.latent + attention.rope)
      : 4 * heads * attention.headDim;
  const flopPerPair =
    2 *
    heads *
    (attention.kind === 'latent' ? attention.nope + attention.rope + attention.value : 2 * attention.headDim);
  const kvRate = rank.bandwidth * efficiency.kvMemory;
  const { sparse, linear: state } = shape;
  const indexFlop = sparse === undefined ? 0 : 2 * sparse.indexHeads * sparse.indexDim;
  const narrow = rank.formats.find((rate) => rate.format === 'fp8' || rate.format === 'int8') ?? rank.wide;

  const expertRate = replica.expertFormat ?? format;
  const expert = linearCost(rank, expertRate, weights.expert, moeLayers);
  const held = Math.max(1, shape.experts / ranks);
  const share = Math.min(1, shape.experts / ranks);
  const copies = shape.topK;
  const starts = kernelStarts(shape, efficiency);
  return {
    groups: ranks / tensorParallel,
    perGroup: tensorParallel / ranks,
    ranks,
    queries,
    gain: speculation === undefined ? 1 : expectedTokens(speculation),
    layers,
    stream: column(({ stream, times }) => stream * times),
    perToken: column(({ perToken, times }) => perToken * times),
    unhidden: column(({ unhidden, times }) => unhidden * times),
    tile: efficiency.tile,
    kvMemory: (kvElementsPerRank(shape, tensorParallel) * kvBytes) / kvRate,
    kvCompute: (queries * flopPerCached) / (rank.wide.peak * efficiency.decodeAttention),
    fullLayers: shape.fullLayers,
    windowLayers: shape.windowLayers,
    window: shape.window,
    reach: sparse?.topK ?? Infinity,
    indexMemory: sparse === undefined ? 0 : (shape.fullLayers * indexBytes(sparse.indexDim)) / kvRate,
    indexCompute: (shape.fullLayers * queries * indexFlop) / (narrow.peak * efficiency.decodeAttention),
    state:
      state === undefined
        ? 0
        : (2 * linearLayers * (state.valueHeads / tensorParallel) * state.headDim ** 2 * 4) / kvRate,
    statePerToken:
      state === undefined
        ? 0
        : (linearLayers *
            efficiency.scanPasses *
            (state.valueHeads / tensorParallel) *
            state.headDim *
            wideBytes) /
          rank.bandwidth,
    pair: flopPerPair / (rank.wide.peak * efficiency.prefillAttention),
    indexPair: indexFlop / (narrow.peak * efficiency.prefillAttention),
    moeLayers,
    held,
    missLog: shape.experts === 0 ? 0 : share * Math.log1p(-shape.topK / shape.experts),
    rowsPerToken: copies / ranks,
    expertStream: expert.stream * moeLayers,
    expertPerRow: (expert.perToken / efficiency.grouped) * moeLayers,
    expertUnhidden: expert.unhidden * moeLayers,
    reduce: allReduceCost(rank, tensorParallel, hidden * wideBytes),
    reduces: 2 * layers,
    exchange: exchangeCost(replica, expertRate),
    start: starts.step,
    decodeStart: starts.attention,
    prefillStart: starts.attention,
    perRequest: efficiency.request,
    launch: denseLayers * efficiency.launch + moeLayers * efficiency.launchMoe,
    host: efficiency.host,
  };
}

/** Tokens gained per step with K drafts each right with chance p: (1 − p^(K+1)) / (1 − p). */
export function expectedTokens({ drafts, acceptance }: Speculation): number {
  return acceptance >= 1 ? drafts + 1 : (1 - acceptance ** (drafts + 1)) / (1 - acceptance);
}

/** Elements of KV cache per token, layer and rank. Heads are split until each rank has one; a latent vector is on every rank. */
export function kvElementsPerRank({ attention }: ModelShape, tensorParallel: number): number {
  const elements = kvElementsPerLayer(attention);
  return attention.kind === 'latent' ? elements : elements / Math.min(tensorParallel, attention.kvHeads);
}

/** A key of the indexer in 8 bits, and its 32-bit scale. */
export function indexBytes(indexDim: number): number {
  return indexDim + 4;
}

interface LinearCost {
  readonly stream: number;
  readonly perToken: number;
  readonly unhidden: number;
  readonly times: number;
}

/** max( P·w / (BW·η_m), (2·m·P / F + unhidden·P·w / BW) / η_c ), `times` a step. */
function linearCost(rank: Rank, rate: FormatRate, parameters: number, times: number): LinearCost {
  const { memory, compute, unhidden } = formatEfficiency(rank.efficiency, rate.format);
  const bare = (parameters * weightBytes(rate)) / rank.bandwidth;
  return {
    stream: bare / memory,
    perToken: (2 * parameters) / (rate.peak * compute),
    unhidden: (unhidden * bare) / compute,
    times: parameters > 0 ? times : 0,
  };
}

const noExchange: CollectiveCost = { fixed: 0, perToken: 0 };

/** Both ways to the experts of all layers, less what is hidden behind compute; none where a group holds all experts. */
function exchangeCost(
  { shape, rank, tensorParallel, ranks }: Replica,
  expertRate: FormatRate,
): CollectiveCost {
  if (shape.moeLayers === 0 || ranks === tensorParallel) return noExchange;
  const vector = shape.hidden / tensorParallel;
  const sent = Math.max(1, weightBytes(expertRate));
  const there = allToAllCost(rank, ranks, shape.topK, vector * Math.min(sent, wideBytes));
  const back = allToAllCost(rank, ranks, shape.topK, vector * wideBytes);
  const shown = shape.moeLayers * (1 - rank.efficiency.overlap);
  return {
    fixed: (there.fixed + back.fixed) * shown,
    perToken: (there.perToken + back.perToken) * shown,
  };
}

function kernelStarts(
  { denseLayers, moeLayers, attention, weights, sparse, linearLayers = 0 }: ModelShape,
  efficiency: Efficiency,
) {
  const layers = denseLayers + moeLayers;
  const projections = attention.kind === 'latent' ? 5 : 2;
  const indexer = sparse === undefined ? 0 : 3;
  const kernels = layers * (projections + indexer + 2) + (weights.shared > 0 ? moeLayers * 2 : 0) + 1;
  return {
    step: kernels * efficiency.kernel + moeLayers * efficiency.moeLayer + efficiency.step,
    attention: (layers - linearLayers) * efficiency.attention + linearLayers * efficiency.linearStart,
  };
}

/** Memory and compute seconds of each operator in the last recorded evaluation, two per operator. One step at a time is evaluated. */
const parts = new Float64Array(2 * operatorNames.length);

/** The slower of the two, noted in `parts` where asked. */
function slower(record: boolean, operator: number, memory: number, compute: number): number {
  if (record) {
    parts[2 * operator] = memory;
    parts[2 * operator + 1] = compute;
  }
  return memory >= compute ? memory : compute;
}

/**
 * Seconds of the operators of one step together; with `record`, those of each in `parts`.
 *
 * @param decode requests that get a token, whole replica
 * @param context tokens each of them attends to, mean
 * @param prefill prompt tokens, whole replica
 * @param prefillContext tokens each prompt token attends to, mean
 */
function evaluate(
  model: StepModel,
  decode: number,
  context: number,
  prefill: number,
  prefillContext: number,
  record: boolean,
): number {
  if (record) parts.fill(0);
  const { stream, perToken, unhidden, tile, reach, window, fullLayers, windowLayers } = model;
  const requests = decode * model.perGroup;
  const prompt = prefill * model.perGroup;
  const tokens = requests * model.queries + prompt;
  const rows = tokens < tile ? tile : tokens;
  let seconds = 0;
  for (let index = 0; index < headOperator; index += 1) {
    const weights = stream[index] ?? 0;
    if (weights > 0)
      seconds += slower(record, index, weights, (perToken[index] ?? 0) * rows + (unhidden[index] ?? 0));
  }
  const answered = requests * model.queries + (prompt > 0 ? 1 : 0);
  seconds += slower(
    record,
    headOperator,
    stream[headOperator] ?? 0,
    (perToken[headOperator] ?? 0) * (answered < tile ? tile : answered) + (unhidden[headOperator] ?? 0),
  );
  const full = requests * (context < reach ? context : reach) * fullLayers;
  seconds += slower(record, 5, full * model.kvMemory, full * model.kvCompute);
  seconds += slower(
    record,
    9,
    0,
    prompt * (prefillContext < reach ? prefillContext : reach) * fullLayers * model.pair,
  );
  if (windowLayers > 0) {
    const windowed = requests * (context < window ? context : window) * windowLayers;
    seconds += slower(record, 6, windowed * model.kvMemory, windowed * model.kvCompute);
    const near = prefillContext < window ? prefillContext : window;
    seconds += slower(record, 10, 0, prompt * near * windowLayers * model.pair);
  }
  if (model.indexMemory > 0) {
    const scored = requests * context;
    const scanned = prompt * prefillContext * fullLayers * model.indexPair;
    seconds += slower(record, 7, scored * model.indexMemory, scored * model.indexCompute + scanned);
  }
  if (model.state > 0) seconds += slower(record, 8, requests * model.state + prompt * model.statePerToken, 0);
  if (model.moeLayers > 0) {
    const all = decode * model.queries + prefill;
    const hit = model.held * (1 - Math.exp(all * model.missLog));
    const routed = all * model.rowsPerToken;
    const padded = hit * tile;
    seconds += slower(
      record,
      11,
      hit * model.expertStream,
      (routed > padded ? routed : padded) * model.expertPerRow + hit * model.expertUnhidden,
    );
  }
  return seconds;
}

function collectiveSeconds(model: StepModel, tokens: number): number {
  const reduce = model.reduces * (model.reduce.fixed + model.reduce.perToken * tokens);
  return reduce + model.exchange.fixed + model.exchange.perToken * tokens;
}

function fixedSeconds(model: StepModel, requests: number, prefills: boolean): number {
  return (
    model.start +
    (requests > 0 ? model.decodeStart : 0) +
    (prefills ? model.prefillStart : 0) +
    model.perRequest * requests
  );
}

/**
 * Seconds of one step of a prepared replica; the inner loop of search and simulation. Arguments as in `Batch`.
 */
export function stepSeconds(
  model: StepModel,
  decode: number,
  context: number,
  prefill: number,
  prefillContext: number,
): number {
  const requests = decode * model.perGroup;
  const tokens = requests * model.queries + prefill * model.perGroup;
  const seconds =
    evaluate(model, decode, context, prefill, prefillContext, false) +
    collectiveSeconds(model, tokens) +
    fixedSeconds(model, requests, prefill > 0);
  return (prefill > 0 && seconds < model.launch ? model.launch : seconds) * model.host;
}

/** One line of a step's account: seconds it takes, by what limits it. */
export interface OperatorTime {
  readonly name: OperatorName | 'all-reduce' | 'all-to-all' | 'fixed costs' | 'waiting for the host';
  readonly memory: number;
  readonly compute: number;
  /** What it adds to the step. */
  readonly seconds: number;
}

/** The step operator by operator, in the order they run; those that take no time are left out. */
export function stepOperators(
  model: StepModel,
  { decode, context, prefill, prefillContext }: Batch,
): readonly OperatorTime[] {
  evaluate(model, decode, context, prefill, prefillContext, true);
  const { host } = model;
  const requests = decode / model.groups;
  const tokens = requests * model.queries + prefill / model.groups;
  const computed = operatorNames.map((name, index): OperatorTime => {
    const memory = (parts[2 * index] ?? 0) * host;
    const compute = (parts[2 * index + 1] ?? 0) * host;
    return { name, memory, compute, seconds: Math.max(memory, compute) };
  });
  const other = (name: OperatorTime['name'], seconds: number): OperatorTime => ({
    name,
    memory: 0,
    compute: 0,
    seconds: seconds * host,
  });
  const worked = [
    ...computed,
    other('all-reduce', model.reduces * (model.reduce.fixed + model.reduce.perToken * tokens)),
    other('all-to-all', model.exchange.fixed + model.exchange.perToken * tokens),
    other('fixed costs', fixedSeconds(model, requests, prefill > 0)),
  ];
  const waited = prefill > 0 ? model.launch - sum(worked) / host : 0;
  return [...worked, ...(waited > 0 ? [other('waiting for the host', waited)] : [])].filter(
    ({ seconds }) => seconds > 0,
  );
}

function sum(times: readonly OperatorTime[]): number {
  return times.reduce((total, { seconds }) => total + seconds, 0);
}

/** What one iteration of a replica works on; counts are of the whole replica. */
export interface Batch {
  /** Requests that get one more token each, and the mean context they attend to, tokens. */
  readonly decode: number;
  readonly context: number;
  /** Prompt tokens processed in this step, and the mean number of tokens each of them attends to. */
  readonly prefill: number;
  readonly prefillContext: number;
}
