import type { ArrivalSource, RequestDraft } from './arrival-source.ts';
import { Conversations } from './conversations.ts';
import { FastRandom } from './fast-random.ts';
import { LengthDrawer, type LengthModel } from './lengths.ts';
import { type RateCurve, timeAfter } from './rate-curve.ts';

/** Requests of one kind. */
export interface RequestClass {
  readonly share: number;
  readonly input: LengthModel;
  readonly output: LengthModel;
  readonly priority?: number;
  /** Seconds after arrival by which it must start. */
  readonly patience?: number;
  /** Tokens of a prompt that all its requests begin with, and how many such prompts there are. */
  readonly sharedTokens?: number;
  readonly sharedPrompts?: number;
}

/** How arrivals follow each other. */
export type Rhythm =
  | { readonly kind: 'poisson' }
  /** Gaps are gamma distributed with this coefficient of variation: above 1 requests come in bursts. */
  | { readonly kind: 'bursty'; readonly variation: number };

/** Open arrivals drawn from distributions. */
export interface SyntheticLoad {
  readonly classes: readonly RequestClass[];
  readonly rhythm: Rhythm;
  readonly rate: RateCurve;
  /** Seconds during which requests arrive. */
  readonly seconds: number;
  /** Part of requests that come from each region. */
  readonly origins: readonly number[];
  /** How many sessions are going on: each request is a turn of one, and begins with what was said in it. 0: no sessions. */
  readonly sessions?: number;
  /** Turns of a session after which a new one takes its place. */
  readonly turns?: number;
}

/** Shared prompts of a class, at most: their ids are numbered class by class. */
const mostShared = 4096;
/** Arrival times drawn at once. */
const blockSize = 256;

/** What drawing a request of one class takes. */
interface Kind {
  readonly input: LengthDrawer;
  readonly output: LengthDrawer;
  readonly priority: number;
  readonly patience: number;
  readonly sharedTokens: number;
  readonly sharedPrompts: number;
  readonly firstShared: number;
}

/**
 * Arrivals drawn as they are needed, their times in blocks. Gaps of a unit rate are stretched by the rate of the time, so that any curve
 * keeps the rhythm. Streams are named by what they draw: adding a class does not change when requests come.
 */
export function syntheticArrivals(load: SyntheticLoad, seed: number): ArrivalSource {
  return new SyntheticArrivals(load, seed);
}

class SyntheticArrivals implements ArrivalSource {
  nextAt = 0.5;
  readonly reacts = false;
  private readonly load: SyntheticLoad;
  private readonly gaps: FastRandom;
  private readonly picks: FastRandom;
  private readonly talk: FastRandom;
  private readonly kinds: readonly Kind[];
  private readonly classUntil: Float64Array;
  private readonly originUntil: Float64Array;
  private readonly conversations: Conversations | undefined;
  private readonly times = new Float64Array(blockSize);
  private at = blockSize;
  private last = 0.5;

  constructor(load: SyntheticLoad, seed: number) {
    this.load = load;
    this.gaps = new FastRandom(seed, 'gaps');
    this.picks = new FastRandom(seed, 'classes');
    this.talk = new FastRandom(seed, 'sessions');
    this.kinds = load.classes.map((each, index) => ({
      input: new LengthDrawer(each.input, new FastRandom(seed, 'input', index)),
      output: new LengthDrawer(each.output, new FastRandom(seed, 'output', index)),
      priority: each.priority ?? 0,
      patience: each.patience ?? Infinity,
      sharedTokens: each.sharedTokens ?? 0,
      sharedPrompts: Math.min(mostShared, each.sharedPrompts ?? 1),
      firstShared: index * mostShared,
    }));
    this.classUntil = runningSums(load.classes.map(({ share }) => share));
    this.originUntil = runningSums(load.origins);
    this.conversations = load.sessions ? new Conversations(load.sessions, load.turns ?? 5) : undefined;
    this.last = 0;
    this.nextAt = 0;
    this.step();
  }

  read(draft: RequestDraft): void {
    const { conversations, talk } = this;
    const index = pick(this.classUntil, this.picks);
    const kind = this.kinds[index];
    if (kind === undefined) throw new RangeError('a load needs a class');
    const input = kind.input.draw();
    const output = kind.output.draw();
    draft.arrival = this.nextAt;
    draft.klass = index;
    draft.input = input;
    draft.output = output;
    draft.priority = kind.priority;
    draft.deadline = kind.patience === Infinity ? Infinity : this.nextAt + kind.patience;
    draft.sharedTokens = kind.sharedTokens;
    draft.shared = kind.sharedTokens > 0 ? kind.firstShared + below(talk, kind.sharedPrompts) : -1;
    draft.chain = undefined;
    draft.origin = pick(this.originUntil, this.picks);
    draft.session = -1;
    if (conversations !== undefined) {
      draft.session = conversations.turn(below(talk, conversations.size), input, output);
      draft.input = conversations.prompt;
    }
    this.step();
  }

  ended(): void {}

  private step(): void {
    if (this.at === blockSize) this.fill();
    const next = this.times[this.at] ?? Infinity;
    this.at += 1;
    this.nextAt = next <= this.load.seconds ? next : Infinity;
  }

  private fill(): void {
    const { times, gaps } = this;
    const { rhythm, rate } = this.load;
    const shape = rhythm.kind === 'bursty' ? 1 / rhythm.variation ** 2 : 1;
    let time = this.last;
    for (let index = 0; index < blockSize; index += 1) {
      const gap = rhythm.kind === 'bursty' ? gaps.gamma(shape) : gaps.exponential(1);
      time = timeAfter(rate, time, gap);
      times[index] = time;
    }
    this.last = time;
    this.at = 0;
  }
}

function runningSums(shares: readonly number[]): Float64Array {
  let sum = 0;
  return Float64Array.from(shares, (share) => (sum += share));
}

/** Index of the share that a draw falls into, the last one where shares do not add up to it; draws nothing where there is no choice. */
function pick(until: Float64Array, random: FastRandom): number {
  const last = until.length - 1;
  if (last === 0) return 0;
  const wanted = random.next();
  let index = 0;
  while (index < last && wanted >= (until[index] ?? 0)) index += 1;
  return index;
}

/** A whole number from 0 up to `count`, which is left out; draws nothing where there is no choice. */
function below(random: FastRandom, count: number): number {
  return count === 1 ? 0 : Math.floor(random.next() * count);
}
