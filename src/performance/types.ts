/** A prediction with its 80 % interval: [low, high] covers the truth four times in five. */
export interface Predicted {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What one system does for one service at its best configuration within the service level. */
export interface ServiceRate {
  readonly system: string;
  readonly service: string;
  /** Requests per second one system sustains for the service's mix. */
  readonly requestsPerSecond: Predicted;
  /** Output tokens per second one system sustains. */
  readonly outputTokensPerSecond: number;
  /** Seconds, at that load. */
  readonly ttft: Predicted;
  readonly tpot: Predicted;
  readonly configuration: ServingConfiguration;
  /** What limits it: memory bandwidth, compute, network, KV capacity, or the service level itself. */
  readonly boundBy: 'memory' | 'compute' | 'network' | 'kv' | 'latency';
  /** Level of trust: 0 spec sheet with class priors. */
  readonly level: 0 | 1 | 2;
  /** Catalog claims it rests on, as `accelerator.field`. */
  readonly lineage: readonly string[];
}

export interface ServingConfiguration {
  readonly precision: string;
  /** Accelerators per replica and replicas per system (below 1 when a replica spans systems). */
  readonly tensorParallel: number;
  readonly expertParallel: number;
  readonly replicasPerSystem: number;
  readonly batch: number;
  readonly aggregated: boolean;
}

/** What one system contributes to a training run. */
export interface TrainingRate {
  readonly system: string;
  readonly run: string;
  /** Useful FLOP per second of one system: peak × utilisation × goodput. */
  readonly flopPerSecond: Predicted;
  /** Model FLOP utilisation and the part of time spent on useful steps. */
  readonly utilisation: Predicted;
  readonly goodput: number;
  readonly precision: string;
  readonly level: 0 | 1 | 2;
  readonly lineage: readonly string[];
}

/** A (system, work) pair that cannot be rated, and why: shown, never dropped. */
export interface Unrated {
  readonly system: string;
  readonly work: string;
  readonly why: string;
}

export interface RateTable {
  readonly services: readonly ServiceRate[];
  readonly runs: readonly TrainingRate[];
  readonly unrated: readonly Unrated[];
}
