import { randomStream, type RandomStream } from '../../quantity/index.ts';
import type { Calendar, Happening } from './calendar.ts';
import type { Fleet } from './fleet.ts';
import { Standing, type State } from './standing.ts';

/** What operations need of the run they belong to. */
export interface Site {
  readonly fleet: Fleet;
  readonly poolOf: readonly number[];
  /** First replica of each pool. */
  readonly firstOf: readonly number[];
  readonly calendar: Calendar;
  /** Requests on a replica. */
  load(replica: number): number;
  setOpen(replica: number, open: boolean): void;
  /** A replica breaks down: its requests go elsewhere. */
  lose(replica: number): void;
}

/** Replicas that start and stop, break down and are repaired, follow the load and are taken out for maintenance. Streams per replica. */
export class Operations {
  /** By replica: 1 where it is down or draining, which every event on it asks. */
  readonly troubled: Uint8Array;
  private readonly site: Site;
  private readonly standing: readonly Standing[];
  private readonly failing: readonly RandomStream[];
  private time = 0;

  constructor(site: Site, seed: number) {
    this.site = site;
    this.troubled = new Uint8Array(site.poolOf.length);
    this.standing = site.poolOf.map(() => new Standing());
    this.failing = site.poolOf.map((_, replica) => randomStream(seed, 'failures', replica));
  }

  /** Opens the fleet, and schedules what is known to come. */
  open(): void {
    const { fleet, firstOf, calendar } = this.site;
    for (const [pool, { replicas, scaling, failures, maintenance }] of fleet.pools.entries()) {
      for (let index = 0; index < replicas; index += 1) {
        const replica = (firstOf[pool] ?? 0) + index;
        if (index < (scaling?.initial ?? replicas)) this.turn(replica, 'on');
        if (failures !== undefined)
          calendar.schedule(this.exponential(replica, failures.meanBetween), { kind: 'fail', replica });
      }
      if (scaling !== undefined) calendar.schedule(scaling.interval, { kind: 'scale', pool });
      for (const { from, until, first, last } of maintenance ?? []) {
        calendar.schedule(from, { kind: 'maintain', pool, first, last, begins: true });
        calendar.schedule(until, { kind: 'maintain', pool, first, last, begins: false });
      }
    }
  }

  of(replica: number): Standing | undefined {
    return this.standing[replica];
  }

  /** Something happens to replicas at `time`. */
  happen(happening: Exclude<Happening, { kind: 'deliver' | 'transfer' }>, time: number): void {
    this.time = time;
    switch (happening.kind) {
      case 'fail':
        this.fail(happening.replica);
        break;
      case 'scale':
        this.scale(happening.pool);
        break;
      case 'maintain':
        this.maintain(happening);
        break;
      default:
        this.turn(happening.replica, 'on');
    }
  }

  /** A draining replica without requests goes off. */
  stopIfIdle(replica: number, time: number): void {
    this.time = time;
    if (this.site.load(replica) === 0) this.turn(replica, 'off');
  }

  private turn(replica: number, state: State): void {
    const standing = this.standing[replica];
    if (standing === undefined) return;
    standing.turn(state, this.time);
    this.troubled[replica] = state === 'down' || state === 'draining' ? 1 : 0;
    this.site.setOpen(replica, standing.open);
  }

  private fail(replica: number): void {
    const { fleet, poolOf, calendar } = this.site;
    const pool = fleet.pools[poolOf[replica] ?? 0];
    const standing = this.standing[replica];
    if (pool?.failures === undefined || standing === undefined) return;
    const { meanBetween, meanRepair } = pool.failures;
    if (standing.state !== 'on' && standing.state !== 'draining') {
      calendar.schedule(this.time + this.exponential(replica, meanBetween), { kind: 'fail', replica });
      return;
    }
    standing.failures += 1;
    this.turn(replica, 'down');
    const repaired = this.time + this.exponential(replica, meanRepair) + (pool.scaling?.coldStart ?? 0);
    calendar.schedule(repaired, { kind: 'repaired', replica });
    calendar.schedule(repaired + this.exponential(replica, meanBetween), { kind: 'fail', replica });
    this.site.lose(replica);
  }

  private scale(index: number): void {
    const { fleet, firstOf, calendar } = this.site;
    const pool = fleet.pools[index];
    if (pool?.scaling === undefined) return;
    const { scaling, replicas } = pool;
    const first = firstOf[index] ?? 0;
    let requests = 0;
    let standing = 0;
    let serving = 0;
    for (let replica = first; replica < first + replicas; replica += 1) {
      requests += this.site.load(replica);
      const state = this.standing[replica]?.state;
      if (state === 'on' || state === 'starting') standing += 1;
      if (state === 'on') serving += 1;
    }
    const wanted = Math.min(replicas, Math.max(scaling.least, Math.ceil(requests / scaling.target)));
    for (let replica = first; standing < wanted && replica < first + replicas; replica += 1) {
      const state = this.standing[replica]?.state;
      if (state === 'draining') {
        this.turn(replica, 'on');
        standing += 1;
      } else if (state === 'off') {
        this.turn(replica, 'starting');
        calendar.schedule(this.time + scaling.coldStart, { kind: 'started', replica });
        standing += 1;
      }
    }
    // Those that are still starting serve nobody yet: they do not let others go.
    for (let replica = first + replicas - 1; standing > wanted && serving > wanted; replica -= 1) {
      if (this.standing[replica]?.state !== 'on') continue;
      this.turn(replica, 'draining');
      this.stopIfIdle(replica, this.time);
      standing -= 1;
      serving -= 1;
    }
    calendar.schedule(this.time + scaling.interval, { kind: 'scale', pool: index });
  }

  private maintain({ pool, first, last, begins }: Extract<Happening, { kind: 'maintain' }>): void {
    const start = this.site.firstOf[pool] ?? 0;
    for (let replica = start + first; replica <= start + last; replica += 1) {
      const standing = this.standing[replica];
      if (standing === undefined) continue;
      standing.held += begins ? 1 : -1;
      this.site.setOpen(replica, standing.open);
    }
  }

  private exponential(replica: number, mean: number): number {
    return -mean * Math.log1p(-(this.failing[replica]?.next() ?? 0));
  }
}
