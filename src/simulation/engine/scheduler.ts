import type { Batch } from './batch.ts';
import type { KvMemory } from './kv-memory.ts';
import type { Machinery } from './machinery.ts';
import type { EngineParameters } from './parameters.ts';
import type { PromptSegments } from './prompt-segments.ts';
import type { Replica } from './replica.ts';
import type { Request } from './request.ts';
import type { Units } from './units.ts';

/**
 * Decides what the next step of a replica works on.
 *
 * ```
 * room for the next token of everyone running, else preempt → go on with the prompts under way → take from the queue
 * ```
 *
 * Tokens come from a budget per step, blocks from the KV memory.
 */
export class Scheduler {
  private readonly machinery: Machinery;
  private readonly parameters: EngineParameters;
  private readonly units: Units;
  private readonly batch: Batch;
  private readonly memory: KvMemory;
  private readonly segments: PromptSegments;
  private readonly tokensPerDecode: number;
  private readonly whole: boolean;

  constructor(machinery: Machinery) {
    const { parameters } = machinery;
    this.machinery = machinery;
    this.parameters = parameters;
    this.units = machinery.units;
    this.batch = machinery.batch;
    this.memory = machinery.memory;
    this.segments = machinery.segments;
    this.tokensPerDecode = 1 + (parameters.speculation?.tokens ?? 0);
    this.whole = parameters.reserve === 'whole';
  }

  /** Fills in the work of the step that begins now. */
  schedule(replica: Replica): void {
    const { waiting, partial } = replica;
    const { mixedSteps, maxBatchedTokens, maxPartialPrompts } = this.parameters;
    this.begin(replica);
    const preempted = this.memory.room(replica) < 0 && this.makeRoom(replica);
    if (waiting.size === 0 && partial.size === 0) return;
    let budget = mixedSteps ? maxBatchedTokens - replica.size * this.tokensPerDecode : maxBatchedTokens;
    if (partial.size > 0) budget = this.goOn(replica, budget);
    replica.closed = preempted && replica.size > 0;
    if (!replica.closed && partial.size < maxPartialPrompts) this.takeWaiting(replica, budget);
  }

  /** Begins a step without work; prompts under way stay so. */
  begin(replica: Replica): void {
    replica.promptTokens = 0;
    replica.pairs = 0;
    replica.swapSeconds = 0;
    replica.watching = false;
    replica.closed = false;
  }

  /** Gives everything a request holds back. */
  release(replica: Replica, request: Request): void {
    replica.free += request.blocks;
    request.blocks = 0;
    this.segments.unpin(replica, request);
  }

  /** Preempts until everyone running can store the tokens of a step. */
  private makeRoom(replica: Replica): true {
    do this.preempt(replica, this.victim(replica));
    while (this.memory.room(replica) < 0);
    return true;
  }

  private victim(replica: Replica): Request {
    const { partial, ends, waiting } = replica;
    const last = partial.end ?? ends.at(ends.lastJoined());
    if (last === undefined) throw new RangeError('nobody runs who could be preempted');
    if (this.parameters.order === 'arrival') return last;
    let victim = last;
    for (let place = 0; place < ends.size; place += 1) {
      const request = ends.at(place);
      if (request !== undefined && waiting.before(victim, request)) victim = request;
    }
    for (let request = partial.first; request !== undefined; request = request.next) {
      if (waiting.before(victim, request)) victim = request;
    }
    return victim;
  }

  private preempt(replica: Replica, request: Request): void {
    const { partial } = replica;
    if (!partial.remove(request)) this.stop(replica, request);
    this.release(replica, request);
    request.preemptions += 1;
    replica.preemptions += 1;
    // Whatever it pinned of the cache must not lock it out of the memory it needs.
    if (replica.size === 0 && partial.size === 0) request.segmentCount = 0;
    replica.waiting.putBack(request);
  }

  /** A decoding request stops: its KV cache goes to host memory while there is room for it, or is computed again later. */
  private stop(replica: Replica, request: Request): void {
    const { gain, perToken, perBlock } = this.units;
    const { preemption, swapSecondsPerToken } = this.parameters;
    this.machinery.note(replica);
    const units = this.batch.leave(replica, replica.ends.placeOf(request), request);
    const left = request.left - (units - request.base) / gain;
    const blocks = Math.ceil(units / perBlock);
    if (preemption === 'swap' && blocks <= replica.hostFree) {
      replica.hostFree -= blocks;
      request.ready = 'swapped out';
      request.base = units;
      request.left = left;
      replica.swapSeconds += Math.ceil(units / perToken) * swapSecondsPerToken;
      return;
    }
    // Computing the prompt and the answer so far again gives the next token as well.
    request.base = units + gain;
    request.left = left - 1;
    request.target = Math.ceil(request.base / perToken);
  }

  /**
   * Goes on with the prompts under way as far as tokens and blocks reach; gives back what is left of the budget. Where none gets any further
   * and nobody decodes, the last one must go.
   */
  private goOn(replica: Replica, tokens: number): number {
    const { partial } = replica;
    let budget = tokens;
    for (;;) {
      for (let request = partial.first; request !== undefined && budget > 0;) {
        const following = request.next;
        budget -= this.goOnWith(replica, request, budget);
        request = following;
      }
      if (replica.promptTokens > 0 || replica.size > 0 || partial.end === undefined) return budget;
      this.preempt(replica, partial.end);
    }
  }

  /** Goes on with one prompt; returns the tokens of it that this step works on. */
  private goOnWith(replica: Replica, request: Request, budget: number): number {
    const { memory } = this;
    const { blockTokens, promptTokensPerStep } = this.parameters;
    const { done, target } = request;
    const held = request.blocks + request.inCache;
    const within = (held + memory.room(replica)) * blockTokens - done;
    const chunk = Math.min(target - done, budget, promptTokensPerStep, within);
    if (chunk <= 0) return 0;
    const blocks = Math.max(0, Math.ceil((done + chunk) / blockTokens) - held);
    request.blocks += blocks;
    memory.take(replica, blocks);
    this.workOn(replica, request, done, chunk);
    if (request.done === target) {
      replica.partial.remove(request);
      replica.joining.add(request);
    }
    return chunk;
  }

  private takeWaiting(replica: Replica, tokens: number): void {
    const { parameters } = this;
    const { waiting, partial, joining } = replica;
    const { maxSequences, maxPartialPrompts } = parameters;
    let budget = tokens;
    while (budget > 0 && replica.size + joining.size + partial.size < maxSequences) {
      const request = waiting.first;
      if (request === undefined) return;
      if (request.deadline < replica.clock && Number.isNaN(request.first)) {
        waiting.take();
        this.machinery.left.add(request, 'expired');
      } else if (request.ready !== 'no') {
        if (!this.resume(replica, request)) return;
        if (parameters.mixedSteps) budget -= this.tokensPerDecode;
      } else {
        const started = this.start(replica, request, budget);
        if (started === 0) return;
        budget -= started;
        if (partial.size >= maxPartialPrompts) return;
      }
    }
  }

  /** A request whose KV cache is at hand joins at once, if there is room for it and its next token. */
  private resume(replica: Replica, request: Request): boolean {
    const { memory } = this;
    const { gain, perBlock, perToken } = this.units;
    const { base } = request;
    const needed = Math.ceil((base + (this.whole ? request.left : 1) * gain) / perBlock);
    if (needed > memory.room(replica)) {
      if (!alone(replica)) return false;
      memory.reclaim(replica);
    }
    replica.waiting.take();
    this.machinery.note(replica);
    const held = Math.ceil(base / perBlock);
    request.blocks = this.whole ? needed : held;
    memory.take(replica, request.blocks);
    if (request.ready === 'swapped out') {
      replica.swapSeconds += Math.ceil(base / perToken) * this.parameters.swapSecondsPerToken;
      replica.hostFree += held;
    }
    request.ready = 'no';
    this.batch.join(replica, request);
    return true;
  }

  /** Starts a prompt; returns the tokens of it that this step works on, 0 where it must wait. */
  private start(replica: Replica, request: Request, budget: number): number {
    const { parameters, segments, memory } = this;
    const { blockTokens, chunkedPrefill } = parameters;
    const { target } = request;
    const most = chunkedPrefill ? Math.min(budget, parameters.promptTokensPerStep) : Infinity;
    let hits = segments.hits(replica, request, target);
    let done = hits * blockTokens;
    const wanted = target - done;
    if (!chunkedPrefill && wanted > budget && replica.promptTokens > 0) return 0;
    let chunk = Math.min(wanted, most);
    let blocks = this.blocksToStart(request, done + chunk) - hits;
    if (blocks + segments.idleHits(request, hits) > memory.room(replica)) {
      if (!alone(replica)) {
        replica.watching = hits > 0;
        return 0;
      }
      memory.reclaim(replica);
      hits = 0;
      done = 0;
      chunk = Math.min(target, most);
      blocks = this.blocksToStart(request, chunk);
    }
    replica.waiting.take();
    segments.pinHits(replica, request, hits);
    request.blocks = blocks;
    memory.take(replica, blocks);
    if (Number.isNaN(request.first)) {
      request.cached = done;
      replica.cachedFound += done;
    }
    this.workOn(replica, request, done, chunk);
    if (request.done === target) replica.joining.add(request);
    else replica.partial.add(request);
    return chunk;
  }

  /** Works on `chunk` tokens of a prompt of which `done` are done. */
  private workOn(replica: Replica, request: Request, done: number, chunk: number): void {
    request.done = done + chunk;
    replica.promptTokens += chunk;
    replica.pairs += chunk * (done + chunk / 2);
    replica.promptDone += chunk;
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
}

/** Nothing holds blocks but the cache. */
function alone({ size, partial, joining }: Replica): boolean {
  return size === 0 && partial.size === 0 && joining.size === 0;
}
