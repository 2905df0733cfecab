import type { StepTable } from '../steps/step-table.ts';
import type { AnswerSteps } from './answer-steps.ts';
import type { Batch } from './batch.ts';
import type { KvMemory } from './kv-memory.ts';
import type { Machinery } from './machinery.ts';
import type { PromptSegments } from './prompt-segments.ts';
import type { Replica } from './replica.ts';
import type { Request } from './request.ts';
import type { Scheduler } from './scheduler.ts';
import { StepEnds } from './step-ends.ts';
import type { StepLatencies } from './step-latencies.ts';
import type { Stretches } from './stretches.ts';
import type { Units } from './units.ts';

/**
 * Moves replicas through time.
 *
 * ```
 * schedule   what the next step works on besides decoding (`Scheduler`)
 * plan       prompts in it: one step            none: a stretch of steps, up to the next end, the next lack of blocks, a bend of the step time
 * advance    growth of the KV cache → who ends → whose prompt is done joins → schedule
 * ```
 *
 * All running requests advance together (`Batch`), so a step, and a whole stretch, costs the same however many run. A stretch is cut at
 * the first step boundary after an arrival that may join. A step at whose end nobody leaves is done when it begins, together with the
 * plan of what follows, where nobody looks into the replica in between.
 *
 * Simplifications against real engines: with drafts, KV blocks follow the expected number of tokens per step; a prompt that finds no block
 * to go on waits rather than preempts.
 */
export class Stepper {
  private readonly machinery: Machinery;
  private readonly steps: StepTable;
  private readonly mixedSteps: boolean;
  private readonly schedulesAhead: boolean;
  private readonly inOrder: boolean;
  private readonly blockTokens: number;
  private readonly units: Units;
  private readonly answerSteps: AnswerSteps;
  private readonly batch: Batch;
  private readonly segments: PromptSegments;
  private readonly memory: KvMemory;
  private readonly stretches: Stretches;
  private readonly felt: StepLatencies;
  private readonly scheduler: Scheduler;
  private readonly ends: StepEnds;

  constructor(machinery: Machinery) {
    this.machinery = machinery;
    this.steps = machinery.steps;
    this.mixedSteps = machinery.parameters.mixedSteps;
    this.schedulesAhead = machinery.parameters.schedulesAhead;
    this.inOrder = machinery.parameters.order === 'arrival';
    this.blockTokens = machinery.parameters.blockTokens;
    this.units = machinery.units;
    this.answerSteps = machinery.answerSteps;
    this.batch = machinery.batch;
    this.segments = machinery.segments;
    this.memory = machinery.memory;
    this.stretches = machinery.stretches;
    this.felt = machinery.felt;
    this.scheduler = machinery.scheduler;
    this.ends = new StepEnds(machinery);
  }

  accept(replica: Replica, request: Request, ready: boolean): void {
    const { waiting } = replica;
    const { reached } = request;
    request.base = request.input * this.units.perToken;
    request.target = request.input;
    request.left = replica.role === 'prefill' ? 0 : this.answerSteps.of(request);
    request.done = 0;
    request.blocks = 0;
    request.pinned = 0;
    request.inCache = 0;
    request.ready = ready ? 'handed over' : 'no';
    this.segments.layOut(request);
    const { mode, ahead } = replica;
    if (this.schedulesAhead && (mode === 'stretch' || mode === 'step' || ahead)) {
      replica.late.add(request);
      if (mode === 'stretch' && !this.blocksLate(replica))
        this.cut(replica, this.stepsUntil(replica, reached) + 1);
      return;
    }
    waiting.add(request);
    if (mode === 'stretch') {
      if (waiting.first === request) this.cut(replica, this.stepsUntil(replica, reached));
    } else if (mode === 'idle') {
      replica.idleSeconds += reached - replica.clock;
      replica.clock = reached;
      this.machinery.note(replica);
      replica.mode = 'starting';
      replica.endsAt = reached;
    }
  }

  advance(replica: Replica): void {
    const { late } = replica;
    this.machinery.left.count = 0;
    if (late.size > 0) {
      this.advanceKnowing(replica, this.lastBegan(replica));
      return;
    }
    this.end(replica);
    this.scheduler.schedule(replica);
    this.plan(replica);
  }

  /** Moves on where requests have come that the scheduler knows only if they came by `known`. */
  private advanceKnowing(replica: Replica, known: number): void {
    this.end(replica);
    this.letIn(replica, known);
    this.scheduler.schedule(replica);
    const { late, size, promptTokens, swapSeconds } = replica;
    // With nothing else to do, the engine starts on whoever is there.
    if (late.size > 0 && size === 0 && promptTokens === 0 && swapSeconds === 0) {
      this.letIn(replica, Infinity);
      this.scheduler.schedule(replica);
    }
    this.plan(replica);
  }

  /** When the last step of what ends now began. A step that was done ahead began before all who came since. */
  private lastBegan(replica: Replica): number {
    if (replica.mode === 'stretch') return this.stretches.after(replica, replica.planned - 1);
    return replica.ahead ? -Infinity : replica.clock;
  }

  private end(replica: Replica): void {
    replica.ahead = false;
    if (replica.mode === 'stretch') this.ends.stretch(replica);
    else if (replica.mode === 'step') this.ends.step(replica);
  }

  /** Those who came at `time` or before are known from now on. */
  private letIn({ late, waiting }: Replica, time: number): void {
    while (late.first !== undefined && late.first.reached <= time) {
      const request = late.take();
      if (request !== undefined) waiting.add(request);
    }
  }

  /** Nobody who comes now can start before one who waits already. */
  private blocksLate({ waiting }: Replica): boolean {
    return this.inOrder && waiting.size > 0;
  }

  /** Steps of the stretch under way until `time`, none where it has not begun by then. */
  private stepsUntil(replica: Replica, time: number): number {
    if (replica.ahead && time <= replica.clock) return 0;
    return this.stretches.stepsUntil(replica, time, replica.planned);
  }

  /** Ends the stretch under way after `steps` steps, if it lasts longer. */
  private cut(replica: Replica, steps: number): void {
    if (steps < replica.planned) replica.planned = steps;
    replica.endsAt = this.stretches.after(replica, replica.planned);
  }

  roomAt(replica: Replica, time: number): number {
    return replica.free + replica.idle - this.batch.growth(replica, this.stepsDoneBefore(replica, time));
  }

  cachedTokens(replica: Replica, request: Request, time: number): number {
    const lack = this.batch.growth(replica, this.stepsDoneBefore(replica, time)) - replica.free;
    if (lack > 0) {
      this.segments.cache.evict(replica, lack);
      replica.free += lack;
    }
    this.segments.layOut(request);
    return this.segments.hits(replica, request, request.input) * this.blockTokens;
  }

  fail(replica: Replica, time: number): readonly Request[] {
    if (replica.mode === 'stretch') {
      const done = this.stepsDoneBefore(replica, time);
      this.felt.stretch(replica, done);
      this.ends.grow(replica, done);
    }
    if (replica.mode === 'idle') replica.idleSeconds += time - replica.clock;
    replica.clock = time;
    this.machinery.note(replica);
    const lost = [...replica.waiting.takeAll(), ...this.batch.clear(replica)];
    replica.late.empty(lost);
    replica.joining.empty(lost);
    replica.partial.empty(lost);
    replica.endsAt = Infinity;
    replica.mode = 'idle';
    replica.stalledSince = Number.NaN;
    replica.open = false;
    this.segments.cache.clear(replica);
    replica.free = this.memory.total;
    replica.hostFree = this.machinery.parameters.hostBlocks;
    return lost.toSorted((a, b) => a.number - b.number);
  }

  private stepsDoneBefore(replica: Replica, time: number): number {
    return replica.mode === 'stretch' ? this.stretches.stepsBefore(replica, time, replica.planned) : 0;
  }

  // Planning

  private plan(replica: Replica): void {
    const { steps } = this;
    const { promptTokens, swapSeconds, size } = replica;
    if (promptTokens === 0 && swapSeconds === 0) {
      if (size > 0) this.planStretch(replica);
      else this.rest(replica);
      return;
    }
    replica.mode = 'step';
    replica.open = false;
    replica.decodes = size > 0 && (this.mixedSteps || promptTokens === 0);
    let seconds = swapSeconds;
    if (replica.decodes) {
      const context = (replica.stored + size * this.units.gain) / this.units.perToken;
      const piece = steps.piece(size, context);
      seconds += steps.offsetOf(piece) + steps.slopeOf(piece) * context;
    } else if (size > 0) this.felt.stall(replica);
    if (promptTokens > 0) seconds += steps.prompt(replica.decodes ? size : 0, promptTokens, replica.pairs);
    replica.endsAt = replica.clock + seconds;
    if (!this.machinery.watched && replica.waiting.size === 0 && replica.late.size === 0)
      this.workAhead(replica);
  }

  /** Does the step under way at once and plans what follows, if nobody leaves at its end and nothing but decoding is left to do. */
  private workAhead(replica: Replica): void {
    const { ends, joining, partial } = replica;
    if (partial.size > 0 || (replica.decodes && ends.soonest <= replica.decoded + 1)) return;
    for (let request = joining.first; request !== undefined; request = request.next) {
      if (request.left === 0) return;
    }
    this.ends.step(replica);
    this.scheduler.begin(replica);
    replica.ahead = true;
    if (this.memory.room(replica) < 0) replica.mode = 'starting';
    else this.planStretch(replica);
  }

  private planStretch(replica: Replica): void {
    const { steps, stretches } = this;
    const { perToken } = this.units;
    const { size, stored } = replica;
    const gain = size * this.units.gain;
    const piece = steps.piece(size, (stored + gain) / perToken);
    if (replica.changed || !replica.open || replica.piece !== piece)
      stretches.begin(replica, piece, steps.offsetOf(piece), steps.slopeOf(piece) / perToken);
    replica.changed = false;
    const toBend = Math.floor((steps.untilOf(piece) * perToken - stored) / gain);
    const toEnd = Math.min(replica.ends.soonest - replica.decoded, toBend);
    const room = replica.watching ? replica.free : replica.free + replica.idle;
    const anew = replica.closed || (replica.late.size > 0 && !this.blocksLate(replica));
    replica.planned = anew ? 1 : Math.max(1, this.batch.stepsWithin(replica, toEnd, room));
    const waiting = replica.waiting.first;
    if (waiting !== undefined && waiting.deadline < Infinity && Number.isNaN(waiting.first))
      this.stopBy(replica, waiting.deadline);
    replica.mode = 'stretch';
    replica.endsAt = stretches.after(replica, replica.planned);
  }

  /** A stretch goes no further than the first step that ends after a deadline. */
  private stopBy(replica: Replica, deadline: number): void {
    const { stretches } = this;
    const until = stretches.stepsUntil(replica, deadline, replica.planned);
    const late = stretches.after(replica, until) > deadline ? until : until + 1;
    replica.planned = Math.min(replica.planned, late);
  }

  private rest(replica: Replica): void {
    if (replica.waiting.size > 0) throw new RangeError('an engine rests while requests wait');
    replica.mode = 'idle';
    replica.endsAt = Infinity;
    replica.open = false;
  }
}
