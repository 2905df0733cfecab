import type { Speculation } from '../steps/step-model.ts';
import type { Pipeline } from '../steps/step-table.ts';

/** In which order waiting requests are taken; within equals, as they came. */
export type QueueOrder = 'arrival' | 'priority' | 'deadline';

/** What one engine holds and how it schedules. Tokens unless said otherwise. */
export interface EngineParameters {
  /** Tokens per block of KV cache, and blocks in all. */
  readonly blockTokens: number;
  readonly kvBlocks: number;
  /** Requests that decode at once, at most. */
  readonly maxSequences: number;
  /** Tokens worked on in one step, at most: decoding requests count one each (with drafts: one more per draft token). */
  readonly maxBatchedTokens: number;
  /**
   * Stages of a pipeline. Each has a micro-batch of its own under way: requests that decode are spread over them evenly, prompts fill
   * one after the other. `maxBatchedTokens` and `maxSequences` are of all micro-batches together.
   */
  readonly stages: number;
  /** A prompt may be worked on in pieces. */
  readonly chunkedPrefill: boolean;
  /** Prompts under way over several steps at once, at most; each gets `promptTokensPerStep` tokens of a step's budget at most. */
  readonly maxPartialPrompts: number;
  readonly promptTokensPerStep: number;
  /** Prompts share steps with decoding. False: a step with prompts decodes nothing, and prompts go first. */
  readonly mixedSteps: boolean;
  /**
   * The next step is scheduled while one runs, so that the accelerator never waits for its scheduler: a request that comes during a step
   * is in the one after the next. An idle engine starts at once.
   */
  readonly schedulesAhead: boolean;
  /**
   * KV blocks a request must find before it starts: those of its first chunk, of its prompt, or of everything it will ever hold (then
   * nothing is ever preempted).
   */
  readonly reserve: 'chunk' | 'prompt' | 'whole';
  /** What becomes of a running request when blocks run out: computed again later, or moved to host memory and back. */
  readonly preemption: 'recompute' | 'swap';
  /** Seconds to move one token of KV cache to host memory or back. */
  readonly swapSecondsPerToken: number;
  /** KV blocks that fit in host memory; what does not is computed again. Infinity: no limit. */
  readonly hostBlocks: number;
  readonly prefixCaching: boolean;
  readonly order: QueueOrder;
  readonly speculation: Speculation | undefined;
  /** Requests waiting at one replica, at most; more are turned away. */
  readonly maxQueue: number;
  /** Seconds of tokenising and streaming per request outside of the steps; added to both latencies. */
  readonly requestOverhead: number;
}

/** The pipeline of an engine: its micro-batches share the tokens of a step. */
export function pipelineOf({ stages, maxBatchedTokens }: EngineParameters): Pipeline {
  return { stages, chunk: Math.max(1, Math.floor(maxBatchedTokens / stages)) };
}

/** What a preset leaves open: it follows from model, memory and hardware. */
export type EngineDefaults = Omit<EngineParameters, 'kvBlocks'>;

const common = {
  stages: 1,
  maxPartialPrompts: 1,
  promptTokensPerStep: Infinity,
  preemption: 'recompute',
  swapSecondsPerToken: 0,
  hostBlocks: Infinity,
  prefixCaching: true,
  order: 'arrival',
  speculation: undefined,
  maxQueue: Infinity,
} as const;

/**
 * How an engine schedules, and what a request takes outside of its steps. BLIS measured 15.6 ms on vLLM (H100, steps of 7 to 10 ms) with a
 * model in which nobody waits for a step that is scheduled already. Where that wait is simulated, 5 ms are left: read off open loops
 * (docs/decisions/0061-overhead-beside-the-wait.md). Measured on vLLM, assumed for the others.
 */
const ahead = { schedulesAhead: true, requestOverhead: 5e-3 } as const;
const stepByStep = { schedulesAhead: false, requestOverhead: 15.6e-3 } as const;

/** Engines as they come out of the box. What they do differently, as far as it shows in latency; sources in docs/simulator.md. */
export const enginePresets = {
  /** vLLM 0.14 and later (V1 scheduler; schedules ahead by default since then), as a server on cards of 70 GB and more. */
  vllm: {
    ...common,
    ...ahead,
    blockTokens: 16,
    maxSequences: 1024,
    maxBatchedTokens: 8192,
    chunkedPrefill: true,
    mixedSteps: true,
    reserve: 'chunk',
  },
  /** SGLang: prompts in chunks of their own, before decoding; blocks of one token are rounded to 16 here. */
  sglang: {
    ...common,
    ...ahead,
    blockTokens: 16,
    maxSequences: 1024,
    maxBatchedTokens: 8192,
    chunkedPrefill: true,
    mixedSteps: false,
    reserve: 'prompt',
  },
  /** TensorRT-LLM: in-flight batching that never evicts (GUARANTEED_NO_EVICT). */
  'tensorrt-llm': {
    ...common,
    ...ahead,
    blockTokens: 32,
    maxSequences: 2048,
    maxBatchedTokens: 8192,
    chunkedPrefill: true,
    mixedSteps: true,
    reserve: 'whole',
  },
  /** MindIE on Ascend: whole prompts in steps of their own. */
  mindie: {
    ...common,
    ...stepByStep,
    blockTokens: 128,
    maxSequences: 200,
    maxBatchedTokens: 8192,
    chunkedPrefill: false,
    mixedSteps: false,
    reserve: 'prompt',
    prefixCaching: false,
  },
} as const satisfies Readonly<Record<string, EngineDefaults>>;

/** Name of a preset. */
export type EngineName = keyof typeof enginePresets;
