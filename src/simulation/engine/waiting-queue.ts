import { KeyedHeap } from './keyed-heap.ts';
import type { QueueOrder } from './parameters.ts';
import type { Request } from './request.ts';
import { RequestList } from './request-list.ts';

/**
 * Requests waiting at a replica. By arrival: a list, to whose head preempted requests return. By priority or deadline: a heap, equals
 * in the order of their numbers.
 */
export class WaitingQueue {
  size = 0;
  /** The request to take next. */
  first: Request | undefined = undefined;
  private readonly order: QueueOrder;
  private readonly list = new RequestList();
  private readonly heap: KeyedHeap<Request> | undefined;

  constructor(order: QueueOrder) {
    this.order = order;
    this.heap = order === 'arrival' ? undefined : new KeyedHeap<Request>();
  }

  add(request: Request): void {
    if (this.heap === undefined) this.list.add(request);
    else this.heap.push(this.keyOf(request), request.number, request);
    this.changeBy(1);
  }

  /** A preempted request comes back: before all that came later. */
  putBack(request: Request): void {
    if (this.heap === undefined) this.list.addFirst(request);
    else this.heap.push(this.keyOf(request), request.number, request);
    this.changeBy(1);
  }

  /** Everyone, in no particular order, taken away. */
  takeAll(): readonly Request[] {
    const all: Request[] = [];
    for (let { first } = this; first !== undefined; first = this.first) {
      all.push(first);
      this.take();
    }
    return all;
  }

  /** Takes `first` away. */
  take(): void {
    if (this.heap === undefined) this.list.take();
    else this.heap.pop();
    this.changeBy(-1);
  }

  /** Whether `a` is taken before `b` whatever came first: never, in the order of arrival. */
  before(a: Request, b: Request): boolean {
    if (this.order === 'arrival') return false;
    const keyA = this.keyOf(a);
    const keyB = this.keyOf(b);
    return keyA < keyB || (keyA === keyB && a.number < b.number);
  }

  private changeBy(more: 1 | -1): void {
    this.size += more;
    this.first = this.heap === undefined ? this.list.first : this.heap.top;
  }

  private keyOf(request: Request): number {
    return this.order === 'priority' ? request.priority : request.deadline;
  }
}
