import { EndHeap } from './end-heap.ts';
import type { Played } from './play.ts';

/** Users in a closed loop over a pool for prompts and one for answers. Times in seconds, lengths in tokens. */
export interface PoolLoad {
  readonly users: number;
  readonly requests: number;
  readonly prompt: (index: number) => number;
  readonly answer: (index: number) => number;
  /** Prompts worked on side by side, and how long one takes. */
  readonly prefillReplicas: number;
  readonly prefillSeconds: (tokens: number) => number;
  /** Moving the cache of a prompt to the pool for answers. */
  readonly handover: (tokens: number) => number;
  readonly decodeReplicas: number;
  /** Requests that a replica for answers runs at once, at most. */
  readonly most: number;
  /** Tokens gained per step. */
  readonly gain: number;
  readonly decodeSeconds: (batch: number, context: number) => number;
  readonly perRequest: number;
  /** Seconds that requests of the first moment wait longer, while the engines warm up. */
  readonly firstWave: number;
}

/**
 * Plays users over split pools.
 *
 * ```
 * users ──► first free prefill replica ──► hand-over ──► emptiest decode replica, together with its others ──► answered, next request
 * ```
 *
 * Between arrivals and ends the requests of a decode replica gain tokens at the pace of its batch; first tokens come from prefill.
 */
export function playPools(load: PoolLoad): Played {
  const { requests, users } = load;
  const ttft = new Float64Array(requests);
  const tpot = new Float64Array(requests);
  const endToEnd = new Float64Array(requests);
  const sentAt = new Float64Array(requests);
  const firstAt = new Float64Array(requests);
  const freeAt = new Float64Array(load.prefillReplicas);
  const pools = Array.from({ length: load.decodeReplicas }, () => new DecodePool(requests, load));
  const arrivals = new EndHeap(requests);
  let issued = 0;
  let outputTokens = 0;
  let inputTokens = 0;
  let now = 0;
  const send = (at: number): void => {
    if (issued >= requests) return;
    const index = issued;
    issued += 1;
    const tokens = load.prompt(index);
    let replica = 0;
    for (let other = 1; other < freeAt.length; other += 1)
      if ((freeAt[other] ?? 0) < (freeAt[replica] ?? 0)) replica = other;
    const done = Math.max(at, freeAt[replica] ?? 0) + load.prefillSeconds(tokens);
    freeAt[replica] = done;
    sentAt[index] = at;
    firstAt[index] = done + load.handover(tokens);
    const warmingUp = at === 0 ? load.firstWave : 0;
    ttft[index] = (firstAt[index] ?? 0) - at + load.perRequest + warmingUp;
    inputTokens += tokens;
    arrivals.push(index, firstAt[index] ?? 0);
  };
  for (let user = 0; user < users; user += 1) send(0);
  let finished = 0;
  while (finished < requests) {
    let pool: DecodePool | undefined;
    for (const other of pools) if (other.nextEnd < (pool?.nextEnd ?? Infinity)) pool = other;
    if (arrivals.next() <= (pool?.nextEnd ?? Infinity)) {
      now = arrivals.next();
      const index = arrivals.pop();
      const emptiest = pools.reduce((least, other) => (other.load < least.load ? other : least));
      emptiest.join(index, now);
      continue;
    }
    if (pool === undefined) break;
    now = pool.nextEnd;
    const index = pool.leave(now);
    const answer = load.answer(index);
    tpot[index] = answer > 1 ? (now - (firstAt[index] ?? 0)) / (answer - 1) : 0;
    endToEnd[index] = now - (sentAt[index] ?? 0) + load.perRequest;
    outputTokens += answer;
    finished += 1;
    send(now);
  }
  const steps = pools.flatMap(({ gaps }) => gaps);
  const waited = pools.flatMap(({ waited: each }) => each);
  return { ttft, tpot, endToEnd, gaps: steps, waited, seconds: now, outputTokens, inputTokens, peak: 0 };
}

/** One replica for answers: all its requests gain a token per step. */
class DecodePool {
  nextEnd = Infinity;
  readonly gaps: number[] = [];
  readonly waited: number[] = [];
  private readonly ends: EndHeap;
  private readonly queue: number[] = [];
  private readonly plan: PoolLoad;
  private progress = 0;
  private contexts = 0;
  private at = 0;
  private step = 0;

  constructor(capacity: number, plan: PoolLoad) {
    this.ends = new EndHeap(capacity);
    this.plan = plan;
  }

  get load(): number {
    return this.ends.size + this.queue.length;
  }

  join(index: number, now: number): void {
    this.advance(now);
    if (this.ends.size < Math.max(1, this.plan.most)) this.start(index);
    else this.queue.push(index);
    this.schedule();
  }

  leave(now: number): number {
    this.advance(now);
    const index = this.ends.pop();
    this.contexts -= this.plan.prompt(index) + this.plan.answer(index);
    const next = this.queue.shift();
    if (next !== undefined) this.start(next);
    if (this.ends.size === 0) this.contexts = 0;
    this.schedule();
    return index;
  }

  private start(index: number): void {
    this.ends.push(index, this.progress + Math.max(1, this.plan.answer(index) - 1));
    this.contexts += this.plan.prompt(index) + 1;
  }

  private advance(now: number): void {
    const batch = this.ends.size;
    if (batch > 0 && this.step > 0) {
      const gained = ((now - this.at) / this.step) * this.plan.gain;
      this.progress += gained;
      this.contexts += gained * batch;
      if (gained > 0) {
        this.gaps.push(this.step);
        this.waited.push(gained * batch);
      }
    }
    this.at = now;
  }

  private schedule(): void {
    const batch = this.ends.size;
    if (batch === 0) {
      this.nextEnd = Infinity;
      return;
    }
    this.step = this.plan.decodeSeconds(batch, this.contexts / batch);
    this.nextEnd = this.at + Math.max(0, ((this.ends.next() - this.progress) * this.step) / this.plan.gain);
  }
}
