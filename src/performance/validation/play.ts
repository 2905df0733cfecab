import type { StepModel } from '../step-model.ts';
import { stepSeconds } from '../step-seconds.ts';
import { EndHeap } from './end-heap.ts';

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
  /** Whether prompts go alone while others wait for their next token, or share steps with them. */
  readonly promptsAlone: boolean;
  /** Seconds a request spends outside of steps before its first token. */
  readonly perRequest: number;
  /** Seconds of the front end between one request handed to the engine and the next; it streams no token before all are handed over. */
  readonly serial: number;
  /** Seconds that requests of the first moment wait longer, while the engine warms up. */
  readonly firstWave: number;
  /** Part of its answer that a request has room for when it is admitted. */
  readonly reserved: number;
  /** Steps from one look at who waits to the next, while others are answered. */
  readonly poll: number;
  /** Requests that must wait before prompts are begun, so that every group has one, or steps that the first has waited; while others are answered. */
  readonly gather?: { readonly requests: number; readonly steps: number };
}

/** Times in seconds, by request. */
export interface Played {
  readonly ttft: Float64Array;
  /** After the first token, per token. */
  readonly tpot: Float64Array;
  readonly endToEnd: Float64Array;
  /** Seconds between tokens of a request, step by step, and how many requests waited that long. */
  readonly gaps: readonly number[];
  readonly waited: readonly number[];
  /** Seconds from the first arrival to the last token. */
  readonly seconds: number;
  readonly outputTokens: number;
  readonly inputTokens: number;
  /** Most tokens of any second. */
  readonly peak: number;
}

/**
 * Plays a list of requests on one replica, step by step, first come first served. The front end works on one request after another and
 * hands over those that came at the same moment together.
 *
 * ```
 * arrivals ──► waiting ──► prefill in chunks (room for prompt and half its answer) ──► decoding, one heap by the step they end in
 *                          alone, or in steps shared with decoding
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
  const output = new TokenClock();
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
  let decodeSteps = 0;
  let waitsFrom = 0;

  const cacheOf = (index: number): number => load.prompt(index) + load.answer(index) * allowed.reserved;
  const issue = (): void => {
    let crowd = issued;
    while (issued < requests && open < load.users && load.arrival(issued) <= now) {
      arrivedAt[issued] = Math.max(load.arrival(issued), load.users < requests ? now : 0);
      if (arrivedAt[issued] !== arrivedAt[crowd]) crowd = issued;
      frontEnd = Math.max(frontEnd, arrivedAt[issued] ?? 0) + allowed.serial;
      waiting.push(issued);
      issued += 1;
      open += 1;
      // A front end is one event loop: what it has read it hands over when nothing more is waiting to be read.
      readyAt.fill(frontEnd, crowd, issued);
    }
  };

  while (finished < requests) {
    issue();
    const waits = head < waiting.length && (readyAt[waiting[head] ?? 0] ?? 0) <= now;
    if (!waits) waitsFrom = Infinity;
    else if (waitsFrom === Infinity) waitsFrom = decodeSteps;
    const untilLook =
      admitted >= (waiting[head] ?? Infinity)
        ? 0
        : stepsToLook(allowed, decodeSteps, waitsFrom, waiting.length - head);
    const looks = ends.size === 0 || untilLook === 0;
    const ready = (): boolean => looks && head < waiting.length && (readyAt[waiting[head] ?? 0] ?? 0) <= now;
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
      const shared = allowed.promptsAlone ? 0 : decoding;
      const seconds = stepSeconds(
        model,
        shared,
        shared === 0 ? 0 : context,
        prefill,
        prefill === 0 ? 0 : attended / prefill,
      );
      if (shared > 0 || decoding === 0) {
        decodeSteps += 1;
        progress += model.gain;
        contexts += decoding * model.gain;
        output.step(now, seconds, 1, decoding, model.gain);
      } else output.wait(seconds);
      now += seconds;
      output.first(now, started.length);
    } else {
      const one = stepSeconds(model, decoding, context, 0, 0);
      const toEnd = Math.max(1, Math.ceil((ends.next() - progress) / model.gain));
      const untilArrival =
        issued < requests && open < load.users
          ? Math.max(1, Math.ceil((load.arrival(issued) - now) / one))
          : Infinity;
      const next = head < waiting.length ? (readyAt[waiting[head] ?? 0] ?? 0) : Infinity;
      const untilReady = next > now ? Math.max(1, Math.ceil((next - now) / one)) : Infinity;
      const steps = Math.min(toEnd, untilArrival, untilReady, waits ? Math.max(1, untilLook) : Infinity);
      decodeSteps += steps;
      const each = stepSeconds(model, decoding, context + ((steps - 1) * model.gain) / 2, 0, 0);
      output.step(now, each, steps, decoding, model.gain);
      now += steps * each;
      progress += steps * model.gain;
      contexts += steps * decoding * model.gain;
    }
    for (const index of started) {
      // The event loop that streams tokens is the one that takes requests in: a crowd is taken in first.
      firstAt[index] = Math.max(now, frontEnd);
      const warmingUp = arrivedAt[index] === 0 ? allowed.firstWave : 0;
      ttft[index] = (firstAt[index] ?? 0) - (arrivedAt[index] ?? 0) + allowed.perRequest + warmingUp;
      inputTokens += load.prompt(index);
      contexts += load.prompt(index) + 1;
      ends.push(index, progress + Math.max(0, load.answer(index) - 1));
    }
    while (ends.size > 0 && ends.next() <= progress + 1e-9) {
      const index = ends.pop();
      const answer = load.answer(index);
      contexts -= load.prompt(index) + answer;
      cacheUsed -= cacheOf(index);
      tpot[index] = answer > 1 ? Math.max(0, now - (firstAt[index] ?? 0)) / (answer - 1) : 0;
      endToEnd[index] = Math.max(now, firstAt[index] ?? 0) - (arrivedAt[index] ?? 0) + allowed.perRequest;
      outputTokens += answer;
      open -= 1;
      finished += 1;
    }
    if (ends.size === 0) contexts = 0;
  }
  const { gaps, waited, peak } = output;
  const seconds = Math.max(now, frontEnd) - load.arrival(0);
  return { ttft, tpot, endToEnd, gaps, waited, seconds, outputTokens, inputTokens, peak };
}

/** Steps until an engine looks at who waits and begins their prompts; 0 where it does now. */
function stepsToLook({ poll, gather }: Allowed, done: number, waitsFrom: number, waiting: number): number {
  const patience =
    gather === undefined || waiting >= gather.requests ? 0 : Math.max(0, gather.steps - (done - waitsFrom));
  return Math.max(patience, (poll - (done % poll)) % poll);
}

/** When tokens come out: gaps between those of a request, and how many there are in each second. */
class TokenClock {
  readonly gaps: number[] = [];
  readonly waited: number[] = [];
  private readonly perSecond: number[] = [];
  private pause = 0;

  get peak(): number {
    return this.perSecond.reduce((most, tokens) => Math.max(most, tokens), 0);
  }

  /** Seconds in which requests under way got no token. */
  wait(seconds: number): void {
    this.pause += seconds;
  }

  /** The first tokens of requests. */
  first(at: number, tokens: number): void {
    if (tokens > 0) this.perSecond[Math.floor(at)] = (this.perSecond[Math.floor(at)] ?? 0) + tokens;
  }

  /** `steps` steps of `seconds` each from `at` on, in which `decoding` requests gained `gain` tokens a step. */
  step(at: number, seconds: number, steps: number, decoding: number, gain: number): void {
    if (decoding === 0) return;
    this.gaps.push(seconds + this.pause, seconds);
    this.waited.push(decoding, decoding * (steps - 1));
    this.pause = 0;
    const rate = (decoding * gain) / seconds;
    const end = at + steps * seconds;
    for (let second = Math.floor(at); second < end; second += 1) {
      const within = Math.min(end, second + 1) - Math.max(at, second);
      this.perSecond[second] = (this.perSecond[second] ?? 0) + rate * within;
    }
  }
}
