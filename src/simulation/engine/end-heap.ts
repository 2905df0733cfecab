import type { Request } from './request.ts';

/**
 * Who ends at which decode step: a min-heap by step, of equal steps by the request's number, so that the order never depends on history.
 * Beside each step stands when the request joined, counted in joinings, so that the last to join is found without a look at the requests.
 */
export class EndHeap {
  size = 0;
  /** The first step at which anyone ends; not to be read when empty. */
  soonest = 0;
  /** Pairs of a step and a joining. */
  private readonly pairs: number[] = [];
  private readonly requests: Request[] = [];

  /** Who ends first; not to be read when empty. */
  get first(): Request | undefined {
    return this.requests[0];
  }

  at(place: number): Request | undefined {
    return this.requests[place];
  }

  joiningAt(place: number): number {
    return this.pairs[place * 2 + 1] ?? 0;
  }

  push(step: number, joining: number, request: Request): void {
    const hole = this.size;
    this.size = hole + 1;
    this.rise(hole, step, joining, request);
    this.soonest = this.pairs[0] ?? 0;
  }

  /** Place of the last that joined, −1 when empty. */
  lastJoined(): number {
    let last = -1;
    for (let place = 0; place < this.size; place += 1) {
      if (last < 0 || this.joiningAt(place) > this.joiningAt(last)) last = place;
    }
    return last;
  }

  /** Place of a request that is in it. */
  placeOf(request: Request): number {
    return this.requests.indexOf(request);
  }

  /** Takes the one at a place away. */
  remove(place: number): void {
    const { pairs, requests } = this;
    const size = this.size - 1;
    this.size = size;
    const request = requests[size];
    if (place !== size && request !== undefined) {
      const step = pairs[size * 2] ?? 0;
      let hole = place;
      for (;;) {
        let down = 2 * hole + 1;
        if (down >= size) break;
        if (down + 1 < size && this.precedes(down + 1, pairs[down * 2] ?? 0, requests[down])) down += 1;
        if (!this.precedes(down, step, request)) break;
        this.move(down, hole);
        hole = down;
      }
      this.rise(hole, step, pairs[size * 2 + 1] ?? 0, request);
    }
    this.soonest = pairs[0] ?? 0;
  }

  /** Places an entry at `from` or above. */
  private rise(from: number, step: number, joining: number, request: Request): void {
    let hole = from;
    while (hole > 0) {
      const up = (hole - 1) >> 1;
      if (this.precedes(up, step, request)) break;
      this.move(up, hole);
      hole = up;
    }
    this.pairs[hole * 2] = step;
    this.pairs[hole * 2 + 1] = joining;
    this.requests[hole] = request;
  }

  private precedes(place: number, step: number, request: Request | undefined): boolean {
    const found = this.pairs[place * 2] ?? 0;
    if (found !== step) return found < step;
    return (this.requests[place]?.number ?? 0) < (request?.number ?? 0);
  }

  private move(from: number, to: number): void {
    const { pairs, requests } = this;
    pairs[to * 2] = pairs[from * 2] ?? 0;
    pairs[to * 2 + 1] = pairs[from * 2 + 1] ?? 0;
    const request = requests[from];
    if (request !== undefined) requests[to] = request;
  }
}
