import { type StepModel, stepSeconds } from '../step-model.ts';

/** Requests as they come: arrival in seconds, prompt and answer in tokens, by index. */
export interface Workload {
  readonly requests: number;
  /** Requests under way at once, at most: users of a closed loop, who send the next when one is answered. */
  readonly users: number;
  readonly arrival: (index: number) => number;
  readonly prompt: (index: number) => number;
  readonly answer: (index: number) => number;
  /** Part of each prompt found in the prefix cache. */
  readonly cached: number;
}

/** What the engine allows, whole replica. */
export interface Allowed {
  readonly running: number;
  /** Tokens of cache. */
  readonly cacheTokens: number;
  /** Prompt tokens per step. */
  readonly chunk: number;
  /** Seconds a request spends outside of steps before its first token. */
  readonly perRequest: number;
  /** Seconds of the front end between one request handed to the engine and the next. */
  readonly serial: number;
  /** Seconds that requests of the first moment wait longer, while the engine warms up. */
  readonly firstWave: number;
  /** Part of its answer that a request has room for when it is admitted. */
  readonly reserved: number;
}

/** Times in seconds, by request. */
export interface Played {
  readonly ttft: Float64Array;
  /** After the first token, per token. */
  readonly tpot: Float64Array;
  readonly endToEnd: Float64Array;
  /** Seconds from the first arrival to the last token. */
  readonly seconds: number;
  readonly outputTokens: number;
  readonly inputTokens: number;
}

/**
 * Plays a list of requests on one replica, step by step, first come first served; prompts go first and share steps with decoding. The front end hands over
 * one request after another.
 *
 * ```
 * arrivals ──► waiting ──► prefill in chunks (room for prompt and half its answer) ──► decoding, one heap by the step they end in
 * ```
 *
 * While no prompt waits, steps up to the next end or arrival are summed in one go: the time of a step is linear in its context.
 */
export function play(model: StepModel, allowed: Allowed, load: Workload): Played {
  const { requests } = load;
  const ttft = new Float64Array(requests);
  const tpot = new Float64Array(requests);
  const endToEnd = new Float64Array(requests);
  const arrivedAt = new Float64Array(requests);
  const firstAt = new Float64Array(requests);
  const readyAt = new Float64Array(requests);
  const ends = new EndHeap(requests);
  const waiting: number[] = [];
  let head = 0;
  let issued = 0;
  let open = 0;
  let now = 0;
  let progress = 0;
  let contexts = 0;
  let cacheUsed = 0;
  let prefillDone = 0;
  let admitted = -1;
  let outputTokens = 0;
  let inputTokens = 0;
  let finished = 0;
  let frontEnd = 0;

  const cacheOf = (index: number): number => load.prompt(index) + load.answer(index) * allowed.reserved;
  const issue = (): void => {
    while (issued < requests && open < load.users && load.arrival(issued) <= now) {
      arrivedAt[issued] = Math.max(load.arrival(issued), load.users < requests ? now : 0);
      frontEnd = Math.max(frontEnd, arrivedAt[issued] ?? 0) + allowed.serial;
      readyAt[issued] = frontEnd;
      waiting.push(issued);
      issued += 1;
      open += 1;
    }
  };

  while (finished < requests) {
    issue();
    const ready = (): boolean => head < waiting.length && (readyAt[waiting[head] ?? 0] ?? 0) <= now;
    if (ends.size === 0 && !ready()) {
      const next = head < waiting.length ? readyAt[waiting[head] ?? 0] : load.arrival(issued);
      now = Math.max(now, next ?? now);
      continue;
    }
    const decoding = ends.size;
    const started: number[] = [];
    let prefill = 0;
    let attended = 0;
    while (ready() && prefill < allowed.chunk) {
      const index = waiting[head] ?? 0;
      if (admitted < index) {
        const alone = decoding + started.length === 0;
        const full =
          decoding + started.length >= allowed.running || cacheUsed + cacheOf(index) > allowed.cacheTokens;
        if (full && !alone) break;
        admitted = index;
        cacheUsed += cacheOf(index);
        prefillDone = load.prompt(index) * load.cached;
      }
      const part = Math.min(load.prompt(index) - prefillDone, allowed.chunk - prefill);
      attended += part * (prefillDone + part / 2);
      prefill += part;
      prefillDone += part;
      if (prefillDone < load.prompt(index) - 1e-9) break;
      started.push(index);
      head += 1;
    }
    const context = decoding === 0 ? 0 : contexts / decoding;
    if (prefill > 0 || started.length > 0) {
      now += stepSeconds(model, decoding, context, prefill, prefill === 0 ? 0 : attended / prefill);
      progress += model.gain;
      contexts += decoding * model.gain;
    } else {
      const one = stepSeconds(model, decoding, context, 0, 0);
      const toEnd = Math.max(1, Math.ceil((ends.next() - progress) / model.gain));
      const untilArrival =
        issued < requests && open < load.users
          ? Math.max(1, Math.ceil((load.arrival(issued) - now) / one))
          : Infinity;
      const next = head < waiting.length ? (readyAt[waiting[head] ?? 0] ?? 0) : Infinity;
      const untilReady = next > now ? Math.max(1, Math.ceil((next - now) / one)) : Infinity;
      const steps = Math.min(toEnd, untilArrival, untilReady);
      now += steps * stepSeconds(model, decoding, context + ((steps - 1) * model.gain) / 2, 0, 0);
      progress += steps * model.gain;
      contexts += steps * decoding * model.gain;
    }
    for (const index of started) {
      firstAt[index] = now;
      const warmingUp = arrivedAt[index] === 0 ? allowed.firstWave : 0;
      ttft[index] = now - (arrivedAt[index] ?? 0) + allowed.perRequest + warmingUp;
      inputTokens += load.prompt(index);
      contexts += load.prompt(index) + 1;
      ends.push(index, progress + Math.max(0, load.answer(index) - 1));
    }
    while (ends.size > 0 && ends.next() <= progress + 1e-9) {
      const index = ends.pop();
      const answer = load.answer(index);
      contexts -= load.prompt(index) + answer;
      cacheUsed -= cacheOf(index);
      tpot[index] = answer > 1 ? (now - (firstAt[index] ?? 0)) / (answer - 1) : 0;
      endToEnd[index] = now - (arrivedAt[index] ?? 0) + allowed.perRequest;
      outputTokens += answer;
      open -= 1;
      finished += 1;
    }
    if (ends.size === 0) contexts = 0;
  }
  return { ttft, tpot, endToEnd, seconds: now - load.arrival(0), outputTokens, inputTokens };
}

/** Requests by the progress at which they end; a binary heap in typed arrays. */
class EndHeap {
  size = 0;
  private readonly keys: Float64Array;
  private readonly values: Int32Array;

  constructor(capacity: number) {
    this.keys = new Float64Array(capacity + 1);
    this.values = new Int32Array(capacity + 1);
  }

  next(): number {
    return this.size === 0 ? Infinity : (this.keys[0] ?? Infinity);
  }

  push(value: number, key: number): void {
    let at = this.size;
    this.size += 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((this.keys[parent] ?? 0) <= key) break;
      this.keys[at] = this.keys[parent] ?? 0;
      this.values[at] = this.values[parent] ?? 0;
      at = parent;
    }
    this.keys[at] = key;
    this.values[at] = value;
  }

  pop(): number {
    const top = this.values[0] ?? 0;
    this.size -= 1;
    const key = this.keys[this.size] ?? 0;
    const value = this.values[this.size] ?? 0;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.size) break;
      if (child + 1 < this.size && (this.keys[child + 1] ?? 0) < (this.keys[child] ?? 0)) child += 1;
      if ((this.keys[child] ?? 0) >= key) break;
      this.keys[at] = this.keys[child] ?? 0;
      this.values[at] = this.values[child] ?? 0;
      at = child;
    }
    this.keys[at] = key;
    this.values[at] = value;
    return top;
  }
}

/** The part of values at or below which a part `share` of them lies. */
export function quantile(values: Float64Array, share: number): number {
  const sorted = values.toSorted();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

export function mean(values: Float64Array): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
