import type { QueueOrder } from './parameters.ts';
import type { Request } from './request.ts';
import type { WaitingQueue } from './waiting-queue.ts';

/** Requests that came while a step ran, in the order they came: an engine that schedules ahead knows them one step later. */
export class Latecomers {
  size = 0;
  private readonly waiting: WaitingQueue;
  private readonly inOrder: boolean;
  private readonly requests: Request[] = [];
  private readonly times: number[] = [];

  /** @param waiting where they go once they are known */
  constructor(waiting: WaitingQueue, order: QueueOrder) {
    this.waiting = waiting;
    this.inOrder = order === 'arrival';
  }

  /** Nobody who comes now can start before one who waits already. */
  get isBlocked(): boolean {
    return this.inOrder && this.waiting.size > 0;
  }

  add(request: Request, time: number): void {
    this.requests.push(request);
    this.times.push(time);
    this.size += 1;
  }

  /** Those who came at `time` or before are known from now on. */
  letIn(time: number): void {
    let known = 0;
    while (known < this.size && (this.times[known] ?? 0) <= time) {
      const request = this.requests[known];
      if (request !== undefined) this.waiting.add(request);
      known += 1;
    }
    this.requests.splice(0, known);
    this.times.splice(0, known);
    this.size -= known;
  }
}
