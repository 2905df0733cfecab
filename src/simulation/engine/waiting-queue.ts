import { KeyedHeap } from './keyed-heap.ts';
import type { QueueOrder } from './parameters.ts';
import type { Request } from './request.ts';

/**
 * Requests waiting at a replica. By arrival: a ring, to whose head preempted requests return. By priority or deadline: a heap, equals
 * in the order of their numbers.
 */
export class WaitingQueue {
  size = 0;
  private readonly order: QueueOrder;
  private readonly heap = new KeyedHeap<Request>();
  private ring: (Request | undefined)[] = Array.from({ length: 16 }, () => undefined);
  private head = 0;

  constructor(order: QueueOrder) {
    this.order = order;
  }

  /** The request to take next. */
  get first(): Request | undefined {
    if (this.size === 0) return undefined;
    return this.order === 'arrival' ? this.ring[this.head] : this.heap.top;
  }

  add(request: Request): void {
    if (this.order === 'arrival') {
      if (this.size === this.ring.length) this.widen();
      this.ring[(this.head + this.size) & (this.ring.length - 1)] = request;
    } else this.heap.push(this.keyOf(request), request.number, request);
    this.size += 1;
  }

  /** A preempted request comes back: before all that came later. */
  putBack(request: Request): void {
    if (this.order === 'arrival') {
      if (this.size === this.ring.length) this.widen();
      this.head = (this.head - 1) & (this.ring.length - 1);
      this.ring[this.head] = request;
    } else this.heap.push(this.keyOf(request), request.number, request);
    this.size += 1;
  }

  /** Everyone, in no particular order, taken away. */
  takeAll(): readonly Request[] {
    const all: Request[] = [];
    for (let first = this.first; first !== undefined; first = this.first) {
      all.push(first);
      this.take();
    }
    return all;
  }

  /** Takes `first` away. */
  take(): void {
    if (this.order === 'arrival') this.head = (this.head + 1) & (this.ring.length - 1);
    else this.heap.pop();
    this.size -= 1;
  }

  /** Whether `a` is taken before `b` whatever came first: never, in the order of arrival. */
  before(a: Request, b: Request): boolean {
    if (this.order === 'arrival') return false;
    const keyA = this.keyOf(a);
    const keyB = this.keyOf(b);
    return keyA < keyB || (keyA === keyB && a.number < b.number);
  }

  private keyOf(request: Request): number {
    return this.order === 'priority' ? request.priority : request.deadline;
  }

  private widen(): void {
    const { ring, size } = this;
    this.ring = Array.from({ length: ring.length * 2 }, (_, index) =>
      index < size ? ring[(this.head + index) & (ring.length - 1)] : undefined,
    );
    this.head = 0;
  }
}
