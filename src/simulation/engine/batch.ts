import type { BlockPhases } from './block-phases.ts';
import type { Replica } from './replica.ts';
import type { Request } from './request.ts';
import type { Units } from './units.ts';

/**
 * The requests that decode on a replica. All advance together, so a step costs the same however many there are: they form a heap by the
 * step at which they end.
 */
export class Batch {
  private readonly phases: BlockPhases;
  private readonly gain: number;
  private readonly perBlock: number;
  /** Blocks are taken as requests grow, not all at the beginning. */
  private readonly growing: boolean;

  constructor(phases: BlockPhases, { gain, perBlock }: Units, growing: boolean) {
    this.phases = phases;
    this.gain = gain;
    this.perBlock = perBlock;
    this.growing = growing;
  }

  /** Blocks that the next `steps` steps begin. */
  growth(replica: Replica, steps: number): number {
    return this.growing && replica.size > 0 ? this.phases.growth(replica, steps) : 0;
  }

  /** Blocks that the next step begins. */
  growthOfOne(replica: Replica): number {
    return this.growing && replica.size > 0 ? this.phases.growthOfOne(replica) : 0;
  }

  /** The most next steps, up to `most`, that begin no more than `room` blocks. */
  stepsWithin(replica: Replica, most: number, room: number): number {
    return this.growing ? this.phases.stepsWithin(replica, most, room) : most;
  }

  join(replica: Replica, request: Request): void {
    const { base } = request;
    const { decoded } = replica;
    request.joined = replica.clock;
    request.joinedStep = decoded;
    replica.size += 1;
    replica.changed = true;
    replica.stored += base;
    if (this.growing) request.phase = this.phases.add(replica, base);
    replica.joinings += 1;
    replica.ends.push(decoded + request.left, replica.joinings, request);
  }

  /** Takes the request at a place of the heap out, the blocks it grew into made its own; returns the units it holds. */
  leave(replica: Replica, place: number, request: Request): number {
    const { base } = request;
    const units = base + this.gain * (replica.decoded - request.joinedStep);
    replica.ends.remove(place);
    replica.size -= 1;
    replica.changed = true;
    replica.stored -= units;
    if (this.growing) {
      this.phases.remove(replica, request.phase);
      request.blocks += Math.ceil(units / this.perBlock) - Math.ceil(base / this.perBlock);
    }
    return units;
  }

  /** Everyone takes so many steps. */
  advance(replica: Replica, steps: number): void {
    replica.decoded += steps;
    replica.stored += steps * replica.size * this.gain;
    this.phases.advance(replica, steps);
  }

  /** Everyone is gone; returns who was there. */
  clear(replica: Replica): readonly Request[] {
    const lost: Request[] = [];
    const { ends } = replica;
    for (let first = ends.first; ends.size > 0 && first !== undefined; first = ends.first) {
      lost.push(first);
      ends.remove(0);
    }
    replica.size = 0;
    replica.stored = 0;
    this.phases.clear(replica);
    return lost;
  }
}
