import type { Counts } from '../answers/histogram.ts';
import type { StepTable } from '../steps/step-table.ts';
import { AnswerSteps } from './answer-steps.ts';
import { Batch } from './batch.ts';
import { BlockPhases } from './block-phases.ts';
import { Departures } from './departures.ts';
import { KvMemory } from './kv-memory.ts';
import type { EngineParameters } from './parameters.ts';
import { PromptSegments } from './prompt-segments.ts';
import type { Replica } from './replica.ts';
import type { Request } from './request.ts';
import { Scheduler } from './scheduler.ts';
import { StepLatencies } from './step-latencies.ts';
import { Stepper } from './stepper.ts';
import { Stretches } from './stretches.ts';
import { type Units, unitsOf } from './units.ts';

/** What like replicas are made of. */
export interface Make {
  readonly parameters: EngineParameters;
  readonly steps: StepTable;
  /** Tokens per link of a block chain. */
  readonly chainTokens: number;
  /** Where step latencies are counted. */
  readonly latencies: Counts;
  /** Somebody may ask what a replica holds, or break it, between its changes: it must not work ahead. */
  readonly watched: boolean;
}

/** What the replicas of a pool have in common: parameters, and the parts that work on them, each with one concern. */
export class Machinery {
  /** Replicas made so far. */
  count = 0;
  readonly parameters: EngineParameters;
  readonly steps: StepTable;
  readonly watched: boolean;
  readonly units: Units;
  readonly answerSteps: AnswerSteps;
  readonly phases: BlockPhases;
  readonly batch: Batch;
  readonly segments: PromptSegments;
  readonly memory: KvMemory;
  readonly felt: StepLatencies;
  readonly stretches: Stretches;
  readonly scheduler: Scheduler;
  readonly stepper: Stepper;
  /** Who left at the last change of any replica. */
  readonly left = new Departures();

  constructor({ parameters, steps, chainTokens, latencies, watched }: Make) {
    this.parameters = parameters;
    this.steps = steps;
    this.watched = watched;
    this.units = unitsOf(parameters);
    this.answerSteps = new AnswerSteps(parameters);
    this.phases = new BlockPhases(this.units.perBlock, this.units.gain);
    this.batch = new Batch(this.phases, this.units, parameters.reserve !== 'whole');
    this.segments = new PromptSegments(parameters, chainTokens);
    this.memory = new KvMemory(parameters.kvBlocks, this.segments.cache, this.batch);
    this.stretches = new Stretches(this.units.gain);
    this.felt = new StepLatencies(latencies, this.stretches);
    this.scheduler = new Scheduler(this);
    this.stepper = new Stepper(this);
  }

  /** Most KV blocks the request could come to hold is what a replica has, or less. */
  fits(request: Request): boolean {
    const { perToken, gain, perBlock } = this.units;
    const units = request.input * perToken + this.answerSteps.of(request) * gain;
    return units <= this.memory.total * perBlock;
  }

  /** Adds up batch and blocks over the time from the last change to now; to be called before either changes. */
  note(replica: Replica): void {
    const blocks = this.memory.used(replica);
    if (blocks > replica.mostBlocks) replica.mostBlocks = blocks;
    const seconds = replica.clock - replica.notedAt;
    if (seconds === 0) return;
    replica.batchSeconds += replica.size * seconds;
    replica.blockSeconds += blocks * seconds;
    replica.notedAt = replica.clock;
  }
}
