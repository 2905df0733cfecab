import type { Ending } from './engine.ts';
import type { Request } from './request.ts';

/** Requests that left an engine at its last change, and how: the first `count` entries, so that nothing is allocated. */
export class Departures {
  count = 0;
  readonly requests: Request[] = [];
  readonly as: Ending[] = [];

  add(request: Request, as: Ending): void {
    this.requests[this.count] = request;
    this.as[this.count] = as;
    this.count += 1;
  }
}
