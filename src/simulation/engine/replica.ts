import type { Counts } from '../answers/histogram.ts';
import type { StepTable } from '../steps/step-table.ts';
import { AnswerSteps } from './answer-steps.ts';
import { Batch } from './batch.ts';
import { Departures } from './departures.ts';
import type { Engine, EngineTotals, Role } from './engine.ts';
import { KvMemory } from './kv-memory.ts';
import { Latecomers } from './latecomers.ts';
import type { EngineParameters } from './parameters.ts';
import { PromptSegments } from './prompt-segments.ts';
import type { Request } from './request.ts';
import { Scheduler } from './scheduler.ts';
import { StepLatencies } from './step-latencies.ts';
import { StepWork } from './step-work.ts';
import { Stretch } from './stretch.ts';
import { Tally } from './tally.ts';
import { type Units, unitsOf } from './units.ts';
import { WaitingQueue } from './waiting-queue.ts';

type Mode = 'idle' | 'starting' | 'step' | 'stretch';

/**
 * One replica of a serving engine with continuous batching.
 *
 * ```
 * schedule   what the next step works on besides decoding (`Scheduler`)
 * plan       prompts in it: one step            none: a stretch of steps, up to the next end, the next lack of blocks, a bend of the step time
 * advance    growth of the KV cache → who ends → whose prompt is done joins → schedule
 * ```
 *
 * All running requests advance together (`Batch`), so a step, and a whole stretch, costs the same however many run. A stretch is cut at
 * the first step boundary after an arrival that may join.
 *
 * Simplifications against real engines: with drafts, KV blocks follow the expected number of tokens per step; one prompt is under way at
 * a time, and one that finds no block waits rather than preempts.
 */
export class Replica implements Engine {
  readonly role: Role;
  clock = 0.5;
  endsAt = Infinity;
  readonly left = new Departures();
  private readonly steps: StepTable;
  private readonly mixedSteps: boolean;
  private readonly units: Units;
  private readonly answerSteps: AnswerSteps;
  private readonly blockTokens: number;
  private readonly batch: Batch;
  private readonly segments: PromptSegments;
  private readonly memory: KvMemory;
  private readonly waiting: WaitingQueue;
  private readonly late: Latecomers;
  private readonly schedulesAhead: boolean;
  private readonly work = new StepWork();
  private readonly tally: Tally;
  private readonly scheduler: Scheduler;
  private readonly felt: StepLatencies;
  private readonly stretch = new Stretch();
  private mode: Mode = 'idle';
  /** Steps of the stretch under way. */
  private planned = 0;
  /** The step under way decodes beside its prompts. */
  private decodes = false;

  constructor(parameters: EngineParameters, steps: StepTable, role: Role, chainTokens: number) {
    this.role = role;
    this.clock = 0;
    this.steps = steps;
    this.mixedSteps = parameters.mixedSteps;
    this.schedulesAhead = parameters.schedulesAhead;
    this.units = unitsOf(parameters);
    this.answerSteps = new AnswerSteps(parameters);
    this.blockTokens = parameters.blockTokens;
    this.batch = new Batch(this.units, parameters.reserve !== 'whole');
    this.segments = new PromptSegments(parameters, chainTokens);
    this.memory = new KvMemory(parameters.kvBlocks, this.segments.cache, this.batch.phases);
    this.waiting = new WaitingQueue(parameters.order);
    this.late = new Latecomers(this.waiting, parameters.order);
    this.tally = new Tally(this.batch, this.memory);
    this.felt = new StepLatencies(this.batch);
    const { units, batch, memory, segments, waiting, work, tally, left } = this;
    this.scheduler = new Scheduler({
      parameters,
      units,
      batch,
      memory,
      segments,
      waiting,
      work,
      tally,
      left,
    });
  }

  get totals(): EngineTotals {
    return this.tally.totals();
  }

  get latencies(): Counts {
    return this.felt.counts;
  }

  fits(request: Request): boolean {
    const { perToken, gain, perBlock } = this.units;
    const units = request.input * perToken + this.answerSteps.of(request) * gain;
    return units <= this.memory.total * perBlock;
  }

  accept(request: Request, time: number, ready: boolean): void {
    request.base = request.input * this.units.perToken;
    request.target = request.input;
    request.left = this.role === 'prefill' ? 0 : this.answerSteps.of(request);
    request.done = 0;
    request.blocks = 0;
    request.pinned = 0;
    request.inCache = 0;
    request.ready = ready ? 'handed over' : 'no';
    this.segments.layOut(request);
    if (this.schedulesAhead && (this.mode === 'stretch' || this.mode === 'step')) {
      this.late.add(request, time);
      if (this.mode === 'stretch' && !this.late.isBlocked)
        this.cut(this.stretch.stepsUntil(time, this.planned) + 1);
      return;
    }
    this.waiting.add(request);
    if (this.mode === 'stretch') {
      if (this.waiting.first !== request) return;
      this.cut(this.stretch.stepsUntil(time, this.planned));
    } else if (this.mode === 'idle') {
      this.tally.idleSeconds += time - this.clock;
      this.tally.note(time);
      this.clock = time;
      this.mode = 'starting';
      this.endsAt = time;
    }
  }

  advance(): void {
    this.left.count = 0;
    const { late, work, batch } = this;
    const begun = this.mode === 'stretch' ? this.stretch.after(this.planned - 1) : this.clock;
    if (this.mode === 'stretch') this.endStretch();
    else if (this.mode === 'step') this.endStep();
    if (late.size > 0) late.letIn(begun);
    this.scheduler.schedule(this.clock);
    // With nothing else to do, the engine starts on whoever is there.
    if (late.size > 0 && batch.size === 0 && work.promptTokens === 0 && work.swapSeconds === 0) {
      late.letIn(Infinity);
      this.scheduler.schedule(this.clock);
    }
    this.plan();
  }

  /** Ends the stretch under way after `steps` steps, if it lasts longer. */
  private cut(steps: number): void {
    this.planned = Math.min(this.planned, steps);
    this.endsAt = this.stretch.after(this.planned);
  }

  roomAt(time: number): number {
    return this.memory.free + this.segments.cache.idle - this.batch.phases.growth(this.stepsDoneBefore(time));
  }

  cachedTokens(request: Request, time: number): number {
    const lack = this.batch.phases.growth(this.stepsDoneBefore(time)) - this.memory.free;
    if (lack > 0) {
      this.segments.cache.evict(lack);
      this.memory.free += lack;
    }
    this.segments.layOut(request);
    return this.segments.hits(request, request.input) * this.blockTokens;
  }

  fail(time: number): readonly Request[] {
    const { work, batch } = this;
    if (this.mode === 'stretch') {
      const done = this.stepsDoneBefore(time);
      this.felt.stretch(this.stretch, done);
      this.grow(done);
    }
    this.late.letIn(Infinity);
    const lost = [...this.waiting.takeAll(), ...work.joining.slice(0, work.joiningCount)];
    if (work.partial !== undefined) lost.push(work.partial);
    for (let request = batch.head; request !== undefined; request = request.next) lost.push(request);
    if (this.mode === 'idle') this.tally.idleSeconds += time - this.clock;
    this.tally.note(time);
    this.clock = time;
    this.endsAt = Infinity;
    this.mode = 'idle';
    work.partial = undefined;
    work.joiningCount = 0;
    batch.clear();
    this.felt.forget();
    this.stretch.open = false;
    this.segments.cache.clear();
    this.memory.free = this.memory.total;
    this.scheduler.forget();
    return lost.toSorted((a, b) => a.number - b.number);
  }

  private stepsDoneBefore(time: number): number {
    return this.mode === 'stretch' ? this.stretch.stepsBefore(time, this.planned) : 0;
  }

  // Planning

  private plan(): void {
    const { work, batch, steps } = this;
    const { promptTokens, swapSeconds } = work;
    if (promptTokens === 0 && swapSeconds === 0) {
      if (batch.size > 0) this.planStretch();
      else this.rest();
      return;
    }
    this.mode = 'step';
    this.stretch.open = false;
    this.decodes = batch.size > 0 && (this.mixedSteps || promptTokens === 0);
    let seconds = swapSeconds;
    if (this.decodes) {
      const context = (batch.stored + batch.size * this.units.gain) / this.units.perToken;
      const piece = steps.piece(batch.size, context);
      seconds += (steps.offset[piece] ?? 0) + (steps.slope[piece] ?? 0) * context;
    } else if (batch.size > 0) this.felt.stall(this.clock);
    if (promptTokens > 0) seconds += steps.prompt(this.decodes ? batch.size : 0, promptTokens, work.pairs);
    this.endsAt = this.clock + seconds;
  }

  private planStretch(): void {
    const { steps, stretch, batch, memory, work } = this;
    const { perToken } = this.units;
    const gain = batch.size * this.units.gain;
    const piece = steps.piece(batch.size, (batch.stored + gain) / perToken);
    if (batch.changed || !stretch.open || stretch.piece !== piece)
      stretch.begin(this.clock, piece, steps.offset[piece] ?? 0, (steps.slope[piece] ?? 0) / perToken);
    batch.changed = false;
    stretch.load(batch.stored, gain);
    const toBend = Math.floor(((steps.until[piece] ?? Infinity) * perToken - batch.stored) / gain);
    const toEnd = Math.min(batch.toEnd, toBend);
    const room = work.watching ? memory.free : memory.free + this.segments.cache.idle;
    const anew = work.closed || (this.late.size > 0 && !this.late.isBlocked);
    this.planned = anew ? 1 : Math.max(1, batch.phases.stepsWithin(toEnd, room));
    const waiting = this.waiting.first;
    if (waiting !== undefined && waiting.deadline < Infinity && Number.isNaN(waiting.first)) {
      const until = stretch.stepsUntil(waiting.deadline, this.planned);
      this.planned = Math.min(this.planned, stretch.after(until) > waiting.deadline ? until : until + 1);
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
    const { planned, stretch } = this;
    this.felt.stretch(stretch, planned);
    this.clock = this.endsAt;
    stretch.advance(planned);
    this.grow(planned);
    this.finishAll();
  }

  private endStep(): void {
    const { work } = this;
    if (this.decodes) {
      this.felt.step(this.endsAt, this.endsAt - this.clock);
      this.clock = this.endsAt;
      this.grow(1);
      this.finishAll();
    } else {
      this.clock = this.endsAt;
      this.tally.steps += 1;
    }
    for (let index = 0; index < work.joiningCount; index += 1) {
      const request = work.joining[index];
      if (request !== undefined) this.completePrompt(request);
    }
    work.joiningCount = 0;
  }

  private grow(steps: number): void {
    this.memory.take(this.batch.phases.growth(steps));
    this.batch.advance(steps);
    this.tally.steps += steps;
  }

  private finishAll(): void {
    const { batch, segments } = this;
    for (let request = batch.ended; request !== undefined; request = batch.ended) {
      this.tally.note(this.clock);
      const units = batch.leave(request);
      segments.settle(request, Math.floor(units / this.units.perBlock));
      this.scheduler.release(request);
      this.finish(request);
    }
  }

  /** The prompt is done: its blocks become known to the cache, its first token is out, it joins those that decode. */
  private completePrompt(request: Request): void {
    const { clock } = this;
    this.tally.note(clock);
    this.segments.publish(request);
    if (Number.isNaN(request.first)) request.first = clock;
    if (request.left > 0) {
      this.batch.join(request, clock);
      return;
    }
    this.scheduler.release(request);
    if (this.role === 'prefill' && request.output > 1) this.left.add(request, 'handed');
    else this.finish(request);
  }

  private finish(request: Request): void {
    this.left.add(request, 'finished');
    this.tally.answerTokens += request.output;
  }
}
