import type { Batch } from './batch.ts';
import type { Departures } from './departures.ts';
import type { KvMemory } from './kv-memory.ts';
import type { EngineParameters } from './parameters.ts';
import type { PromptSegments } from './prompt-segments.ts';
import type { Request } from './request.ts';
import type { StepWork } from './step-work.ts';
import type { Tally } from './tally.ts';
import type { Units } from './units.ts';
import type { WaitingQueue } from './waiting-queue.ts';

/** What a scheduler works on: the parts of one replica. */
export interface Parts {
  readonly parameters: EngineParameters;
  readonly units: Units;
  readonly batch: Batch;
  readonly memory: KvMemory;
  readonly segments: PromptSegments;
  readonly waiting: WaitingQueue;
  readonly work: StepWork;
  readonly tally: Tally;
  readonly left: Departures;
}

/**
 * Decides what the next step of a replica works on.
 *
 * ```
 * room for the next token of everyone running, else preempt → go on with the prompt under way → take from the queue
 * ```
 *
 * Tokens come from a budget per step, blocks from the KV memory.
 */
export class Scheduler {
  private readonly parameters: EngineParameters;
  private readonly units: Units;
  private readonly batch: Batch;
  private readonly memory: KvMemory;
  private readonly segments: PromptSegments;
  private readonly waiting: WaitingQueue;
  private readonly work: StepWork;
  private readonly tally: Tally;
  private readonly left: Departures;
  private readonly tokensPerDecode: number;
  private readonly whole: boolean;
  /** KV blocks that still fit in host memory. */
  private hostFree: number;
  private clock = Number.NaN;

  constructor(parts: Parts) {
    this.parameters = parts.parameters;
    this.units = parts.units;
    this.batch = parts.batch;
    this.memory = parts.memory;
    this.segments = parts.segments;
    this.waiting = parts.waiting;
    this.work = parts.work;
    this.tally = parts.tally;
    this.left = parts.left;
    this.tokensPerDecode = 1 + (parts.parameters.speculation?.tokens ?? 0);
    this.whole = parts.parameters.reserve === 'whole';
    this.hostFree = parts.parameters.hostBlocks;
  }

  /** Fills in the work of the step that begins at `clock`. */
  schedule(clock: number): void {
    const { work, batch, waiting } = this;
    const { mixedSteps, maxBatchedTokens } = this.parameters;
    this.clock = clock;
    work.begin();
    const preempted = this.makeRoom();
    if (waiting.size === 0 && work.partial === undefined) return;
    let budget = mixedSteps ? maxBatchedTokens - batch.size * this.tokensPerDecode : maxBatchedTokens;
    if (work.partial !== undefined) budget = this.goOn(work.partial, budget);
    work.closed = preempted && batch.size > 0;
    if (work.partial === undefined && !work.closed) this.takeWaiting(budget);
  }

  /** Gives everything a request holds back. */
  release(request: Request): void {
    this.memory.free += request.blocks;
    request.blocks = 0;
    this.segments.unpin(request);
  }

  /** Host memory is lost. */
  forget(): void {
    this.hostFree = this.parameters.hostBlocks;
  }

  /** Preempts until everyone running can store the tokens of a step. Returns whether anyone had to go. */
  private makeRoom(): boolean {
    let preempted = false;
    while (this.memory.room() < 0) {
      this.preempt(this.victim());
      preempted = true;
    }
    return preempted;
  }

  private victim(): Request {
    const last = this.work.partial ?? this.batch.tail;
    if (last === undefined) throw new RangeError('nobody runs who could be preempted');
    if (this.parameters.order === 'arrival') return last;
    let victim = last;
    for (let request = this.batch.tail; request !== undefined; request = request.previous) {
      if (this.waiting.before(victim, request)) victim = request;
    }
    return victim;
  }

  private preempt(request: Request): void {
    const { work, batch } = this;
    if (request === work.partial) work.partial = undefined;
    else this.stop(request);
    this.release(request);
    request.preemptions += 1;
    this.tally.preemptions += 1;
    // Whatever it pinned of the cache must not lock it out of the memory it needs.
    if (batch.size === 0 && work.partial === undefined) request.segmentCount = 0;
    this.waiting.putBack(request);
  }

  /** A decoding request stops: its KV cache goes to host memory while there is room for it, or is computed again later. */
  private stop(request: Request): void {
    const { gain, perToken, perBlock } = this.units;
    const { preemption, swapSecondsPerToken } = this.parameters;
    this.tally.note(this.clock);
    const units = this.batch.leave(request);
    const left = request.left - (units - request.base) / gain;
    const blocks = Math.ceil(units / perBlock);
    if (preemption === 'swap' && blocks <= this.hostFree) {
      this.hostFree -= blocks;
      request.ready = 'swapped out';
      request.base = units;
      request.left = left;
      this.work.swapSeconds += Math.ceil(units / perToken) * swapSecondsPerToken;
      return;
    }
    // Computing the prompt and the answer so far again gives the next token as well.
    request.base = units + gain;
    request.left = left - 1;
    request.target = Math.ceil(request.base / perToken);
  }

  /** Goes on with the prompt under way as far as tokens and blocks reach; gives back what is left of the budget. */
  private goOn(partial: Request, budget: number): number {
    const { memory } = this;
    const { blockTokens } = this.parameters;
    const { done, target } = partial;
    const held = partial.blocks + partial.inCache;
    const within = (held + memory.room()) * blockTokens - done;
    const chunk = Math.min(target - done, budget, within);
    if (chunk <= 0) {
      if (this.batch.size === 0) this.preempt(partial);
      return budget;
    }
    const blocks = Math.max(0, Math.ceil((done + chunk) / blockTokens) - held);
    partial.blocks += blocks;
    memory.take(blocks);
    this.workOn(partial, done, chunk);
    return budget - chunk;
  }

  private takeWaiting(tokens: number): void {
    const { batch, waiting, work, parameters } = this;
    let budget = tokens;
    while (budget > 0 && batch.size + work.joiningCount < parameters.maxSequences) {
      const request = waiting.first;
      if (request === undefined) return;
      if (request.deadline < this.clock && Number.isNaN(request.first)) {
        waiting.take();
        this.left.add(request, 'expired');
      } else if (request.ready !== 'no') {
        if (!this.resume(request)) return;
        if (parameters.mixedSteps) budget -= this.tokensPerDecode;
      } else {
        const started = this.start(request, budget);
        if (started === 0) return;
        budget -= started;
        if (work.partial !== undefined) return;
      }
    }
  }

  /** A request whose KV cache is at hand joins at once, if there is room for it and its next token. */
  private resume(request: Request): boolean {
    const { memory } = this;
    const { gain, perBlock, perToken } = this.units;
    const { base } = request;
    const needed = Math.ceil((base + (this.whole ? request.left : 1) * gain) / perBlock);
    if (needed > memory.room()) {
      if (!this.alone()) return false;
      memory.reclaim();
    }
    this.waiting.take();
    this.tally.note(this.clock);
    const held = Math.ceil(base / perBlock);
    request.blocks = this.whole ? needed : held;
    memory.take(request.blocks);
    if (request.ready === 'swapped out') {
      this.work.swapSeconds += Math.ceil(base / perToken) * this.parameters.swapSecondsPerToken;
      this.hostFree += held;
    }
    request.ready = 'no';
    this.batch.join(request, this.clock);
    return true;
  }

  /** Starts a prompt; returns the tokens of it that this step works on, 0 where it must wait. */
  private start(request: Request, budget: number): number {
    const { parameters, segments, memory, work } = this;
    const { blockTokens, chunkedPrefill } = parameters;
    const { target } = request;
    let hits = segments.hits(request, target);
    let done = hits * blockTokens;
    const wanted = target - done;
    if (!chunkedPrefill && wanted > budget && work.promptTokens > 0) return 0;
    let chunk = chunkedPrefill ? Math.min(wanted, budget) : wanted;
    let blocks = this.blocksToStart(request, done + chunk) - hits;
    if (blocks + segments.idleHits(request, hits) > memory.room()) {
      if (!this.alone()) {
        work.watching = hits > 0;
        return 0;
      }
      memory.reclaim();
      hits = 0;
      done = 0;
      chunk = chunkedPrefill ? Math.min(target, budget) : target;
      blocks = this.blocksToStart(request, chunk);
    }
    this.waiting.take();
    segments.pinHits(request, hits);
    request.blocks = blocks;
    memory.take(blocks);
    if (Number.isNaN(request.first)) {
      request.cached = done;
      this.tally.cachedTokens += done;
    }
    this.workOn(request, done, chunk);
    return chunk;
  }

  private workOn(request: Request, done: number, chunk: number): void {
    const { work } = this;
    work.add(request, done, chunk);
    this.tally.promptTokens += chunk;
    if (done + chunk === request.target) {
      work.join(request);
      work.partial = undefined;
    } else work.partial = request;
  }

  /** Blocks a request must find to start, those cached among them, when its first step brings it to `reached` tokens. */
  private blocksToStart(request: Request, reached: number): number {
    const { blockTokens, reserve } = this.parameters;
    switch (reserve) {
      case 'whole':
        return Math.ceil((request.base + request.left * this.units.gain) / this.units.perBlock);
      case 'prompt':
        return Math.ceil(request.target / blockTokens);
      default:
        return Math.ceil(reached / blockTokens);
    }
  }

  /** Nothing holds blocks but the cache. */
  private alone(): boolean {
    const { batch, work } = this;
    return batch.size === 0 && work.partial === undefined && work.joiningCount === 0;
  }
}
