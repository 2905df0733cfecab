import type { ArrivalSource } from './arrival-source.ts';
import { FastRandom } from './fast-random.ts';
import { type LengthModel, lengthDrawer } from './lengths.ts';

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

/** Requests per second over time: a constant, or one value per slice of a day, repeated. */
export type RateCurve =
  | { readonly kind: 'constant'; readonly rate: number }
  | { readonly kind: 'slices'; readonly seconds: number; readonly rates: readonly number[] };

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

/**
 * Arrivals drawn as they are needed. Gaps of a unit rate are stretched by the rate of the time, so that any curve keeps the rhythm.
 * Streams are named by what they draw: adding a class does not change when requests come.
 */
export function syntheticArrivals(load: SyntheticLoad, seed: number): ArrivalSource {
  const gaps = new FastRandom(seed, 'gaps');
  const kinds = new FastRandom(seed, 'classes');
  const talk = new FastRandom(seed, 'sessions');
  const drawers = load.classes.map(({ input, output }, index) => ({
    input: lengthDrawer(input, new FastRandom(seed, 'input', index)),
    output: lengthDrawer(output, new FastRandom(seed, 'output', index)),
  }));
  const shape = load.rhythm.kind === 'bursty' ? 1 / load.rhythm.variation ** 2 : 1;
  const gap = load.rhythm.kind === 'bursty' ? () => gaps.gamma(shape) : () => gaps.exponential(1);
  const advance = curve(load.rate);
  const conversations = load.sessions ? new Conversations(load.sessions, load.turns ?? 5) : undefined;
  let next = advance(0, gap());
  return {
    get nextAt() {
      return next <= load.seconds ? next : Infinity;
    },
    read(draft) {
      const index = choose(load.classes, kinds.next());
      const {
        priority = 0,
        patience = Infinity,
        sharedTokens = 0,
        sharedPrompts = 1,
      } = load.classes[index] ?? {};
      const drawer = drawers[index];
      draft.arrival = next;
      draft.klass = index;
      draft.input = drawer?.input() ?? 1;
      draft.output = drawer?.output() ?? 1;
      draft.priority = priority;
      draft.deadline = next + patience;
      draft.shared = sharedTokens > 0 ? index * 4096 + Math.floor(talk.next() * sharedPrompts) : -1;
      draft.sharedTokens = sharedTokens;
      draft.origin = load.origins.length > 1 ? chooseOrigin(load.origins, kinds.next()) : 0;
      if (conversations !== undefined) {
        draft.session = conversations.turn(
          Math.floor(talk.next() * conversations.size),
          draft.input,
          draft.output,
        );
        draft.input = conversations.prompt;
      }
      next = advance(next, gap());
    },
    ended() {},
  };
}

/** Conversations going on at once: what has been said in each, and how often. */
class Conversations {
  readonly size: number;
  prompt = 0;
  private readonly turns: number;
  private readonly said: Int32Array;
  private readonly turn_: Int32Array;
  private readonly id: Int32Array;
  private made: number;

  constructor(size: number, turns: number) {
    this.size = size;
    this.turns = turns;
    this.said = new Int32Array(size);
    this.turn_ = new Int32Array(size);
    this.id = Int32Array.from({ length: size }, (_, index) => index);
    this.made = size;
  }

  /** The next turn of a conversation; returns the session's id and leaves the whole prompt in `prompt`. */
  turn(index: number, input: number, output: number): number {
    if ((this.turn_[index] ?? 0) >= this.turns) {
      this.turn_[index] = 0;
      this.said[index] = 0;
      this.id[index] = this.made;
      this.made += 1;
    }
    this.prompt = (this.said[index] ?? 0) + input;
    this.said[index] = this.prompt + output;
    this.turn_[index] = (this.turn_[index] ?? 0) + 1;
    return this.id[index] ?? 0;
  }
}

function choose(classes: readonly { readonly share: number }[], wanted: number): number {
  let sum = 0;
  for (let index = 0; index < classes.length - 1; index += 1) {
    sum += classes[index]?.share ?? 0;
    if (wanted < sum) return index;
  }
  return classes.length - 1;
}

function chooseOrigin(shares: readonly number[], wanted: number): number {
  let sum = 0;
  for (let index = 0; index < shares.length - 1; index += 1) {
    sum += shares[index] ?? 0;
    if (wanted < sum) return index;
  }
  return shares.length - 1;
}

/** The time at which `amount` expected requests have come since `time`. */
function curve(rate: RateCurve): (time: number, amount: number) => number {
  if (rate.kind === 'constant') return (time, amount) => time + amount / rate.rate;
  const { seconds, rates } = rate;
  return (from, amount) => {
    let time = from;
    let rest = amount;
    for (let quiet = 0; quiet <= rates.length;) {
      const slice = Math.floor(time / seconds);
      const now = rates[slice % rates.length] ?? 0;
      const end = (slice + 1) * seconds;
      const within = (end - time) * now;
      if (within >= rest && now > 0) return time + rest / now;
      rest -= within;
      quiet = now > 0 ? 0 : quiet + 1;
      time = end;
    }
    return Infinity;
  };
}
