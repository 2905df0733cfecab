import type { StepModel } from './step-model.ts';

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
    const all = (decode * model.queries + prefill) * model.perStage;
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

/** Normalisation and the like, of `tokens` of a group and `all` of the replica. */
function betweenSeconds(model: StepModel, tokens: number, all: number): number {
  return model.between * tokens + model.betweenRouted * all;
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
    betweenSeconds(model, tokens, (decode * model.queries + prefill) * model.perStage) +
    collectiveSeconds(model, tokens) +
    fixedSeconds(model, requests, prefill > 0);
  return (prefill > 0 && seconds < model.launch ? model.launch : seconds) * model.host;
}

/** One line of a step's account: seconds it takes, by what limits it. */
export interface OperatorTime {
  readonly name:
    | OperatorName
    | 'between multiplications'
    | 'all-reduce'
    | 'all-to-all'
    | 'fixed costs'
    | 'waiting for the host';
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
  const between = betweenSeconds(model, tokens, (decode * model.queries + prefill) * model.perStage) * host;
  const worked: readonly OperatorTime[] = [
    ...computed,
    { name: 'between multiplications', memory: between, compute: 0, seconds: between },
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
