import { KeyedHeap } from './keyed-heap.ts';
import type { QueueOrder } from './parameters.ts';
import type { RequestTable } from './request-table.ts';

/**
 * Requests waiting at a replica. By arrival: a ring, to whose head preempted requests return. By priority or deadline: a heap, equals
 * in the order of their numbers.
 */
export class WaitingQueue {
  size = 0;
  private readonly requests: RequestTable;
  private readonly order: QueueOrder;
  private readonly heap = new KeyedHeap();
  private ring = new Int32Array(16);
  private head = 0;

  constructor(requests: RequestTable, order: QueueOrder) {
    this.requests = requests;
    this.order = order;
  }

  /** The request to take next, −1 when nobody waits. */
  get first(): number {
    if (this.size === 0) return -1;
    return this.order === 'arrival' ? (this.ring[this.head] ?? -1) : this.heap.top;
  }

  add(request: number): void {
    if (this.order === 'arrival') {
      if (this.size === this.ring.length) this.widen();
      this.ring[(this.head + this.size) & (this.ring.length - 1)] = request;
    } else this.heap.push(this.keyOf(request), this.requests.number[request] ?? 0, request);
    this.size += 1;
  }

  /** A preempted request comes back: before all that came later. */
  putBack(request: number): void {
    if (this.order === 'arrival') {
      if (this.size === this.ring.length) this.widen();
      this.head = (this.head - 1) & (this.ring.length - 1);
      this.ring[this.head] = request;
    } else this.heap.push(this.keyOf(request), this.requests.number[request] ?? 0, request);
    this.size += 1;
  }

  /** Everyone, in no particular order, taken away. */
  takeAll(): readonly number[] {
    const all: number[] = [];
    while (this.size > 0) {
      all.push(this.first);
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
  before(a: number, b: number): boolean {
    if (this.order === 'arrival') return false;
    const { requests } = this;
    const keyA = this.keyOf(a);
    const keyB = this.keyOf(b);
    return keyA < keyB || (keyA === keyB && (requests.number[a] ?? 0) < (requests.number[b] ?? 0));
  }

  private keyOf(request: number): number {
    const { requests } = this;
    return (this.order === 'priority' ? requests.priority[request] : requests.deadline[request]) ?? 0;
  }

  private widen(): void {
    const ring = new Int32Array(this.ring.length * 2);
    for (let index = 0; index < this.size; index += 1) {
      ring[index] = this.ring[(this.head + index) & (this.ring.length - 1)] ?? 0;
    }
    this.ring = ring;
    this.head = 0;
  }
}
