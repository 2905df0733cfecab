import { binOf, emptyCounts } from '../answers/histogram.ts';
import { acceptedPerStep } from '../steps/step-model.ts';
import type { StepTable } from '../steps/step-table.ts';
import { BlockPhases } from './block-phases.ts';
import type { Ending, Engine, EngineTotals, Role } from './engine.ts';
import { KeyedHeap } from './keyed-heap.ts';
import type { EngineParameters } from './parameters.ts';
import { PrefixCache } from './prefix-cache.ts';
import type { RequestTable } from './request-table.ts';
import { SegmentPath } from './segment-path.ts';
import { Stretch } from './stretch.ts';
import { WaitingQueue } from './waiting-queue.ts';

const none = -1;

/** Why a request needs no prompt: its KV cache came from a prefill engine, or waits in host memory. */
const handedOver = 1;
const swappedOut = 2;

/** Units per token where requests gain a broken number of tokens per step: expected gains are rounded to this part of a token. */
const fineUnits = 16;

/** What a parameter set means in units: 1 per token, finer with speculative decoding. */
export function unitsOf({ speculation, blockTokens }: EngineParameters): {
  readonly perToken: number;
  readonly gain: number;
  readonly perBlock: number;
} {
  if (speculation === undefined) return { perToken: 1, gain: 1, perBlock: blockTokens };
  const gain = Math.max(fineUnits, Math.round(fineUnits * acceptedPerStep(speculation)));
  return { perToken: fineUnits, gain, perBlock: blockTokens * fineUnits };
}

type Mode = 'idle' | 'starting' | 'step' | 'stretch';

/**
 * One replica of a serving engine with continuous batching.
 *
 * ```
 * schedule   room for the next token of everyone running (else preempt) → go on with the prompt under way → take from the queue
 * plan       prompts in it: one step            none: a stretch of steps, up to the next end, the next lack of blocks, a bend of the step time
 * advance    growth of the KV cache → who ends → whose prompt is done joins → schedule
 * ```
 *
 * All running requests advance together, so a step, and a whole stretch, costs the same however many run. Requests in the order they
 * joined form a list (its tail is preempted first); their ends form a heap by step number. A stretch is cut at the first step boundary
 * after an arrival that may join.
 *
 * Simplifications against real engines: drafts gain their expected number of tokens in every step; a prompt under way that finds no
 * block waits rather than preempts; host memory for swapping is unlimited.
 */
export class Replica implements Engine {
  readonly role: Role;
  clock = 0;
  endsAt = Infinity;
  readonly latencies = emptyCounts();
  leftCount = 0;
  readonly left: number[] = [];
  readonly leftAs: Ending[] = [];
  private readonly parameters: EngineParameters;
  private readonly steps: StepTable;
  private readonly requests: RequestTable;
  private readonly perToken: number;
  private readonly gain: number;
  private readonly perBlock: number;
  private readonly tokensPerDecode: number;
  private readonly whole: boolean;
  private readonly waiting: WaitingQueue;
  private readonly cache = new PrefixCache();
  private readonly path: SegmentPath;
  private readonly phases: BlockPhases;
  private readonly finish = new KeyedHeap();
  private readonly stretch = new Stretch();

  private mode: Mode = 'idle';
  private planned = 0;
  /** Requests decoding, units they hold together, and decode steps done so far. */
  private batch = 0;
  private stored = 0;
  private iteration = 0;
  private head = none;
  private tail = none;
  /** The request whose prompt is under way. */
  private partial = none;
  /** Requests whose prompt the step under way completes: the first `joiningCount` entries. */
  private readonly joining: number[] = [];
  private joiningCount = 0;
  private free: number;

  /** What the step under way holds besides decoding. */
  private decodes = false;
  private promptTokens = 0;
  private pairs = 0;
  private swapSeconds = 0;
  /** The next request found part of its prompt cached but no room: what is given up of the cache may change what it needs. */
  private watching = false;
  /** Since when running requests wait for a step that decodes; NaN while they do not. */
  private stalledSince = Number.NaN;

  private idleSeconds = 0;
  private batchSeconds = 0;
  private blockSeconds = 0;
  private changedAt = 0;
  private mostBlocks = 0;
  private preemptions = 0;
  private promptsDone = 0;
  private cachedSum = 0;
  private answers = 0;
  private stepsDone = 0;

  constructor(
    parameters: EngineParameters,
    steps: StepTable,
    requests: RequestTable,
    role: Role,
    chainTokens: number,
  ) {
    const units = unitsOf(parameters);
    this.parameters = parameters;
    this.steps = steps;
    this.requests = requests;
    this.role = role;
    this.perToken = units.perToken;
    this.gain = units.gain;
    this.perBlock = units.perBlock;
    this.tokensPerDecode = 1 + (parameters.speculation?.tokens ?? 0);
    this.whole = parameters.reserve === 'whole';
    this.waiting = new WaitingQueue(requests, parameters.order);
    this.path = new SegmentPath(requests, chainTokens);
    this.phases = new BlockPhases(units.perBlock, units.gain);
    this.free = parameters.kvBlocks;
  }

  get totals(): EngineTotals {
    return {
      idleSeconds: this.idleSeconds,
      batchSeconds: this.batchSeconds,
      blockSeconds: this.blockSeconds,
      mostBlocks: this.mostBlocks,
      steps: this.stepsDone,
      preemptions: this.preemptions,
      promptTokens: this.promptsDone,
      cachedTokens: this.cachedSum,
      answerTokens: this.answers,
    };
  }

  fits(request: number): boolean {
    const { input, output } = this.requests;
    const units = (input[request] ?? 0) * this.perToken + this.stepsFor(output[request] ?? 1) * this.gain;
    return Math.ceil(units / this.perBlock) <= this.parameters.kvBlocks;
  }

  accept(request: number, time: number, ready: boolean): void {
    const { requests } = this;
    const input = requests.input[request] ?? 0;
    requests.base[request] = input * this.perToken;
    requests.target[request] = input;
    requests.left[request] = this.role === 'prefill' ? 0 : this.stepsFor(requests.output[request] ?? 1);
    requests.done[request] = 0;
    requests.blocks[request] = 0;
    requests.pinned[request] = 0;
    requests.inCache[request] = 0;
    requests.ready[request] = ready ? handedOver : 0;
    requests.bare[request] = 0;
    this.waiting.add(request);
    if (this.mode === 'idle') {
      this.idleSeconds += time - this.clock;
      this.note(time);
      this.clock = time;
      this.mode = 'starting';
      this.endsAt = time;
    } else if (this.mode === 'stretch' && this.waiting.first === request) {
      this.planned = this.stretch.stepsUntil(time, this.planned);
      this.endsAt = this.stretch.after(this.planned);
    }
  }

  advance(): void {
    this.leftCount = 0;
    if (this.mode === 'stretch') this.endStretch();
    else if (this.mode === 'step') this.endStep();
    this.schedule();
  }

  roomAt(time: number): number {
    return this.free + this.cache.idle - this.phases.growth(this.iteration, this.stepsDoneBefore(time));
  }

  cachedTokens(request: number, time: number): number {
    const lack = this.phases.growth(this.iteration, this.stepsDoneBefore(time)) - this.free;
    if (lack > 0) {
      this.cache.evict(lack);
      this.free += lack;
    }
    return this.hitBlocks(request, this.requests.input[request] ?? 0) * this.parameters.blockTokens;
  }

  fail(time: number): readonly number[] {
    if (this.mode === 'stretch') {
      const done = this.stepsDoneBefore(time);
      this.feel(done);
      this.grow(done);
    }
    const lost = [...this.waiting.takeAll(), ...this.joining.slice(0, this.joiningCount)];
    if (this.partial !== none) lost.push(this.partial);
    for (let request = this.head; request !== none; request = this.requests.next[request] ?? none)
      lost.push(request);
    if (this.mode === 'idle') this.idleSeconds += time - this.clock;
    this.note(time);
    this.clock = time;
    this.endsAt = Infinity;
    this.mode = 'idle';
    this.batch = 0;
    this.stored = 0;
    this.head = none;
    this.tail = none;
    this.partial = none;
    this.joiningCount = 0;
    this.stalledSince = Number.NaN;
    this.free = this.parameters.kvBlocks;
    this.stretch.open = false;
    this.cache.clear();
    this.phases.clear();
    this.finish.clear();
    return lost.toSorted((a, b) => (this.requests.number[a] ?? 0) - (this.requests.number[b] ?? 0));
  }

  private stepsFor(output: number): number {
    return Math.ceil(((output - 1) * this.perToken) / this.gain);
  }

  private stepsDoneBefore(time: number): number {
    return this.mode === 'stretch' ? this.stretch.stepsBefore(time, this.planned) : 0;
  }

  // Scheduling

  private schedule(): void {
    this.promptTokens = 0;
    this.pairs = 0;
    this.swapSeconds = 0;
    this.watching = false;
    const preempted = this.makeRoom();
    let budget = this.parameters.maxBatchedTokens;
    if (this.parameters.mixedSteps) budget -= this.batch * this.tokensPerDecode;
    budget = this.continuePartial(budget);
    const closed = preempted && this.batch > 0;
    if (this.partial === none && !closed) this.takeWaiting(budget);
    this.plan(closed);
  }

  /** Preempts until everyone running can store the tokens of a step. Returns whether anyone had to go. */
  private makeRoom(): boolean {
    let preempted = false;
    while (this.phases.growth(this.iteration, 1) > this.free + this.cache.idle) {
      this.preempt(this.victim());
      preempted = true;
    }
    return preempted;
  }

  private victim(): number {
    const last = this.partial === none ? this.tail : this.partial;
    if (this.parameters.order === 'arrival') return last;
    let victim = last;
    for (let request = this.tail; request !== none; request = this.requests.previous[request] ?? none) {
      if (this.waiting.before(victim, request)) victim = request;
    }
    return victim;
  }

  private preempt(request: number): void {
    const { requests, parameters } = this;
    if (request === this.partial) {
      this.partial = none;
    } else {
      const units = this.leave(request);
      const done = (units - (requests.base[request] ?? 0)) / this.gain;
      const left = (requests.left[request] ?? 0) - done;
      if (parameters.preemption === 'swap') {
        requests.ready[request] = swappedOut;
        requests.base[request] = units;
        requests.left[request] = left;
        this.swapSeconds += Math.ceil(units / this.perToken) * parameters.swapSecondsPerToken;
      } else {
        // Computing the prompt and the answer so far again gives the next token as well.
        requests.base[request] = units + this.gain;
        requests.left[request] = left - 1;
        requests.target[request] = Math.ceil((units + this.gain) / this.perToken);
      }
    }
    this.releaseBlocks(request);
    requests.preemptions[request] = (requests.preemptions[request] ?? 0) + 1;
    this.preemptions += 1;
    if (this.batch === 0 && this.partial === none) requests.bare[request] = 1;
    this.waiting.putBack(request);
  }

  private releaseBlocks(request: number): void {
    this.free += this.requests.blocks[request] ?? 0;
    this.requests.blocks[request] = 0;
    this.unpin(request);
  }

  /** Goes on with the prompt under way as far as tokens and blocks reach; gives back what is left of the budget. */
  private continuePartial(budget: number): number {
    const { requests, parameters, partial } = this;
    if (partial === none) return budget;
    const { blockTokens } = parameters;
    const done = requests.done[partial] ?? 0;
    const held = (requests.blocks[partial] ?? 0) + (requests.inCache[partial] ?? 0);
    const within = (held + this.room()) * blockTokens - done;
    const rest = (requests.target[partial] ?? 0) - done;
    const chunk = Math.min(rest, budget, within);
    if (chunk <= 0) {
      if (this.batch === 0) this.preempt(partial);
      return budget;
    }
    const blocks = Math.max(0, Math.ceil((done + chunk) / blockTokens) - held);
    requests.blocks[partial] = (requests.blocks[partial] ?? 0) + blocks;
    this.take(blocks);
    this.work(partial, done, chunk);
    if (chunk === rest) {
      this.willJoin(partial);
      this.partial = none;
    }
    return budget - chunk;
  }

  private takeWaiting(tokens: number): void {
    const { requests, parameters, waiting } = this;
    let budget = tokens;
    while (waiting.size > 0 && budget > 0 && this.batch + this.joiningCount < parameters.maxSequences) {
      const request = waiting.first;
      if ((requests.deadline[request] ?? Infinity) < this.clock && Number.isNaN(requests.first[request])) {
        waiting.take();
        this.part(request, 'expired');
        continue;
      }
      if (requests.ready[request] !== 0) {
        if (!this.resume(request)) return;
        if (parameters.mixedSteps) budget -= this.tokensPerDecode;
        continue;
      }
      const started = this.start(request, budget);
      if (started === 0) return;
      budget -= started;
      if (this.partial !== none) return;
    }
  }

  /** A request whose KV cache is at hand joins at once, if there is room for it and its next token. */
  private resume(request: number): boolean {
    const { requests } = this;
    const base = requests.base[request] ?? 0;
    const all = base + (requests.left[request] ?? 0) * this.gain;
    const needed = Math.ceil((this.whole ? all : base + this.gain) / this.perBlock);
    if (needed > this.room()) {
      if (!this.alone()) return false;
      this.cache.evict(this.cache.idle);
      this.free = this.parameters.kvBlocks;
    }
    this.waiting.take();
    const blocks = this.whole ? needed : Math.ceil(base / this.perBlock);
    this.note(this.clock);
    requests.blocks[request] = blocks;
    this.take(blocks);
    if (requests.ready[request] === swappedOut) {
      this.swapSeconds += Math.ceil(base / this.perToken) * this.parameters.swapSecondsPerToken;
    }
    requests.ready[request] = 0;
    this.join(request);
    return true;
  }

  /** Starts a prompt; returns the tokens of it that this step works on, 0 where it must wait. */
  private start(request: number, budget: number): number {
    const { requests, parameters } = this;
    const { blockTokens } = parameters;
    const target = requests.target[request] ?? 0;
    let hits = this.hitBlocks(request, target);
    const wanted = target - hits * blockTokens;
    if (!parameters.chunkedPrefill && wanted > budget && this.promptTokens > 0) return 0;
    let chunk = parameters.chunkedPrefill ? Math.min(wanted, budget) : wanted;
    let blocks = this.blocksToStart(request, hits, chunk);
    if (blocks + this.idleHits(request, hits) > this.room()) {
      if (!this.alone()) {
        this.watching = hits > 0;
        return 0;
      }
      this.cache.evict(this.cache.idle);
      this.free = parameters.kvBlocks;
      hits = 0;
      chunk = parameters.chunkedPrefill ? Math.min(target, budget) : target;
      blocks = this.blocksToStart(request, 0, chunk);
    }
    this.waiting.take();
    this.pinHits(request, hits);
    requests.inCache[request] = hits;
    requests.blocks[request] = blocks;
    this.take(blocks);
    if (Number.isNaN(requests.first[request])) {
      requests.cached[request] = hits * blockTokens;
      this.cachedSum += hits * blockTokens;
    }
    const done = hits * blockTokens;
    this.work(request, done, chunk);
    if (done + chunk === target) this.willJoin(request);
    else this.partial = request;
    return chunk;
  }

  private blocksToStart(request: number, hits: number, chunk: number): number {
    const { requests, parameters } = this;
    const { blockTokens, reserve } = parameters;
    const all = (requests.base[request] ?? 0) + (requests.left[request] ?? 0) * this.gain;
    if (reserve === 'whole') return Math.ceil(all / this.perBlock) - hits;
    const tokens = reserve === 'prompt' ? (requests.target[request] ?? 0) : hits * blockTokens + chunk;
    return Math.ceil(tokens / blockTokens) - hits;
  }

  /** Nothing holds blocks but the cache. */
  private alone(): boolean {
    return this.batch === 0 && this.partial === none && this.joiningCount === 0;
  }

  /** Blocks to be had beyond those the next tokens of everyone running need. */
  private room(): number {
    return this.free + this.cache.idle - this.phases.growth(this.iteration, 1);
  }

  private willJoin(request: number): void {
    this.joining[this.joiningCount] = request;
    this.joiningCount += 1;
  }

  private work(request: number, done: number, chunk: number): void {
    this.requests.done[request] = done + chunk;
    this.promptTokens += chunk;
    this.pairs += chunk * (done + chunk / 2);
    this.promptsDone += chunk;
  }

  private take(blocks: number): void {
    this.free -= blocks;
    if (this.free < 0) {
      this.cache.evict(-this.free);
      this.free = 0;
    }
  }

  // Planning

  /** @param closed nobody was let in, so that the next step must look at the queue again */
  private plan(closed: boolean): void {
    const { parameters, steps } = this;
    const extra = this.promptTokens > 0 || this.swapSeconds > 0;
    if (!extra) {
      if (this.batch > 0) this.planStretch(closed);
      else this.rest();
      return;
    }
    this.mode = 'step';
    this.stretch.open = false;
    this.decodes = this.batch > 0 && (parameters.mixedSteps || this.promptTokens === 0);
    let seconds = this.swapSeconds;
    if (this.decodes) {
      const context = (this.stored + this.batch * this.gain) / this.perToken;
      const piece = steps.piece(this.batch, context);
      seconds += (steps.offset[piece] ?? 0) + (steps.slope[piece] ?? 0) * context;
    } else if (this.batch > 0 && Number.isNaN(this.stalledSince)) {
      this.stalledSince = this.clock;
    }
    if (this.promptTokens > 0) {
      seconds += steps.prompt(this.decodes ? this.batch : 0, this.promptTokens, this.pairs);
    }
    this.endsAt = this.clock + seconds;
  }

  private planStretch(closed: boolean): void {
    const { steps, stretch, batch, perToken } = this;
    const gain = batch * this.gain;
    const piece = steps.piece(batch, (this.stored + gain) / perToken);
    if (!stretch.open || stretch.piece !== piece) {
      stretch.begin(this.clock, piece, steps.offset[piece] ?? 0, (steps.slope[piece] ?? 0) / perToken);
    }
    stretch.load(this.stored, gain);
    const toBend = Math.floor(((steps.until[piece] ?? Infinity) * perToken - this.stored) / gain);
    const toEnd = Math.min(this.finish.topKey - this.iteration, toBend);
    const room = this.watching ? this.free : this.free + this.cache.idle;
    this.planned = closed ? 1 : Math.max(1, this.phases.stepsWithin(this.iteration, toEnd, room));
    const waiting = this.waiting.first;
    if (waiting !== none && Number.isNaN(this.requests.first[waiting])) {
      const deadline = this.requests.deadline[waiting] ?? Infinity;
      if (deadline < Infinity) {
        const until = stretch.stepsUntil(deadline, this.planned);
        this.planned = Math.min(this.planned, stretch.after(until) > deadline ? until : until + 1);
      }
    }
    this.mode = 'stretch';
    this.endsAt = stretch.after(this.planned);
  }

  private rest(): void {
    if (this.waiting.size > 0) throw new RangeError('an engine rests while requests wait');
    this.mode = 'idle';
    this.endsAt = Infinity;
    this.stretch.open = false;
  }

  // Ends of steps

  private endStretch(): void {
    const { planned } = this;
    this.feel(planned);
    this.clock = this.endsAt;
    this.stretch.advance(planned);
    this.grow(planned);
    this.finishAll();
  }

  private endStep(): void {
    if (this.decodes) {
      this.felt(this.endsAt, this.endsAt - this.clock);
      this.clock = this.endsAt;
      this.grow(1);
      this.finishAll();
    } else {
      this.clock = this.endsAt;
      this.stepsDone += 1;
    }
    for (let index = 0; index < this.joiningCount; index += 1)
      this.completePrompt(this.joining[index] ?? none);
    this.joiningCount = 0;
  }

  private grow(steps: number): void {
    this.take(this.phases.growth(this.iteration, steps));
    this.iteration += steps;
    this.stored += steps * this.batch * this.gain;
    this.stepsDone += steps;
  }

  private finishAll(): void {
    const { finish } = this;
    while (finish.topKey <= this.iteration) {
      const request = finish.top;
      this.leave(request);
      this.settle(request);
      this.part(request, 'finished');
    }
  }

  /** The prompt is done: its blocks become known to the cache, its first token is out, it joins those that decode. */
  private completePrompt(request: number): void {
    const { requests } = this;
    this.note(this.clock);
    this.publish(request);
    if (Number.isNaN(requests.first[request])) requests.first[request] = this.clock;
    if (requests.left[request] === 0) {
      this.releaseBlocks(request);
      const output = requests.output[request] ?? 1;
      this.part(request, this.role === 'prefill' && output > 1 ? 'handed' : 'finished');
    } else this.join(request);
  }

  private join(request: number): void {
    const { requests } = this;
    const base = requests.base[request] ?? 0;
    const offset = base - this.gain * this.iteration;
    requests.offset[request] = offset;
    requests.joined[request] = this.clock;
    requests.previous[request] = this.tail;
    requests.next[request] = none;
    if (this.tail === none) this.head = request;
    else requests.next[this.tail] = request;
    this.tail = request;
    this.batch += 1;
    this.stored += base;
    if (!this.whole) this.phases.add(offset, 1);
    this.finish.push(this.iteration + (requests.left[request] ?? 0), requests.number[request] ?? 0, request);
    this.stretch.open = false;
  }

  /** Takes a request out of the batch, its blocks up to now made its own; returns the units it holds. */
  private leave(request: number): number {
    const { requests } = this;
    this.note(this.clock);
    const offset = requests.offset[request] ?? 0;
    const units = offset + this.gain * this.iteration;
    if (this.finish.top === request) this.finish.pop();
    else this.finish.remove(request);
    const previous = requests.previous[request] ?? none;
    const next = requests.next[request] ?? none;
    if (previous === none) this.head = next;
    else requests.next[previous] = next;
    if (next === none) this.tail = previous;
    else requests.previous[next] = previous;
    this.batch -= 1;
    this.stored -= units;
    if (!this.whole) {
      this.phases.add(offset, -1);
      const before = Math.ceil((requests.base[request] ?? 0) / this.perBlock);
      requests.blocks[request] = (requests.blocks[request] ?? 0) + Math.ceil(units / this.perBlock) - before;
    }
    this.stretch.open = false;
    return units;
  }

  private part(request: number, as: Ending): void {
    this.left[this.leftCount] = request;
    this.leftAs[this.leftCount] = as;
    this.leftCount += 1;
    if (as === 'finished') this.answers += this.requests.output[request] ?? 0;
  }

  // Prefix cache

  private segments(request: number): number {
    return this.parameters.prefixCaching && this.requests.bare[request] === 0 ? this.path.count(request) : 0;
  }

  /** Whole blocks of segment `index`, from the end of the one before it to its own. */
  private segmentBlocks(request: number, index: number): number {
    const { blockTokens } = this.parameters;
    const from = index === 0 ? 0 : Math.floor(this.path.end(request, index - 1) / blockTokens);
    return Math.floor(this.path.end(request, index) / blockTokens) - from;
  }

  /** Leading blocks of the request in the cache; at least one token is left to compute. */
  private hitBlocks(request: number, target: number): number {
    const count = this.segments(request);
    let hits = 0;
    for (let index = 0; index < count; index += 1) {
      const wanted = this.segmentBlocks(request, index);
      const found = Math.min(wanted, this.cache.blocksOf(this.path.key(request, index)));
      hits += found;
      if (found < wanted) break;
    }
    return Math.min(hits, Math.floor((target - 1) / this.parameters.blockTokens));
  }

  /** Blocks that pinning the segments of so many hits takes out of the room. */
  private idleHits(request: number, hits: number): number {
    let blocks = 0;
    for (let index = 0, covered = 0; covered < hits; index += 1) {
      covered += this.segmentBlocks(request, index);
      blocks += this.cache.idleBlocksOf(this.path.key(request, index));
    }
    return blocks;
  }

  private pinHits(request: number, hits: number): void {
    let index = 0;
    for (let covered = 0; covered < hits; index += 1) {
      covered += this.segmentBlocks(request, index);
      this.cache.pin(this.path.key(request, index));
    }
    this.requests.pinned[request] = index;
  }

  private publish(request: number): void {
    const { requests, cache, path } = this;
    const count = this.segments(request);
    for (let index = requests.pinned[request] ?? 0; index < count; index += 1)
      cache.pin(path.key(request, index));
    requests.pinned[request] = count;
    for (let index = 0; index < count; index += 1) {
      this.give(request, path.key(request, index), this.segmentBlocks(request, index));
    }
  }

  /** Blocks of the request become blocks of a segment it pins, as far as the segment lacks them. */
  private give(request: number, key: number, blocks: number): void {
    const { requests } = this;
    const given = this.cache.growTo(key, blocks);
    requests.blocks[request] = (requests.blocks[request] ?? 0) - given;
    requests.inCache[request] = (requests.inCache[request] ?? 0) + given;
  }

  /** A request that ended leaves what a later turn can use, and gives back the rest. */
  private settle(request: number): void {
    const { requests, path } = this;
    const last = (requests.pinned[request] ?? 0) - 1;
    if (last >= 0 && path.grows(request)) {
      const { blockTokens } = this.parameters;
      const units = (requests.offset[request] ?? 0) + this.gain * this.iteration;
      const from = last === 0 ? 0 : Math.floor(path.end(request, last - 1) / blockTokens);
      this.give(request, path.key(request, last), Math.floor(units / this.perBlock) - from);
    }
    this.releaseBlocks(request);
  }

  private unpin(request: number): void {
    const { requests, cache, path } = this;
    for (let index = (requests.pinned[request] ?? 0) - 1; index >= 0; index -= 1)
      cache.unpin(path.key(request, index));
    requests.pinned[request] = 0;
    requests.inCache[request] = 0;
  }

  // Sums

  /** Counts the latencies of the next `steps` steps of the stretch. */
  private feel(steps: number): void {
    const { latencies, stretch, batch } = this;
    let from = 1;
    if (!Number.isNaN(this.stalledSince) && steps > 0) {
      this.felt(stretch.after(1), 0);
      from = 2;
    }
    while (from <= steps) {
      const bin = binOf(stretch.seconds(from));
      let to = steps;
      if (binOf(stretch.seconds(to)) !== bin) {
        let same = from;
        while (to - same > 1) {
          const middle = (same + to) >> 1;
          if (binOf(stretch.seconds(middle)) === bin) same = middle;
          else to = middle;
        }
        to = same;
      }
      latencies[bin] = (latencies[bin] ?? 0) + batch * (to - from + 1);
      from = to + 1;
    }
  }

  /** Counts the latencies of one decode step that ends at `end`: `seconds`, or longer for those who waited through prompts. */
  private felt(end: number, seconds: number): void {
    const { latencies, requests } = this;
    const since = this.stalledSince;
    let others = this.batch;
    if (!Number.isNaN(since)) {
      for (let request = this.tail; request !== none; request = requests.previous[request] ?? none) {
        const joined = requests.joined[request] ?? 0;
        if (joined <= since) break;
        const bin = binOf(end - joined);
        latencies[bin] = (latencies[bin] ?? 0) + 1;
        others -= 1;
      }
      this.stalledSince = Number.NaN;
    }
    if (others === 0) return;
    const bin = binOf(Number.isNaN(since) ? seconds : end - since);
    latencies[bin] = (latencies[bin] ?? 0) + others;
  }

  /** Adds up batch and blocks over the time since the last change. */
  private note(time: number): void {
    const seconds = time - this.changedAt;
    const blocks = this.parameters.kvBlocks - this.free - this.cache.idle;
    if (blocks > this.mostBlocks) this.mostBlocks = blocks;
    if (seconds === 0) return;
    this.batchSeconds += this.batch * seconds;
    this.blockSeconds += blocks * seconds;
    this.changedAt = time;
  }
}
