import { KeyedHeap } from '../engine/keyed-heap.ts';
import type { Request } from '../engine/request.ts';

/** What happens at a known time beside arrivals, steps and transfers. */
export type Happening =
  | { readonly kind: 'deliver'; readonly request: Request; readonly replica: number; readonly ready: boolean }
  | { readonly kind: 'transfer'; readonly request: Request; readonly pool: number }
  | { readonly kind: 'fail' | 'repaired' | 'started'; readonly replica: number }
  | { readonly kind: 'scale'; readonly pool: number }
  | {
      readonly kind: 'maintain';
      readonly pool: number;
      readonly first: number;
      readonly last: number;
      readonly begins: boolean;
    };

/** Happenings by their times; those of one time in the order in which they were scheduled. */
export class Calendar {
  /** Time of the next happening, Infinity where there is none. */
  nextAt = Infinity;
  private readonly heap = new KeyedHeap<Happening>();
  private scheduled = 0;

  schedule(time: number, happening: Happening): void {
    this.heap.push(time, this.scheduled, happening);
    this.scheduled += 1;
    this.nextAt = this.heap.topKey;
  }

  take(): Happening | undefined {
    const next = this.heap.pop();
    this.nextAt = this.heap.topKey;
    return next;
  }
}
