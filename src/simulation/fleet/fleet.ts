import type { Role } from '../engine/engine.ts';
import type { EngineParameters } from '../engine/parameters.ts';
import type { StepModel } from '../steps/step-model.ts';

/** Like replicas at one site. Seconds, watts and reporting currency. */
export interface Pool {
  readonly id: string;
  readonly site: string;
  /** Index into the fleet's regions. */
  readonly region: number;
  readonly role: Role;
  readonly replicas: number;
  readonly engine: EngineParameters;
  readonly steps: StepModel;
  /** Relative speed of a replica: what routing by load or rate weighs with. */
  readonly rate: number;
  /** Drawn by a replica while it works and while it stands ready, W. */
  readonly busyWatts: number;
  readonly idleWatts: number;
  /** Everything a replica costs per second that it stands, energy apart. */
  readonly costPerSecond: number;
  /** Per joule at the meter. */
  readonly energyCost: number;
  readonly scaling?: Scaling | undefined;
  readonly failures?: Failures | undefined;
  readonly maintenance?: readonly Maintenance[] | undefined;
  /** For a prefill pool: where prompts go when they are done, and how. */
  readonly handOver?: HandOver | undefined;
}

/** Replicas follow the load: every `interval` as many stand as keep `target` requests each. */
export interface Scaling {
  readonly initial: number;
  readonly least: number;
  readonly target: number;
  readonly interval: number;
  /** From the decision to the first request: provisioning, loading weights, warming up. */
  readonly coldStart: number;
}

/** A replica breaks down after an exponential time and is back after another; its requests start over elsewhere. */
export interface Failures {
  readonly meanBetween: number;
  readonly meanRepair: number;
}

/** Replicas `first` … `last` (counted from 0 within the pool) take no new requests from `from` until `until`. */
export interface Maintenance {
  readonly from: number;
  readonly until: number;
  readonly first: number;
  readonly last: number;
}

/** One link per prefill pool, shared evenly by the transfers under way. */
export interface HandOver {
  /** Index of the decode pool. */
  readonly pool: number;
  readonly bytesPerToken: number;
  readonly bytesPerSecond: number;
  /** What one transfer takes of it at most, B/s; all of it where not said. */
  readonly mostPerTransfer?: number;
  /** Before the first byte. */
  readonly latency: number;
}

/** How a request finds its replica. Loads are requests on a replica over its rate. */
export type Routing =
  | { readonly kind: 'round-robin' }
  /** Fewest requests over rate; fewest requests; at random by rate. */
  | { readonly kind: 'least-loaded' }
  | { readonly kind: 'shortest-queue' }
  | { readonly kind: 'weighted' }
  /** The pool that is furthest behind its part of the rate of all; there the replica with the fewest requests over rate. */
  | { readonly kind: 'by-pool' }
  /** Most KV blocks free, as a part of all; looks at every replica. */
  | { readonly kind: 'kv-aware' }
  /** Most cached prompt tokens less `tokensPerRequest` for each request there; looks at every replica. */
  | { readonly kind: 'prefix-aware'; readonly tokensPerRequest: number }
  /** A session stays with its replica unless that has `slack` requests more than the least loaded. */
  | { readonly kind: 'affinity'; readonly slack: number }
  /** The least loaded of its own region while that has fewer than `overflow` requests, else of all. */
  | { readonly kind: 'region-first'; readonly overflow: number };

/** A fleet that serves one service. */
export interface Fleet {
  readonly regions: readonly string[];
  /** Seconds from a region to another, one way; [from][to]. */
  readonly latency: readonly (readonly number[])[];
  readonly pools: readonly Pool[];
  readonly routing: Routing;
  /** Requests in the fleet at once, at most; more are turned away. */
  readonly maxInFlight: number;
  /** Tokens per link of a block chain in the trace: 512 for Mooncake. */
  readonly chainTokens: number;
}
