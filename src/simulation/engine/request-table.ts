import { widerBytes, widerFloats, widerInts } from './widen.ts';

/** What a request is before it runs. Tokens are whole; ids are whole and not negative, −1 where there is none. */
export interface RequestShape {
  /** Seconds at which it reaches the fleet. */
  readonly arrival: number;
  readonly input: number;
  /** At least 1. */
  readonly output: number;
  readonly klass: number;
  /** Smaller goes first. */
  readonly priority: number;
  /** Seconds by which it must have started, or it is dropped; Infinity where it waits for ever. */
  readonly deadline: number;
  /** Shared prompt it begins with, and its length. */
  readonly shared: number;
  readonly sharedTokens: number;
  /** Session it is a turn of: later turns begin with all of its tokens. */
  readonly session: number;
  /** Ids of the leading blocks of `chainTokens` tokens, as Mooncake traces give them; replaces `shared` and `session`. */
  readonly chain: readonly number[] | undefined;
  /** Where it comes from: index of a region. */
  readonly origin: number;
}

/**
 * Requests in flight, as columns: a slot is taken on arrival and given back at the end, so memory follows the number in flight and
 * not the number simulated. Times in seconds, `NaN` where not yet. Progress is kept in the engine's units (see `Replica`).
 */
export class RequestTable {
  capacity = 0;
  live = 0;
  number = new Float64Array(0);
  arrival = new Float64Array(0);
  input = new Int32Array(0);
  output = new Int32Array(0);
  klass = new Int32Array(0);
  priority = new Int32Array(0);
  deadline = new Float64Array(0);
  shared = new Int32Array(0);
  sharedTokens = new Int32Array(0);
  session = new Int32Array(0);
  origin = new Int32Array(0);
  chain: (readonly number[] | undefined)[] = [];
  /** End of the step that gave the first token. */
  first = new Float64Array(0);
  /** Seconds added to what the client sees: network there and back, and the server around the engine. */
  overhead = new Float64Array(0);
  replica = new Int32Array(0);
  preemptions = new Int32Array(0);
  cached = new Int32Array(0);
  /** Units stored once the prompt is done; decode steps left after it; units stored − units per step × steps, while it decodes. */
  base = new Float64Array(0);
  left = new Int32Array(0);
  offset = new Float64Array(0);
  /** Prompt tokens to compute in all, and done. */
  target = new Int32Array(0);
  done = new Int32Array(0);
  /** Blocks it holds alone; leading segments it pins; blocks of it that live in pinned segments. */
  blocks = new Int32Array(0);
  pinned = new Int32Array(0);
  inCache = new Int32Array(0);
  joined = new Float64Array(0);
  /** Its KV cache is at hand, so that it joins without a prompt: 1 handed over, 2 swapped out; else 0. */
  ready = new Uint8Array(0);
  /** It does without the prefix cache. */
  bare = new Uint8Array(0);
  previous = new Int32Array(0);
  next = new Int32Array(0);
  private free: Int32Array = new Int32Array(0);

  constructor(capacity = 1024) {
    this.grow(capacity);
  }

  /** Takes a slot for a request that is the `number`-th of its run. */
  add(number: number, shape: RequestShape): number {
    if (this.live === this.capacity) this.grow(this.capacity * 2);
    const slot = this.free[this.live] ?? 0;
    this.live += 1;
    this.number[slot] = number;
    this.arrival[slot] = shape.arrival;
    this.input[slot] = shape.input;
    this.output[slot] = shape.output;
    this.klass[slot] = shape.klass;
    this.priority[slot] = shape.priority;
    this.deadline[slot] = shape.deadline;
    this.shared[slot] = shape.shared;
    this.sharedTokens[slot] = shape.sharedTokens;
    this.session[slot] = shape.session;
    this.origin[slot] = shape.origin;
    if (shape.chain !== undefined || this.chain[slot] !== undefined) this.chain[slot] = shape.chain;
    this.first[slot] = Number.NaN;
    this.overhead[slot] = 0;
    this.replica[slot] = -1;
    this.preemptions[slot] = 0;
    this.cached[slot] = 0;
    this.ready[slot] = 0;
    this.bare[slot] = 0;
    return slot;
  }

  /** Gives a slot back. */
  release(slot: number): void {
    this.live -= 1;
    this.free[this.live] = slot;
  }

  private grow(capacity: number): void {
    const from = this.capacity;
    this.number = widerFloats(this.number, capacity);
    this.arrival = widerFloats(this.arrival, capacity);
    this.input = widerInts(this.input, capacity);
    this.output = widerInts(this.output, capacity);
    this.klass = widerInts(this.klass, capacity);
    this.priority = widerInts(this.priority, capacity);
    this.deadline = widerFloats(this.deadline, capacity);
    this.shared = widerInts(this.shared, capacity);
    this.sharedTokens = widerInts(this.sharedTokens, capacity);
    this.session = widerInts(this.session, capacity);
    this.origin = widerInts(this.origin, capacity);
    this.first = widerFloats(this.first, capacity);
    this.overhead = widerFloats(this.overhead, capacity);
    this.replica = widerInts(this.replica, capacity);
    this.preemptions = widerInts(this.preemptions, capacity);
    this.cached = widerInts(this.cached, capacity);
    this.base = widerFloats(this.base, capacity);
    this.left = widerInts(this.left, capacity);
    this.offset = widerFloats(this.offset, capacity);
    this.target = widerInts(this.target, capacity);
    this.done = widerInts(this.done, capacity);
    this.blocks = widerInts(this.blocks, capacity);
    this.pinned = widerInts(this.pinned, capacity);
    this.inCache = widerInts(this.inCache, capacity);
    this.joined = widerFloats(this.joined, capacity);
    this.ready = widerBytes(this.ready, capacity);
    this.bare = widerBytes(this.bare, capacity);
    this.previous = widerInts(this.previous, capacity);
    this.next = widerInts(this.next, capacity);
    this.free = Int32Array.from({ length: capacity }, (_, index) => index);
    this.capacity = capacity;
    if (from > 0 && this.live !== from) throw new RangeError('a request table grows only when it is full');
  }
}
