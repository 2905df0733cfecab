import { type Counts, emptyCounts } from '../answers/histogram.ts';
import type { Engine } from '../engine/engine.ts';
import { Machinery } from '../engine/machinery.ts';
import { Replica } from '../engine/replica.ts';
import { pipelineOf } from '../engine/parameters.ts';
import { type Request, RequestPool } from '../engine/request.ts';
import type { ArrivalSource } from '../load/arrival-source.ts';
import { StepTable } from '../steps/step-table.ts';
import { Calendar } from './calendar.ts';
import type { Fleet, Pool } from './fleet.ts';
import { HandOvers } from './hand-overs.ts';
import { IndexedHeap } from './indexed-heap.ts';
import { Operations } from './operations.ts';
import { RoutingGroups } from './routing-groups.ts';

/**
 * How a request ended: served; dropped at its deadline; turned away because the fleet or the queue was full, or no replica was open; or
 * too long for any KV cache.
 */
export type Outcome = 'finished' | 'expired' | 'turned-away' | 'too-long';

/** Who is told of every request that comes and ends. */
export interface Observer {
  /** A request reached the fleet. */
  arrived?(time: number): void;
  /**
   * @param request to be read at once: it is used again for another
   * @param replica index of the replica it ended on, −1 where it reached none
   */
  ended(request: Request, outcome: Outcome, time: number, replica: number): void;
}

/** What may be exchanged: the seed, and the engine for the reference of the tests. */
export interface RunOptions {
  readonly seed: number;
  readonly makeEngine?: (pool: Pool, steps: StepTable, latencies: Counts) => Engine;
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
  readonly engines: readonly Engine[];
  /** Step latencies of each pool as the requests of its batches felt them, one count per request and step. */
  readonly latencies: readonly Counts[];
  /** Pool of each replica, and first replica of each pool. */
  readonly poolOf: readonly number[];
  readonly firstOf: readonly number[];
  readonly calendar = new Calendar();
  time = 0.5;
  arrived = 0;
  handled = 0;
  private readonly requests = new RequestPool();
  private readonly source: ArrivalSource;
  private readonly observer: Observer;
  private readonly groups: RoutingGroups;
  private readonly operations: Operations;
  private readonly changes: IndexedHeap;
  private readonly links: HandOvers;

  constructor(fleet: Fleet, source: ArrivalSource, observer: Observer, { seed, makeEngine }: RunOptions) {
    this.fleet = fleet;
    this.source = source;
    this.observer = observer;
    this.time = 0;
    this.latencies = fleet.pools.map(emptyCounts);
    const engines: Engine[] = [];
    const poolOf: number[] = [];
    const firstOf: number[] = [];
    for (const [index, pool] of fleet.pools.entries()) {
      firstOf.push(engines.length);
      const steps = new StepTable(pool.steps, pool.engine.maxSequences, pipelineOf(pool.engine));
      const latencies = this.latencies[index] ?? emptyCounts();
      const machinery = new Machinery({
        parameters: pool.engine,
        steps,
        chainTokens: fleet.chainTokens,
        latencies,
        watched: isWatched(pool, fleet, source),
      });
      for (let replica = 0; replica < pool.replicas; replica += 1) {
        engines.push(makeEngine?.(pool, steps, latencies) ?? new Replica(machinery, pool.role));
        poolOf.push(index);
      }
    }
    this.engines = engines;
    this.poolOf = poolOf;
    this.firstOf = firstOf;
    this.changes = new IndexedHeap(engines.length);
    this.links = new HandOvers(fleet);
    this.groups = new RoutingGroups(fleet, engines, poolOf, seed);
    this.operations = new Operations(this, seed);
    this.operations.open();
  }

  /** Requests in flight. */
  get inFlight(): number {
    return this.requests.live;
  }

  /** Handles up to `most` events, none later than `until`; returns whether more may follow. Time stays at the last event. */
  run(most = Infinity, until = Infinity): boolean {
    const { source, calendar, changes, links, requests } = this;
    for (let count = 0; count < most; count += 1) {
      const arrival = source.nextAt;
      const happening = calendar.nextAt;
      const transfer = links.nextAt;
      const change = changes.topKey;
      let next = arrival < change ? arrival : change;
      if (happening < next) next = happening;
      if (transfer < next) next = transfer;
      if (next > until || next === Infinity || (arrival === Infinity && requests.live === 0)) return false;
      this.time = next;
      this.handled += 1;
      if (arrival <= next) this.arrive();
      else if (happening <= next) this.happen();
      else if (transfer <= next) this.transferred();
      else this.change(changes.top);
    }
    return true;
  }

  /** Seconds a replica stood (on, draining, starting or down) up to now, and its failures. */
  standingOf(replica: number): { readonly seconds: number; readonly failures: number } {
    const standing = this.operations.of(replica);
    return { seconds: standing?.secondsAt(this.time) ?? 0, failures: standing?.failures ?? 0 };
  }

  /** Requests on a replica. */
  load(replica: number): number {
    return this.groups.load(replica);
  }

  setOpen(replica: number, open: boolean): void {
    this.groups.setOpen(replica, open);
  }

  /** A replica breaks down: clients of the requests on it ask again, from the beginning. */
  lose(replica: number): void {
    this.changes.delete(replica);
    for (const request of this.engines[replica]?.fail(this.time) ?? []) {
      this.groups.change(replica, -1);
      this.restart(request);
    }
  }

  // Arrivals

  private arrive(): void {
    const { requests, source } = this;
    const request = requests.take(this.arrived);
    source.read(request);
    this.arrived += 1;
    this.observer.arrived?.(this.time);
    if (requests.live > this.fleet.maxInFlight) this.end(request, 'turned-away', -1);
    else this.route(request, 0, request.origin, false);
  }

  /** Sends a request to a replica of a router's group. */
  private route(request: Request, group: number, from: number, ready: boolean): void {
    const { groups } = this;
    const router = groups.router(group);
    const stop = router?.pick(request, this.time) ?? -1;
    const replica = groups.replica(group, stop);
    const pool = this.fleet.pools[this.poolOf[replica] ?? -1];
    const engine = this.engines[replica];
    if (router === undefined || pool === undefined || engine === undefined) {
      this.end(request, 'turned-away', -1);
      return;
    }
    if (!engine.fits(request)) {
      this.end(request, 'too-long', -1);
      return;
    }
    if (router.load(stop) >= pool.engine.maxQueue + pool.engine.maxSequences) {
      this.end(request, 'turned-away', -1);
      return;
    }
    request.replica = replica;
    router.change(stop, 1);
    const away = ready ? 0 : (this.fleet.latency[from]?.[pool.region] ?? 0);
    if (!ready) request.overhead = pool.engine.requestOverhead + away;
    if (away > 0) this.calendar.schedule(this.time + away, { kind: 'deliver', request, replica, ready });
    else this.deliver(request, replica, ready);
  }

  private deliver(request: Request, replica: number, ready: boolean): void {
    const engine = this.engines[replica];
    if (engine === undefined) return;
    if (this.operations.troubled[replica] === 1 && this.operations.of(replica)?.state === 'down') {
      this.groups.change(replica, -1);
      this.restart(request);
      return;
    }
    request.reached = this.time;
    engine.accept(request, ready);
    this.changes.set(replica, engine.endsAt);
  }

  /** A request lost its replica. */
  private restart(request: Request): void {
    request.first = Number.NaN;
    this.route(request, 0, request.origin, false);
  }

  // Replicas

  private change(replica: number): void {
    const engine = this.engines[replica];
    if (engine === undefined) return;
    engine.advance();
    const { endsAt, left } = engine;
    if (endsAt < Infinity) this.changes.set(replica, endsAt);
    else this.changes.delete(replica);
    for (let index = 0; index < left.count; index += 1) {
      const request = left.requests[index];
      if (request === undefined) break;
      this.groups.change(replica, -1);
      const how = left.as[index];
      if (how === 'handed') this.handOver(request, this.poolOf[replica] ?? 0);
      else this.end(request, how === 'expired' ? 'expired' : 'finished', replica);
    }
    if (this.operations.troubled[replica] === 1 && this.operations.of(replica)?.state === 'draining')
      this.operations.stopIfIdle(replica, this.time);
  }

  private end(request: Request, outcome: Outcome, replica: number): void {
    this.observer.ended(request, outcome, this.time, replica);
    this.requests.release(request);
    if (this.source.reacts) this.source.ended(request.session, this.time);
  }

  // Prefill to decode

  private handOver(request: Request, pool: number): void {
    const to = this.fleet.pools[pool]?.handOver;
    if (to === undefined) throw new RangeError(`prefill pool ${pool} has nowhere to hand over to`);
    if (to.latency > 0) this.calendar.schedule(this.time + to.latency, { kind: 'transfer', request, pool });
    else this.links.begin(request, pool, this.time);
  }

  private transferred(): void {
    const { pool } = this.links;
    const request = this.links.end();
    const from = this.fleet.pools[pool];
    if (request === undefined || from === undefined) return;
    const decode = this.firstOf[from.handOver?.pool ?? 0] ?? 0;
    this.route(request, this.groups.of(decode), from.region, true);
  }

  private happen(): void {
    const happening = this.calendar.take();
    if (happening === undefined) return;
    if (happening.kind === 'deliver') this.deliver(happening.request, happening.replica, happening.ready);
    else if (happening.kind === 'transfer') this.links.begin(happening.request, happening.pool, this.time);
    else this.operations.happen(happening, this.time);
  }
}

/**
 * Whether something may look into a replica between its changes, or come to it at the very moment of one because of an end elsewhere; if
 * not, it may work ahead.
 */
function isWatched({ failures, role }: Pool, { routing }: Fleet, { reacts }: ArrivalSource): boolean {
  const { kind } = routing;
  return (
    reacts || failures !== undefined || role === 'decode' || kind === 'kv-aware' || kind === 'prefix-aware'
  );
}
