import { binOf, type Counts } from '../answers/histogram.ts';
import type { Replica } from './replica.ts';
import type { Stretches } from './stretches.ts';

/**
 * Times between the tokens of requests, as they felt them: one count per request and decode step, for all replicas of a pool together.
 * Steps of their own for prompts make those who were decoding wait, which the next decode step shows.
 */
export class StepLatencies {
  private readonly counts: Counts;
  private readonly stretches: Stretches;

  constructor(counts: Counts, stretches: Stretches) {
    this.counts = counts;
    this.stretches = stretches;
  }

  /** A step from now on leaves the batch waiting. */
  stall(replica: Replica): void {
    if (!Number.isNaN(replica.stalledSince)) return;
    replica.stalledSince = replica.clock;
    replica.stalledJoinings = replica.joinings;
  }

  /** Counts the next `steps` steps of a stretch: as many as fall in one bin at once. */
  stretch(replica: Replica, steps: number): void {
    const { counts, stretches } = this;
    const { size } = replica;
    let from = 1;
    if (steps > 0 && !Number.isNaN(replica.stalledSince)) {
      this.late(replica, stretches.after(replica, 1));
      from = 2;
    }
    while (from <= steps) {
      const bin = binOf(stretches.seconds(replica, from));
      let to = steps;
      if (binOf(stretches.seconds(replica, to)) !== bin) {
        let same = from;
        while (to - same > 1) {
          const middle = (same + to) >> 1;
          if (binOf(stretches.seconds(replica, middle)) === bin) same = middle;
          else to = middle;
        }
        to = same;
      }
      counts[bin] = (counts[bin] ?? 0) + size * (to - from + 1);
      from = to + 1;
    }
  }

  /** Counts the step under way, in which all decode. */
  step(replica: Replica): void {
    if (Number.isNaN(replica.stalledSince)) {
      const bin = binOf(replica.endsAt - replica.clock);
      this.counts[bin] = (this.counts[bin] ?? 0) + replica.size;
    } else this.late(replica, replica.endsAt);
  }

  /** Counts one decode step that ends at `end`, for which everyone waited through prompts: since a step left them waiting, or since they joined. */
  private late(replica: Replica, end: number): void {
    const { counts } = this;
    const { ends, stalledJoinings, stalledSince: since } = replica;
    let others = replica.size;
    // Who has joined since then had a first token from a prompt step.
    for (let place = 0; place < ends.size; place += 1) {
      if (ends.joiningAt(place) <= stalledJoinings) continue;
      const bin = binOf(end - (ends.at(place)?.joined ?? since));
      counts[bin] = (counts[bin] ?? 0) + 1;
      others -= 1;
    }
    replica.stalledSince = Number.NaN;
    if (others === 0) return;
    const bin = binOf(end - since);
    counts[bin] = (counts[bin] ?? 0) + others;
  }
}
