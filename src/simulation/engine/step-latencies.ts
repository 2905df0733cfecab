import { binOf, emptyCounts } from '../answers/histogram.ts';
import type { Batch } from './batch.ts';
import type { Stretch } from './stretch.ts';

/**
 * Times between the tokens of requests, as they felt them: one count per request and decode step. Steps of their own for prompts make
 * those who were decoding wait, which the next decode step shows.
 */
export class StepLatencies {
  readonly counts = emptyCounts();
  private readonly batch: Batch;
  /** Since when running requests wait for a step that decodes; NaN while they do not. */
  private stalledSince = Number.NaN;

  constructor(batch: Batch) {
    this.batch = batch;
  }

  /** A step from `time` on leaves the batch waiting. */
  stall(time: number): void {
    if (Number.isNaN(this.stalledSince)) this.stalledSince = time;
  }

  forget(): void {
    this.stalledSince = Number.NaN;
  }

  /** Counts the next `steps` steps of a stretch: as many as fall in one bin at once. */
  stretch(stretch: Stretch, steps: number): void {
    const { counts } = this;
    const { size } = this.batch;
    let from = 1;
    if (!Number.isNaN(this.stalledSince) && steps > 0) {
      this.step(stretch.after(1), 0);
      from = 2;
    }
    while (from <= steps) {
      const bin = binOf(stretch.seconds(from));
      let to = steps;
      if (binOf(stretch.seconds(to)) !== bin) {
        let same = from;
        while (to - same > 1) {
          const middle = (same + to) >> 1;
          if (binOf(stretch.seconds(middle)) === bin) same = middle;
          else to = middle;
        }
        to = same;
      }
      counts[bin] = (counts[bin] ?? 0) + size * (to - from + 1);
      from = to + 1;
    }
  }

  /** Counts one decode step that ends at `end`: `seconds`, or longer for those who waited through prompts. */
  step(end: number, seconds: number): void {
    const { counts, batch } = this;
    const since = this.stalledSince;
    let others = batch.size;
    if (!Number.isNaN(since)) {
      for (let request = batch.tail; request !== undefined; request = request.previous) {
        if (request.joined <= since) break;
        const bin = binOf(end - request.joined);
        counts[bin] = (counts[bin] ?? 0) + 1;
        others -= 1;
      }
      this.stalledSince = Number.NaN;
    }
    if (others === 0) return;
    const bin = binOf(Number.isNaN(since) ? seconds : end - since);
    counts[bin] = (counts[bin] ?? 0) + others;
  }
}
