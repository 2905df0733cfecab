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

/** Why a request needs no prompt: its KV cache came from a prefill engine, or waits in host memory. */
export type Ready = 'no' | 'handed over' | 'swapped out';

/**
 * A request in flight: its shape, what it has felt, and how far an engine is with it. Times in seconds, `NaN` where not yet; progress in
 * the engine's units (see `unitsOf`). Objects are used again and again (`RequestPool`), so that a simulation allocates nothing per
 * request; fields that hold broken numbers begin as such, which keeps them in one representation. What is read when a request ends, long
 * after anything else of it was, stands together: it is out of the core's cache by then.
 */
export class Request implements RequestShape {
  /** It is the `number`-th of its run. */
  number = 0;
  /** Replica it was sent to, −1 before. */
  replica = -1;
  klass = 0;
  input = 1;
  output = 1;
  session = -1;
  chain: readonly number[] | undefined = undefined;
  arrival = Number.NaN;
  /** End of the step that gave the first token. */
  first = Number.NaN;
  /** Seconds added to what the client sees: network there and back, and the server around the engine. */
  overhead = 0.5;
  /** Prompt tokens found in the prefix cache when it first started. */
  cached = 0;
  /** Units stored once the prompt is done; decode steps left after it. */
  base = 0;
  left = 0;
  /** Blocks it holds alone; leading segments it pins; blocks of it that live in pinned segments. */
  blocks = 0;
  pinned = 0;
  inCache = 0;
  /** While it decodes: the decode step at which it joined, and its phase within a block. */
  joinedStep = 0;
  phase = 0;
  /** Segments of its prompt that the engine's cache may know; block at which the first two end, and their slots in the cache. */
  segmentCount = 0;
  firstEnd = 0;
  firstSlot = -1;
  secondEnd = 0;
  secondSlot = -1;

  preemptions = 0;
  priority = 0;
  deadline = Number.POSITIVE_INFINITY;
  shared = -1;
  sharedTokens = 0;
  origin = 0;
  /** Prompt tokens to compute in all, and done. */
  target = 0;
  done = 0;
  ready: Ready = 'no';
  /** When it reached its replica, seconds. */
  reached = Number.NaN;
  /** When it joined those that decode, seconds. */
  joined = Number.NaN;
  /** The request behind it where it waits or its prompt is under way. */
  next: Request | undefined = undefined;
  /** Slots of the segments of a block chain. */
  chainSlots: number[] | undefined = undefined;
}

/** Requests in flight. An object is taken on arrival and given back at the end: memory follows the number in flight, not the number simulated. */
export class RequestPool {
  live = 0;
  private readonly idle: Request[] = [];

  /** A request that is the `number`-th of its run; its shape is still to be filled in. */
  take(number: number): Request {
    const request = this.idle.pop() ?? new Request();
    this.live += 1;
    request.number = number;
    request.first = Number.NaN;
    request.overhead = 0;
    request.replica = -1;
    request.preemptions = 0;
    request.cached = 0;
    return request;
  }

  release(request: Request): void {
    this.live -= 1;
    this.idle.push(request);
  }
}
