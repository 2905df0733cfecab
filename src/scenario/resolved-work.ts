import type { Country } from '../catalog/index.ts';
import type { RequestsPerSecond, Seconds } from '../quantity/index.ts';

export interface ResolvedClass {
  readonly id: string;
  /** Part of the requests, adds to 1 over the classes of a service. */
  readonly share: number;
  /** Mean tokens per request. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Part of input tokens found in the prefix cache. */
  readonly cachedInput: number;
}

export interface ResolvedService {
  readonly id: string;
  readonly name: string;
  readonly model: string;
  /** Countries whose sites may serve it; empty = anywhere. */
  readonly residency: readonly Country[];
  /** Site ids that may serve it (residency, site uses and an explicit list applied). */
  readonly sites: readonly string[];
  readonly classes: readonly ResolvedClass[];
  /** Formats of 4 bits that its weights may be kept in, beside those of 8 and 16; absent: none. */
  readonly formats?: readonly ('fp4' | 'mxfp4' | 'int4')[] | undefined;
  readonly ttft: Seconds;
  readonly tpot: Seconds;
  /** Which statistic of its latencies must stay within them when simulated; undefined: the default of the simulator. */
  readonly statistic?: 'mean' | 'p50' | 'p90' | 'p99' | undefined;
  /** Requests per second at the peak hour of each quarter: what capacity must cover. */
  readonly peak: readonly RequestsPerSecond[];
  /** Mean requests per second of each quarter: what energy and token totals follow from. */
  readonly mean: readonly RequestsPerSecond[];
  /** Reporting currency per million tokens (input + output) not served; used by objectives that allow unmet demand. */
  readonly unmetPenalty: number;
}

/** A measurement of a model on a chip: time per output token in seconds, with `users` requests under way. */
export interface ResolvedAnchor {
  readonly id: string;
  /** Ids of the catalog. */
  readonly chip: string;
  readonly model: string;
  readonly precision?: string | undefined;
  readonly tensorParallel: number;
  readonly users: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly tpot: number;
}

export interface ResolvedRun {
  readonly id: string;
  readonly name: string;
  readonly model: string | undefined;
  /** Useful compute of the run, FLOP. */
  readonly flop: number;
  readonly sites: readonly string[];
  /** First and last quarter index in which it may work (inclusive). */
  readonly start: number;
  readonly deadline: number;
  /** Fewest and most accelerators that work on it at once. */
  readonly gangMin: number;
  readonly gangMax: number;
  /** Reporting currency lost when it is not done; used by objectives that allow it. */
  readonly unmetPenalty: number;
}
