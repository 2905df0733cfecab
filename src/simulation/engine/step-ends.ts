import type { Batch } from './batch.ts';
import type { KvMemory } from './kv-memory.ts';
import type { Machinery } from './machinery.ts';
import type { PromptSegments } from './prompt-segments.ts';
import type { Replica } from './replica.ts';
import type { Request } from './request.ts';
import type { Scheduler } from './scheduler.ts';
import type { StepLatencies } from './step-latencies.ts';
import type { Stretches } from './stretches.ts';
import type { Units } from './units.ts';

/** What the end of a step, or of a stretch of steps, brings: growth of the KV cache → who ends → whose prompt is done joins. */
export class StepEnds {
  private readonly machinery: Machinery;
  private readonly units: Units;
  private readonly batch: Batch;
  private readonly segments: PromptSegments;
  private readonly memory: KvMemory;
  private readonly stretches: Stretches;
  private readonly felt: StepLatencies;
  private readonly scheduler: Scheduler;

  constructor(machinery: Machinery) {
    this.machinery = machinery;
    this.units = machinery.units;
    this.batch = machinery.batch;
    this.segments = machinery.segments;
    this.memory = machinery.memory;
    this.stretches = machinery.stretches;
    this.felt = machinery.felt;
    this.scheduler = machinery.scheduler;
  }

  /** A stretch is over after the steps planned of it. */
  stretch(replica: Replica): void {
    const { planned } = replica;
    this.felt.stretch(replica, planned);
    replica.clock = replica.endsAt;
    this.stretches.advance(replica, planned);
    this.grow(replica, planned);
    this.finishAll(replica);
  }

  /** The step under way is over. */
  step(replica: Replica): void {
    const { joining } = replica;
    if (replica.decodes) {
      this.felt.step(replica);
      replica.clock = replica.endsAt;
      this.grow(replica, 1);
      this.finishAll(replica);
    } else {
      replica.clock = replica.endsAt;
      replica.steps += 1;
    }
    while (joining.size > 0) {
      const request = joining.take();
      if (request !== undefined) this.completePrompt(replica, request);
    }
  }

  /** Everyone who decodes has taken so many steps. */
  grow(replica: Replica, steps: number): void {
    this.memory.take(replica, this.batch.growth(replica, steps));
    this.batch.advance(replica, steps);
    replica.steps += steps;
  }

  private finishAll(replica: Replica): void {
    const { ends } = replica;
    while (ends.size > 0 && ends.soonest <= replica.decoded) {
      const request = ends.first;
      if (request === undefined) return;
      this.machinery.note(replica);
      const units = this.batch.leave(replica, 0, request);
      this.segments.settle(request, Math.floor(units / this.units.perBlock));
      this.scheduler.release(replica, request);
      this.finish(replica, request);
    }
  }

  /** The prompt is done: its blocks become known to the cache, its first token is out, it joins those that decode. */
  private completePrompt(replica: Replica, request: Request): void {
    const { clock } = replica;
    this.machinery.note(replica);
    this.segments.publish(replica, request);
    if (Number.isNaN(request.first)) request.first = clock;
    if (request.left > 0) {
      this.batch.join(replica, request);
      return;
    }
    this.scheduler.release(replica, request);
    if (replica.role === 'prefill' && request.output > 1) this.machinery.left.add(request, 'handed');
    else this.finish(replica, request);
  }

  private finish(replica: Replica, request: Request): void {
    this.machinery.left.add(request, 'finished');
    replica.answerTokens += request.output;
  }
}
