import { EndHeap } from './end-heap.ts';
import type { Departures } from './departures.ts';
import type { Engine, EngineTotals, Role } from './engine.ts';
import type { Machinery } from './machinery.ts';
import type { Request } from './request.ts';
import { RequestList } from './request-list.ts';
import { WaitingQueue } from './waiting-queue.ts';

/** What a replica is about: nothing; about to schedule; in a step with prompts; in a stretch of pure decode steps. */
export type Mode = 'idle' | 'starting' | 'step' | 'stretch';

/**
 * One replica of a serving engine with continuous batching: all of its state, and nothing else. What works on it is the machinery that
 * all replicas of a pool share (`Machinery`). Kept in one place because of the core's cache: a fleet goes from replica to replica with every
 * event, and each must be fetched anew. Fields that hold broken numbers begin as such, which keeps them in one representation.
 */
export class Replica implements Engine {
  readonly role: Role;
  /** The machinery numbers its replicas. */
  readonly index: number;
  clock = 0.5;
  endsAt = Infinity;
  mode: Mode = 'idle';
  /** Steps of the stretch under way. */
  planned = 0;
  /** The step under way decodes beside its prompts. */
  decodes = false;
  /** The clock is ahead, at the end of a step that is done already: what is planned begins there. */
  ahead = false;

  /** KV blocks that nobody holds, the cache neither; those the cache holds unpinned; first and last of its segments to be given up. */
  free: number;
  idle = 0;
  oldest = -1;
  newest = -1;
  /** KV blocks that still fit in host memory. */
  hostFree: number;

  /** Requests that decode; units they hold together; decode steps done so far; joinings so far. */
  size = 0;
  stored = 0;
  decoded = 0;
  joinings = 0;
  /** Somebody joined or left since a stretch was planned. */
  changed = false;
  readonly ends = new EndHeap();
  /** Where their phases are counted, and how far these have moved. */
  readonly phasesFrom: number;
  shift = 0;

  readonly waiting: WaitingQueue;
  /** Requests that came while a step ran, in the order they came: an engine that schedules ahead knows them one step later. */
  readonly late = new RequestList();
  /** Requests whose prompts are under way, over steps; those whose prompt the step under way completes. */
  readonly partial = new RequestList();
  readonly joining = new RequestList();

  /** The step under way: prompt tokens, pairs of a prompt token and a token it attends to, seconds of moving KV caches to host memory and back. */
  promptTokens = 0;
  pairs = 0.5;
  swapSeconds = 0.5;
  /** Nobody was let in, so that the next step must look at the queue again. */
  closed = false;
  /** The next request found part of its prompt cached but no room: what is given up of the cache may change what it needs. */
  watching = false;

  /** A run of pure decode steps of one batch; see `Stretches`. */
  open = false;
  piece = -1;
  stretchSteps = 0;
  stretchStart = 0.5;
  stretchContext = 0.5;
  perStep = 0.5;
  perUnit = 0.5;

  /** Since when running requests wait for a step that decodes, and joinings until then; NaN while they do not. */
  stalledSince = Number.NaN;
  stalledJoinings = 0;

  /** What it adds up over its life; see `EngineTotals`. */
  steps = 0;
  mostBlocks = 0;
  preemptions = 0;
  promptDone = 0;
  cachedFound = 0;
  answerTokens = 0;
  idleSeconds = 0.5;
  batchSeconds = 0.5;
  blockSeconds = 0.5;
  notedAt = 0.5;

  private readonly machinery: Machinery;

  constructor(machinery: Machinery, role: Role) {
    const { parameters } = machinery;
    this.machinery = machinery;
    this.role = role;
    this.index = machinery.count;
    this.free = parameters.kvBlocks;
    this.hostFree = parameters.hostBlocks;
    this.waiting = new WaitingQueue(parameters.order);
    this.phasesFrom = machinery.phases.reserve();
    this.clock = 0;
    this.idleSeconds = 0;
    this.batchSeconds = 0;
    this.blockSeconds = 0;
    this.notedAt = 0;
    machinery.count += 1;
  }

  get left(): Departures {
    return this.machinery.left;
  }

  get totals(): EngineTotals {
    return {
      idleSeconds: this.idleSeconds,
      batchSeconds: this.batchSeconds,
      blockSeconds: this.blockSeconds,
      mostBlocks: this.mostBlocks,
      steps: this.steps,
      preemptions: this.preemptions,
      promptTokens: this.promptDone,
      cachedTokens: this.cachedFound,
      answerTokens: this.answerTokens,
    };
  }

  fits(request: Request): boolean {
    return this.machinery.fits(request);
  }

  accept(request: Request, ready: boolean): void {
    this.machinery.stepper.accept(this, request, ready);
  }

  advance(): void {
    this.machinery.stepper.advance(this);
  }

  roomAt(time: number): number {
    return this.machinery.stepper.roomAt(this, time);
  }

  cachedTokens(request: Request, time: number): number {
    return this.machinery.stepper.cachedTokens(this, request, time);
  }

  fail(time: number): readonly Request[] {
    return this.machinery.stepper.fail(this, time);
  }
}
