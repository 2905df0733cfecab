import type { Request } from './request.ts';

/** Requests one behind the other, linked through themselves: a request is in one list at a time. */
export class RequestList {
  size = 0;
  first: Request | undefined = undefined;
  private last: Request | undefined = undefined;

  /** The last one, which came last. */
  get end(): Request | undefined {
    return this.last;
  }

  add(request: Request): void {
    request.next = undefined;
    if (this.last === undefined) this.first = request;
    else this.last.next = request;
    this.last = request;
    this.size += 1;
  }

  addFirst(request: Request): void {
    request.next = this.first;
    this.first = request;
    if (this.last === undefined) this.last = request;
    this.size += 1;
  }

  /** Takes the first one away. */
  take(): Request | undefined {
    const { first } = this;
    if (first === undefined) return undefined;
    this.first = first.next;
    first.next = undefined;
    if (this.first === undefined) this.last = undefined;
    this.size -= 1;
    return first;
  }

  /** Takes one away wherever it is; O(size). Returns whether it was there. */
  remove(request: Request): boolean {
    let before: Request | undefined;
    for (let each = this.first; each !== undefined; each = each.next) {
      if (each === request) {
        if (before === undefined) this.first = each.next;
        else before.next = each.next;
        if (this.last === each) this.last = before;
        each.next = undefined;
        this.size -= 1;
        return true;
      }
      before = each;
    }
    return false;
  }

  /** Moves everyone to the end of `into`. */
  empty(into: Request[]): void {
    for (let request = this.take(); request !== undefined; request = this.take()) into.push(request);
  }
}
