import type { Request } from './request.ts';

/** What the step under way holds besides decoding. Used again for every step. */
export class StepWork {
  promptTokens = 0;
  /** Pairs of a prompt token and a token it attends to. */
  pairs = 0.5;
  /** Seconds of moving KV caches to host memory and back. */
  swapSeconds = 0.5;
  /** The request whose prompt is under way, over steps. */
  partial: Request | undefined = undefined;
  /** Requests whose prompt the step completes: the first `joiningCount` entries. */
  readonly joining: Request[] = [];
  joiningCount = 0;
  /** Nobody was let in, so that the next step must look at the queue again. */
  closed = false;
  /** The next request found part of its prompt cached but no room: what is given up of the cache may change what it needs. */
  watching = false;

  /** Begins a step; the prompt under way stays. */
  begin(): void {
    this.promptTokens = 0;
    this.pairs = 0;
    this.swapSeconds = 0;
    this.watching = false;
    this.closed = false;
  }

  /** Works on `chunk` tokens of a prompt of which `done` are done. */
  add(request: Request, done: number, chunk: number): void {
    request.done = done + chunk;
    this.promptTokens += chunk;
    this.pairs += chunk * (done + chunk / 2);
  }

  join(request: Request): void {
    this.joining[this.joiningCount] = request;
    this.joiningCount += 1;
  }
}
