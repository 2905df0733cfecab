import { randomStream, type RandomStream } from '../../quantity/index.ts';
import type { Engine } from '../engine/engine.ts';
import { KeyedHeap } from '../engine/keyed-heap.ts';
import { Replica } from '../engine/replica.ts';
import { RequestTable } from '../engine/request-table.ts';
import { type ArrivalSource, plainDraft } from '../load/arrival-source.ts';
import { StepTable } from '../steps/step-table.ts';
import type { Fleet, Pool } from './fleet.ts';
import { IndexedHeap } from './indexed-heap.ts';
import { Router, type Stop } from './router.ts';
import { SharedLink } from './shared-link.ts';

/**
 * How a request ended: served; dropped at its deadline; turned away because the fleet or the queue was full, or no replica was open; or
 * too long for any KV cache.
 */
export type Outcome = 'finished' | 'expired' | 'turned-away' | 'too-long';

/** Who is told of every request that comes and ends. Latencies follow from the table, where the request still stands. */
export interface Observer {
  /** A request reached the fleet. */
  arrived?(time: number): void;
  /** @param replica index of the replica it ended on, −1 where it reached none */
  ended(requests: RequestTable, request: number, outcome: Outcome, time: number, replica: number): void;
}

/** What may be exchanged: the seed, and the engine for the reference of the tests. */
export interface RunOptions {
  readonly seed: number;
  readonly makeEngine?: (pool: Pool, steps: StepTable, requests: RequestTable) => Engine;
}

type State = 'on' | 'draining' | 'off' | 'starting' | 'down';

/** What happens at a known time beside arrivals, steps and transfers. */
type Happening =
  | { readonly kind: 'deliver'; readonly request: number; readonly replica: number; readonly ready: boolean }
  | { readonly kind: 'transfer'; readonly request: number; readonly pool: number }
  | { readonly kind: 'fail' | 'repaired' | 'started'; readonly replica: number }
  | { readonly kind: 'scale'; readonly pool: number }
  | {
      readonly kind: 'maintain';
      readonly pool: number;
      readonly first: number;
      readonly last: number;
      readonly begins: boolean;
    };

/** What the fleet adds up per replica beside its engine's totals: seconds powered. */
interface Standing {
  state: State;
  since: number;
  seconds: number;
  failures: number;
  /** Maintenance windows it is in. */
  held: number;
}

/**
 * A fleet under load, event by event.
 *
 * ```
 * earliest of   arrival → router → (network) → replica          ties: arrivals, then happenings, then links, then replicas by index
 *               happening: delivery, failure, repair, start, scaling, maintenance
 *               link: a KV cache has arrived → decode pool
 *               replica: its step or stretch ends → requests leave → observer, hand-over
 * ```
 *
 * One heap holds the next change of each busy replica; an arrival touches only the replica it goes to. Deterministic for a seed: every
 * replica has random streams of its own. `run` may be called in parts, to show progress or to stop.
 */
export class FleetRun {
  readonly fleet: Fleet;
  readonly requests = new RequestTable();
  readonly engines: readonly Engine[];
  /** Pool of each replica. */
  readonly poolOf: readonly number[];
  time = 0;
  arrived = 0;
  handled = 0;
  private readonly source: ArrivalSource;
  private readonly observer: Observer;
  private readonly routers: readonly Router[];
  private readonly routerOf: readonly number[];
  /** Replicas a router chooses from, by its own index. */
  private readonly replicasOf: readonly (readonly number[])[];
  private readonly placeOf: readonly number[];
  private readonly standing: readonly Standing[];
  private readonly firstOf: readonly number[];
  private readonly changes: IndexedHeap;
  private readonly happenings: (Happening | undefined)[] = [];
  private readonly freeHappenings: number[] = [];
  private readonly calendar = new KeyedHeap();
  private scheduled = 0;
  private readonly links: readonly (SharedLink | undefined)[];
  private readonly draft = plainDraft();
  private readonly failing: readonly RandomStream[];

  constructor(fleet: Fleet, source: ArrivalSource, observer: Observer, options: RunOptions) {
    const { requests } = this;
    this.fleet = fleet;
    this.source = source;
    this.observer = observer;
    const make =
      options.makeEngine ??
      ((pool: Pool, table: StepTable, all: RequestTable): Engine =>
        new Replica(pool.engine, table, all, pool.role, fleet.chainTokens));
    const engines: Engine[] = [];
    const poolOf: number[] = [];
    const firstOf: number[] = [];
    for (const [index, pool] of fleet.pools.entries()) {
      firstOf.push(engines.length);
      const table = new StepTable(pool.steps, pool.engine.maxSequences);
      for (let replica = 0; replica < pool.replicas; replica += 1) {
        engines.push(make(pool, table, requests));
        poolOf.push(index);
      }
    }
    this.engines = engines;
    this.poolOf = poolOf;
    this.firstOf = firstOf;
    this.changes = new IndexedHeap(engines.length);
    this.standing = engines.map(() => ({ state: 'off', since: 0, seconds: 0, failures: 0, held: 0 }));
    this.links = fleet.pools.map(({ handOver }) => handOver && new SharedLink(handOver.bytesPerSecond));
    this.failing = engines.map((_, replica) => randomStream(options.seed, 'failures', replica));
    const { routers, routerOf, placeOf, replicasOf } = this.makeRouters(options.seed);
    this.routers = routers;
    this.routerOf = routerOf;
    this.placeOf = placeOf;
    this.replicasOf = replicasOf;
    this.open();
  }

  /** Whether nothing is left to come: no arrival known and no request in flight. */
  get done(): boolean {
    return this.requests.live === 0 && this.source.nextAt === Infinity;
  }

  /** Handles up to `most` events, none later than `until`; returns whether more may follow. Time stays at the last event. */
  run(most = Infinity, until = Infinity): boolean {
    for (let count = 0; count < most; count += 1) {
      const arrival = this.source.nextAt;
      const happening = this.calendar.topKey;
      const change = this.changes.topKey;
      let link = -1;
      let transfer = Infinity;
      for (let index = 0; index < this.links.length; index += 1) {
        const next = this.links[index]?.nextAt ?? Infinity;
        if (next < transfer) {
          transfer = next;
          link = index;
        }
      }
      const next = Math.min(arrival, happening, transfer, change);
      if (next > until || next === Infinity || (arrival === Infinity && this.requests.live === 0))
        return false;
      this.time = next;
      this.handled += 1;
      if (arrival <= next) this.arrive();
      else if (happening <= next) this.happen();
      else if (transfer <= next) this.transferred(link);
      else this.change(this.changes.top);
    }
    return true;
  }

  /** Seconds each replica stood (on, draining, starting or down) up to now, and its failures. */
  standingOf(replica: number): { readonly seconds: number; readonly failures: number } {
    const each = this.standing[replica];
    if (each === undefined) return { seconds: 0, failures: 0 };
    return {
      seconds: each.seconds + (each.state === 'off' ? 0 : this.time - each.since),
      failures: each.failures,
    };
  }

  private makeRouters(seed: number): {
    readonly routers: readonly Router[];
    readonly routerOf: readonly number[];
    readonly placeOf: readonly number[];
    readonly replicasOf: readonly (readonly number[])[];
  } {
    const { fleet, engines, poolOf } = this;
    const fronts = fleet.pools.flatMap(({ role }, pool) => (role === 'decode' ? [] : [pool]));
    const groups = [fronts, ...fleet.pools.flatMap(({ role }, pool) => (role === 'decode' ? [[pool]] : []))];
    const routerOf: number[] = [];
    const placeOf: number[] = [];
    const replicasOf: number[][] = groups.map(() => []);
    const routers = groups.map((pools, index) => {
      const stops: Stop[] = [];
      for (const [replica, engine] of engines.entries()) {
        const pool = fleet.pools[poolOf[replica] ?? 0];
        if (pool === undefined || !pools.includes(poolOf[replica] ?? 0)) continue;
        routerOf[replica] = index;
        placeOf[replica] = stops.length;
        replicasOf[index]?.push(replica);
        stops.push({ engine, region: pool.region, rate: pool.rate, kvBlocks: pool.engine.kvBlocks });
      }
      const routing = index === 0 ? fleet.routing : ({ kind: 'least-loaded' } as const);
      return new Router(
        routing,
        stops,
        fleet.regions.length,
        this.requests,
        randomStream(seed, 'routing', index),
      );
    });
    return { routers, routerOf, placeOf, replicasOf };
  }

  private open(): void {
    for (const [pool, { replicas, scaling, failures, maintenance }] of this.fleet.pools.entries()) {
      for (let index = 0; index < replicas; index += 1) {
        const replica = (this.firstOf[pool] ?? 0) + index;
        if (index < (scaling?.initial ?? replicas)) this.turn(replica, 'on');
        if (failures !== undefined) this.scheduleFailure(replica, failures.meanBetween);
      }
      if (scaling !== undefined) this.schedule(scaling.interval, { kind: 'scale', pool });
      for (const { from, until, first, last } of maintenance ?? []) {
        this.schedule(from, { kind: 'maintain', pool, first, last, begins: true });
        this.schedule(until, { kind: 'maintain', pool, first, last, begins: false });
      }
    }
  }

  // Arrivals

  private arrive(): void {
    const { draft, requests, source } = this;
    source.read(draft);
    const request = requests.add(this.arrived, draft);
    this.arrived += 1;
    this.observer.arrived?.(this.time);
    if (requests.live > this.fleet.maxInFlight) this.end(request, 'turned-away', -1);
    else this.route(request, 0, draft.origin, false);
  }

  /** Sends a request to a replica of a router's group. */
  private route(request: number, group: number, from: number, ready: boolean): void {
    const { requests } = this;
    const router = this.routers[group];
    const stop = router?.pick(request, this.time) ?? -1;
    const replica = this.replicasOf[group]?.[stop] ?? -1;
    if (replica < 0) {
      this.end(request, 'turned-away', -1);
      return;
    }
    const pool = this.fleet.pools[this.poolOf[replica] ?? 0];
    const engine = this.engines[replica];
    if (pool === undefined || engine === undefined) return;
    if (!engine.fits(request)) {
      this.end(request, 'too-long', -1);
      return;
    }
    if (router === undefined || router.load(stop) >= pool.engine.maxQueue + pool.engine.maxSequences) {
      this.end(request, 'turned-away', -1);
      return;
    }
    requests.replica[request] = replica;
    router.change(stop, 1);
    const away = ready ? 0 : (this.fleet.latency[from]?.[pool.region] ?? 0);
    if (!ready) requests.overhead[request] = pool.engine.requestOverhead + away;
    if (away > 0) this.schedule(this.time + away, { kind: 'deliver', request, replica, ready });
    else this.deliver(request, replica, ready);
  }

  private deliver(request: number, replica: number, ready: boolean): void {
    const engine = this.engines[replica];
    if (engine === undefined) return;
    if (this.standing[replica]?.state === 'down') {
      this.changeLoad(replica, -1);
      this.restart(request);
      return;
    }
    engine.accept(request, this.time, ready);
    this.changes.set(replica, engine.endsAt);
  }

  private changeLoad(replica: number, by: 1 | -1): void {
    this.routers[this.routerOf[replica] ?? 0]?.change(this.placeOf[replica] ?? 0, by);
  }

  // Replicas

  private change(replica: number): void {
    const engine = this.engines[replica];
    if (engine === undefined) return;
    engine.advance();
    if (engine.endsAt < Infinity) this.changes.set(replica, engine.endsAt);
    else this.changes.delete(replica);
    const { left, leftAs, leftCount } = engine;
    for (let index = 0; index < leftCount; index += 1) {
      const request = left[index] ?? 0;
      this.changeLoad(replica, -1);
      const how = leftAs[index];
      if (how === 'handed') this.handOver(request, replica);
      else this.end(request, how === 'expired' ? 'expired' : 'finished', replica);
    }
    if (this.standing[replica]?.state === 'draining') this.stopIfIdle(replica);
  }

  private end(request: number, outcome: Outcome, replica: number): void {
    const { requests } = this;
    this.observer.ended(requests, request, outcome, this.time, replica);
    const session = requests.session[request] ?? -1;
    requests.release(request);
    this.source.ended(session, this.time);
  }

  // Prefill to decode

  private handOver(request: number, replica: number): void {
    const pool = this.poolOf[replica] ?? 0;
    const to = this.fleet.pools[pool]?.handOver;
    if (to === undefined) throw new RangeError(`prefill pool ${pool} has nowhere to hand over to`);
    if (to.latency > 0) this.schedule(this.time + to.latency, { kind: 'transfer', request, pool });
    else this.transfer(request, pool);
  }

  private transfer(request: number, pool: number): void {
    const to = this.fleet.pools[pool]?.handOver;
    const bytes = (this.requests.input[request] ?? 0) * (to?.bytesPerToken ?? 0);
    this.links[pool]?.begin(request, this.requests.number[request] ?? 0, bytes, this.time);
  }

  private transferred(pool: number): void {
    const request = this.links[pool]?.end() ?? -1;
    const decode = this.fleet.pools[pool]?.handOver?.pool ?? 0;
    const group = this.routerOf[this.firstOf[decode] ?? 0] ?? 0;
    this.route(request, group, this.fleet.pools[pool]?.region ?? 0, true);
  }

  // Happenings

  private schedule(time: number, happening: Happening): void {
    const slot = this.freeHappenings.pop() ?? this.happenings.length;
    this.happenings[slot] = happening;
    this.calendar.push(time, this.scheduled, slot);
    this.scheduled += 1;
  }

  private happen(): void {
    const slot = this.calendar.pop();
    const happening = this.happenings[slot];
    this.happenings[slot] = undefined;
    this.freeHappenings.push(slot);
    switch (happening?.kind) {
      case 'deliver':
        this.deliver(happening.request, happening.replica, happening.ready);
        break;
      case 'transfer':
        this.transfer(happening.request, happening.pool);
        break;
      case 'fail':
        this.fail(happening.replica);
        break;
      case 'repaired':
      case 'started':
        this.turn(happening.replica, 'on');
        break;
      case 'scale':
        this.scale(happening.pool);
        break;
      case 'maintain':
        this.maintain(happening);
        break;
      case undefined:
    }
  }

  private turn(replica: number, state: State): void {
    const standing = this.standing[replica];
    if (standing === undefined) return;
    if (standing.state !== 'off') standing.seconds += this.time - standing.since;
    standing.since = this.time;
    standing.state = state;
    this.routers[this.routerOf[replica] ?? 0]?.setOpen(
      this.placeOf[replica] ?? 0,
      state === 'on' && standing.held === 0,
    );
  }

  private scheduleFailure(replica: number, mean: number): void {
    this.schedule(this.time + exponential(this.failing[replica], mean), { kind: 'fail', replica });
  }

  private fail(replica: number): void {
    const pool = this.fleet.pools[this.poolOf[replica] ?? 0];
    const standing = this.standing[replica];
    const engine = this.engines[replica];
    if (pool?.failures === undefined || standing === undefined || engine === undefined) return;
    const { meanBetween, meanRepair } = pool.failures;
    if (standing.state !== 'on' && standing.state !== 'draining') {
      this.scheduleFailure(replica, meanBetween);
      return;
    }
    standing.failures += 1;
    this.turn(replica, 'down');
    this.changes.delete(replica);
    const lost = engine.fail(this.time);
    const repaired =
      this.time + exponential(this.failing[replica], meanRepair) + (pool.scaling?.coldStart ?? 0);
    this.schedule(repaired, { kind: 'repaired', replica });
    this.schedule(repaired + exponential(this.failing[replica], meanBetween), { kind: 'fail', replica });
    for (const request of lost) {
      this.changeLoad(replica, -1);
      this.restart(request);
    }
  }

  /** A request lost its replica: its client asks again, from the beginning. */
  private restart(request: number): void {
    this.requests.first[request] = Number.NaN;
    this.route(request, 0, this.requests.origin[request] ?? 0, false);
  }

  private scale(pool: number): void {
    const plan = this.fleet.pools[pool];
    const scaling = plan?.scaling;
    if (plan === undefined || scaling === undefined) return;
    const first = this.firstOf[pool] ?? 0;
    let requests = 0;
    let standing = 0;
    for (let replica = first; replica < first + plan.replicas; replica += 1) {
      requests += this.routers[this.routerOf[replica] ?? 0]?.load(this.placeOf[replica] ?? 0) ?? 0;
      const state = this.standing[replica]?.state;
      if (state === 'on' || state === 'starting') standing += 1;
    }
    const wanted = Math.min(plan.replicas, Math.max(scaling.least, Math.ceil(requests / scaling.target)));
    for (let replica = first; standing < wanted && replica < first + plan.replicas; replica += 1) {
      const state = this.standing[replica]?.state;
      if (state === 'draining') {
        this.turn(replica, 'on');
        standing += 1;
      } else if (state === 'off') {
        this.turn(replica, 'starting');
        this.schedule(this.time + scaling.coldStart, { kind: 'started', replica });
        standing += 1;
      }
    }
    for (let replica = first + plan.replicas - 1; standing > wanted && replica >= first; replica -= 1) {
      if (this.standing[replica]?.state !== 'on') continue;
      this.turn(replica, 'draining');
      this.stopIfIdle(replica);
      standing -= 1;
    }
    this.schedule(this.time + scaling.interval, { kind: 'scale', pool });
  }

  private stopIfIdle(replica: number): void {
    const load = this.routers[this.routerOf[replica] ?? 0]?.load(this.placeOf[replica] ?? 0);
    if (load === 0) this.turn(replica, 'off');
  }

  private maintain({ pool, first, last, begins }: Extract<Happening, { kind: 'maintain' }>): void {
    const start = this.firstOf[pool] ?? 0;
    for (let replica = start + first; replica <= start + last; replica += 1) {
      const standing = this.standing[replica];
      if (standing === undefined) continue;
      standing.held += begins ? 1 : -1;
      this.turn(replica, standing.state);
    }
  }
}

function exponential(stream: RandomStream | undefined, mean: number): number {
  return -mean * Math.log1p(-(stream?.next() ?? 0));
}
