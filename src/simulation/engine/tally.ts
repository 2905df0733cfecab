import type { Batch } from './batch.ts';
import type { EngineTotals } from './engine.ts';
import type { KvMemory } from './kv-memory.ts';

/** What an engine adds up over its life; see `EngineTotals`. */
export class Tally {
  idleSeconds = 0;
  preemptions = 0;
  promptTokens = 0;
  cachedTokens = 0;
  answerTokens = 0;
  steps = 0;
  private batchSeconds = 0.5;
  private blockSeconds = 0.5;
  private changedAt = 0.5;
  private mostBlocks = 0;
  private readonly batch: Batch;
  private readonly memory: KvMemory;

  constructor(batch: Batch, memory: KvMemory) {
    this.batch = batch;
    this.memory = memory;
    this.batchSeconds = 0;
    this.blockSeconds = 0;
    this.changedAt = 0;
  }

  /** Adds up batch and blocks over the time since the last change; call before either changes. */
  note(time: number): void {
    const blocks = this.memory.used;
    if (blocks > this.mostBlocks) this.mostBlocks = blocks;
    const seconds = time - this.changedAt;
    if (seconds === 0) return;
    this.batchSeconds += this.batch.size * seconds;
    this.blockSeconds += blocks * seconds;
    this.changedAt = time;
  }

  totals(): EngineTotals {
    return {
      idleSeconds: this.idleSeconds,
      batchSeconds: this.batchSeconds,
      blockSeconds: this.blockSeconds,
      mostBlocks: this.mostBlocks,
      steps: this.steps,
      preemptions: this.preemptions,
      promptTokens: this.promptTokens,
      cachedTokens: this.cachedTokens,
      answerTokens: this.answerTokens,
    };
  }
}
