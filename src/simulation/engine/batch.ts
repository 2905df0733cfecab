import { BlockPhases } from './block-phases.ts';
import { KeyedHeap } from './keyed-heap.ts';
import type { Request } from './request.ts';
import type { Units } from './units.ts';

/**
 * The requests that decode. All advance together, so a step costs the same however many there are: they form a list in the order they
 * joined (its tail is preempted first) and a heap by the step at which they end.
 */
export class Batch {
  size = 0;
  /** Units they hold together. */
  stored = 0;
  /** Decode steps done so far. */
  steps = 0;
  /** Somebody joined or left since this was last set back. */
  changed = false;
  head: Request | undefined = undefined;
  tail: Request | undefined = undefined;
  readonly phases: BlockPhases;
  private readonly ends = new KeyedHeap<Request>();
  private readonly gain: number;
  private readonly perBlock: number;
  /** Blocks are taken as requests grow, not all at the beginning. */
  private readonly growing: boolean;

  constructor({ gain, perBlock }: Units, growing: boolean) {
    this.gain = gain;
    this.perBlock = perBlock;
    this.growing = growing;
    this.phases = new BlockPhases(perBlock, gain);
  }

  /** Steps until the first request ends. */
  get toEnd(): number {
    return this.ends.topKey - this.steps;
  }

  /** The request that ends now, if any. */
  get ended(): Request | undefined {
    return this.ends.topKey <= this.steps ? this.ends.top : undefined;
  }

  /** Units a member holds now. */
  unitsOf({ base, joinedStep }: Request): number {
    return base + this.gain * (this.steps - joinedStep);
  }

  join(request: Request, time: number): void {
    const { base } = request;
    const { tail } = this;
    request.joined = time;
    request.joinedStep = this.steps;
    request.previous = tail;
    request.next = undefined;
    if (tail === undefined) this.head = request;
    else tail.next = request;
    this.tail = request;
    this.size += 1;
    this.changed = true;
    this.stored += base;
    if (this.growing) request.phase = this.phases.add(base);
    this.ends.push(this.steps + request.left, request.number, request);
  }

  /** Takes a request out, the blocks it grew into made its own; returns the units it holds. */
  leave(request: Request): number {
    const units = this.unitsOf(request);
    if (this.ends.top === request) this.ends.pop();
    else this.ends.remove(request);
    const { previous, next } = request;
    if (previous === undefined) this.head = next;
    else previous.next = next;
    if (next === undefined) this.tail = previous;
    else next.previous = previous;
    this.size -= 1;
    this.changed = true;
    this.stored -= units;
    if (this.growing) {
      this.phases.remove(request.phase);
      request.blocks += Math.ceil(units / this.perBlock) - Math.ceil(request.base / this.perBlock);
    }
    return units;
  }

  /** Everyone takes so many steps. */
  advance(steps: number): void {
    this.steps += steps;
    this.stored += steps * this.size * this.gain;
    this.phases.advance(steps);
  }

  clear(): void {
    this.size = 0;
    this.stored = 0;
    this.head = undefined;
    this.tail = undefined;
    this.phases.clear();
    this.ends.clear();
  }
}
