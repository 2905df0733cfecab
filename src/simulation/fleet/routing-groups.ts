import { randomStream } from '../../quantity/index.ts';
import type { Engine } from '../engine/engine.ts';
import type { Fleet } from './fleet.ts';
import { Router, type Stop } from './router.ts';

/**
 * Who chooses among which replicas: one router for requests that arrive, over all pools but those that only decode, and one for each
 * decode pool. Replicas are numbered over the whole fleet; a router numbers its own.
 */
export class RoutingGroups {
  private readonly routers: readonly Router[];
  /** Group of each replica, and its number there. */
  private readonly groupOf: Int32Array;
  private readonly placeOf: Int32Array;
  /** Replicas of each group, by their numbers there. */
  private readonly replicas: readonly (readonly number[])[];

  constructor(fleet: Fleet, engines: readonly Engine[], poolOf: readonly number[], seed: number) {
    const decoding = fleet.pools.flatMap(({ role }, pool) => (role === 'decode' ? [pool] : []));
    const groupOfPool = fleet.pools.map((_, pool) => decoding.indexOf(pool) + 1);
    this.groupOf = Int32Array.from(poolOf, (pool) => groupOfPool[pool] ?? 0);
    this.replicas = [0, ...decoding].map((_, group) =>
      poolOf.flatMap((__, replica) => (this.groupOf[replica] === group ? [replica] : [])),
    );
    this.placeOf = new Int32Array(engines.length);
    for (const members of this.replicas) members.forEach((replica, place) => (this.placeOf[replica] = place));
    this.routers = this.replicas.map((members, group) => {
      const routing = group === 0 ? fleet.routing : ({ kind: 'least-loaded' } as const);
      const stops = members.flatMap((replica): readonly Stop[] => {
        const engine = engines[replica];
        const pool = fleet.pools[poolOf[replica] ?? 0];
        if (engine === undefined || pool === undefined) return [];
        const { region, rate } = pool;
        return [{ engine, region, pool: poolOf[replica] ?? 0, rate, kvBlocks: pool.engine.kvBlocks }];
      });
      return new Router(routing, stops, fleet.regions.length, randomStream(seed, 'routing', group));
    });
  }

  /** Group of a replica. */
  of(replica: number): number {
    return this.groupOf[replica] ?? 0;
  }

  router(group: number): Router | undefined {
    return this.routers[group];
  }

  /** The replica that a group knows by this number, −1 for −1. */
  replica(group: number, place: number): number {
    return this.replicas[group]?.[place] ?? -1;
  }

  /** Requests on a replica. */
  load(replica: number): number {
    return this.routers[this.groupOf[replica] ?? 0]?.load(this.placeOf[replica] ?? 0) ?? 0;
  }

  change(replica: number, by: 1 | -1): void {
    this.routers[this.groupOf[replica] ?? 0]?.change(this.placeOf[replica] ?? 0, by);
  }

  setOpen(replica: number, open: boolean): void {
    this.routers[this.groupOf[replica] ?? 0]?.setOpen(this.placeOf[replica] ?? 0, open);
  }
}
