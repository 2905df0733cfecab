import type { Engine } from '../engine/engine.ts';
import type { Request } from '../engine/request.ts';
import type { RandomStream } from '../../quantity/index.ts';
import type { Routing } from './fleet.ts';
import { IndexedHeap } from './indexed-heap.ts';
import { LoadLevels } from './load-levels.ts';

/** What routing knows of a replica. */
export interface Stop {
  readonly engine: Engine;
  readonly region: number;
  /** Index into the pools of the fleet. */
  readonly pool: number;
  readonly rate: number;
  readonly kvBlocks: number;
}

/**
 * Chooses replicas for requests, among those that are open. Keeps loads in heaps, so that the least loaded is found in O(log n); only
 * the KV- and prefix-aware kinds look at every replica. Equals go to the lower index.
 */
export class Router {
  private readonly routing: Routing;
  private readonly stops: readonly Stop[];
  private readonly random: RandomStream;
  private readonly loads: Int32Array;
  /** Open replicas by load: as whole numbers where these order them, else over their rates. */
  private readonly all: IndexedHeap | LoadLevels;
  /** By region or by pool, as the routing goes. */
  private readonly byPart: readonly IndexedHeap[];
  /** Requests sent to each pool since the open replicas last changed, and the rate of those. */
  private readonly sent: Float64Array;
  private readonly able: Float64Array;
  private readonly weighed: boolean;
  private readonly open: Uint8Array;
  private openCount = 0;
  private turn = -1;
  /** Running sums of the rates of open replicas; undefined when they changed. */
  private shares: Float64Array | undefined;

  constructor(routing: Routing, stops: readonly Stop[], regions: number, random: RandomStream) {
    this.routing = routing;
    this.stops = stops;
    this.random = random;
    this.loads = new Int32Array(stops.length);
    this.weighed =
      routing.kind !== 'shortest-queue' &&
      routing.kind !== 'affinity' &&
      stops.some(({ rate }) => rate !== stops[0]?.rate);
    this.all = this.weighed ? new IndexedHeap(stops.length) : new LoadLevels(stops.length);
    const parts =
      routing.kind === 'region-first'
        ? regions
        : routing.kind === 'by-pool'
          ? Math.max(0, ...stops.map(({ pool }) => pool + 1))
          : 0;
    this.byPart = Array.from({ length: parts }, () => new IndexedHeap(stops.length));
    this.sent = new Float64Array(parts);
    this.able = new Float64Array(parts);
    this.open = new Uint8Array(stops.length);
  }

  /** Requests on a replica, from the decision to send them there. */
  load(stop: number): number {
    return this.loads[stop] ?? 0;
  }

  setOpen(stop: number, open: boolean): void {
    if ((this.open[stop] === 1) === open) return;
    this.open[stop] = open ? 1 : 0;
    this.openCount += open ? 1 : -1;
    this.shares = undefined;
    if (this.routing.kind === 'by-pool') {
      const { pool = 0, rate = 0 } = this.stops[stop] ?? {};
      this.able[pool] = (this.able[pool] ?? 0) + (open ? rate : -rate);
      this.sent.fill(0);
    }
    if (open) this.place(stop);
    else {
      this.all.delete(stop);
      this.byPart[this.partOf(stop)]?.delete(stop);
    }
  }

  change(stop: number, by: 1 | -1): void {
    this.loads[stop] = (this.loads[stop] ?? 0) + by;
    if (this.open[stop] === 1) this.place(stop);
  }

  /** The replica for a request, −1 where none is open. */
  pick(request: Request, time: number): number {
    const { routing } = this;
    if (this.openCount === 0) return -1;
    switch (routing.kind) {
      case 'round-robin':
        do this.turn = (this.turn + 1) % this.stops.length;
        while (this.open[this.turn] === 0);
        return this.turn;
      case 'least-loaded':
      case 'shortest-queue':
        return this.all.top;
      case 'weighted':
        return this.byRate();
      case 'by-pool':
        return this.byPool();
      case 'kv-aware':
        return this.best((stop, { engine, kvBlocks }) => engine.roomAt(time) / kvBlocks);
      case 'prefix-aware':
        return this.best(
          (stop, { engine }) =>
            engine.cachedTokens(request, time) - routing.tokensPerRequest * this.load(stop),
        );
      case 'affinity':
        return this.home(request, routing.slack);
      default:
        return this.near(request, routing.overflow);
    }
  }

  private near(request: Request, overflow: number): number {
    const own = this.byPart[request.origin]?.top ?? -1;
    return own >= 0 && this.load(own) < overflow ? own : this.all.top;
  }

  private place(stop: number): void {
    const load = this.loads[stop] ?? 0;
    const weighed = this.weighed ? load / (this.stops[stop]?.rate ?? 1) : load;
    this.all.set(stop, weighed);
    if (this.byPart.length > 0) this.byPart[this.partOf(stop)]?.set(stop, weighed);
  }

  private partOf(stop: number): number {
    const { region = 0, pool = 0 } = this.stops[stop] ?? {};
    return this.routing.kind === 'by-pool' ? pool : region;
  }

  private byPool(): number {
    const { sent, able } = this;
    let chosen = -1;
    let least = Infinity;
    for (const [pool, { size }] of this.byPart.entries()) {
      const due = ((sent[pool] ?? 0) + 1) / (able[pool] ?? 1);
      if (size === 0 || due >= least) continue;
      chosen = pool;
      least = due;
    }
    sent[chosen] = (sent[chosen] ?? 0) + 1;
    return this.byPart[chosen]?.top ?? -1;
  }

  private best(score: (index: number, stop: Stop) => number): number {
    let best = -1;
    let most = -Infinity;
    for (const [index, stop] of this.stops.entries()) {
      if (this.open[index] === 0) continue;
      const found = score(index, stop);
      if (found > most) {
        best = index;
        most = found;
      }
    }
    return best;
  }

  private byRate(): number {
    let { shares } = this;
    if (shares === undefined) {
      let sum = 0;
      shares = Float64Array.from(this.stops, ({ rate }, index) => (sum += this.open[index] === 1 ? rate : 0));
      this.shares = shares;
    }
    const wanted = this.random.next() * (shares.at(-1) ?? 0);
    let low = 0;
    let high = shares.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((shares[middle] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** The replica a session hashes to, the next open one where that is closed. */
  private home(request: Request, slack: number): number {
    const { session } = request;
    const least = this.all.top;
    if (session < 0) return least;
    let home = (Math.imul(session, 0x9e3779b1) >>> 0) % this.stops.length;
    while (this.open[home] === 0) home = (home + 1) % this.stops.length;
    return this.load(home) > this.load(least) + slack ? least : home;
  }
}
