/** A prediction with its 80 % interval: [low, high] covers the truth four times in five. */
export interface Predicted {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Level of trust: 0 spec sheet with class priors, 1 operator measurements of this chip, 2 end-to-end measurements of
 * this model on this chip.
 */
export type TrustLevel = 0 | 1 | 2;

/**
 * What limits a service on a system: memory bandwidth, compute or the links, whichever takes most of the step; room for
 * the KV cache; or the service level itself, where fixed costs per step or the first token leave no room.
 */
export type Bound = 'memory' | 'compute' | 'network' | 'kv' | 'latency';

/** What one system does for one service at its best configuration within the service level. */
export interface ServiceRate {
  readonly system: string;
  readonly service: string;
  /** Requests per second one system sustains for the service's mix. */
  readonly requestsPerSecond: Predicted;
  /** Output tokens per second one system sustains. */
  readonly outputTokensPerSecond: number;
  /** Seconds, mean over requests, at that load. */
  readonly ttft: Predicted;
  readonly tpot: Predicted;
  readonly configuration: ServingConfiguration;
  readonly boundBy: Bound;
  readonly level: TrustLevel;
  /** Catalog claims it rests on, as `id.field`: `nvidia-h20-96.memoryBandwidth`. Sorted. */
  readonly lineage: readonly string[];
  /** What had to be assumed beyond the class priors, in sentences. */
  readonly assumptions: readonly string[];
}

/**
 * How one replica runs on a system. Parallelism counts ranks, the devices that software sees: a rank is a package, or one
 * die of it where the vendor's software shows dies (Ascend 910C: two ranks per accelerator).
 */
export interface ReplicaConfiguration {
  /** Number format of weights and matrix multiplications; attention and KV cache stay in 16 bits. */
  readonly precision: string;
  /** Format of the weights of routed experts, where it is another. */
  readonly expertPrecision?: string;
  /** Ranks over which attention and dense layers are split. */
  readonly tensorParallel: number;
  /** Ranks over which routed experts are split; 1 for dense models. */
  readonly expertParallel: number;
  /** Stages of a pipeline, each with its part of the layers; absent where there is one. */
  readonly pipelineParallel?: number;
  /** Factor on all times that measurements of this model on this chip gave; absent where there are none. */
  readonly timeFactor?: number;
  /** Ranks per accelerator package. */
  readonly ranksPerAccelerator: number;
  /** Accelerators that hold one copy of the model. */
  readonly acceleratorsPerReplica: number;
}

/** How a service runs on a system: its replicas, or those for answers where prompts have replicas of their own. */
export interface ServingConfiguration extends ReplicaConfiguration {
  /** Of all systems at work on the service. Below 1 when a replica spans systems. */
  readonly replicasPerSystem: number;
  /** Requests decoding at once in one replica, on average. */
  readonly batch: number;
  /** True: prefill and decode share the replica. */
  readonly aggregated: boolean;
  /** Replicas that work on prompts alone; absent where prompts share those of the answers. */
  readonly prefill?: PrefillPool;
}

/** Replicas for prompts beside those for answers, on systems of the same kind. */
export interface PrefillPool extends ReplicaConfiguration {
  /** Of all systems at work on the service, those for answers counted in. */
  readonly replicasPerSystem: number;
  /** Systems of the smallest unit that holds both pools in their ratio. */
  readonly unit: number;
  /** Part of the systems that works on prompts. */
  readonly part: number;
  /** KV cache that a mean prompt hands over, bytes, and the links of a rank that it takes, B/s. */
  readonly handOverBytes: number;
  readonly linkBytesPerSecond: number;
}

/** What one system contributes to a training run. */
export interface TrainingRate {
  readonly system: string;
  readonly run: string;
  /** Useful FLOP per second of one system: peak × utilisation × goodput. */
  readonly flopPerSecond: Predicted;
  /** Model FLOP utilisation: useful FLOP over dense 16-bit peak, while a step runs. */
  readonly utilisation: Predicted;
  /** Part of time spent on steps that count, after checkpoints, restarts and lost work. */
  readonly goodput: number;
  readonly precision: string;
  readonly level: TrustLevel;
  readonly lineage: readonly string[];
  readonly assumptions: readonly string[];
}

/** A (system, work) pair that cannot be rated, and why: shown, never dropped. */
export interface Unrated {
  readonly system: string;
  /** Service or run id. */
  readonly work: string;
  /** `FW-PRF-…`, explained in `docs/diagnostics.md`. */
  readonly code: string;
  readonly why: string;
}

/** All rates of a scenario. Sorted by system, then service or run. */
export interface RateTable {
  readonly services: readonly ServiceRate[];
  readonly runs: readonly TrainingRate[];
  readonly unrated: readonly Unrated[];
}
