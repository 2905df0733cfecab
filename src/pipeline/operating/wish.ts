/**
 * How the fleet of a plan is to be run where that differs from the usual, as plain data: what the flags of `fleetwright simulate` and the
 * field `operating` of the HTTP interface say. Seconds, hours of the day, parts of 1; what is left out takes its default.
 */
export interface OperatingWish {
  readonly routing?: RoutingName | undefined;
  /** With `region-first`: requests on the least loaded replica of the own site from which on the others are asked. */
  readonly overflow?: number | undefined;
  /** One way between any two sites, and between pairs `a:b`. */
  readonly latency?: number | undefined;
  readonly latencies?: Readonly<Record<string, number>> | undefined;
  /** Parts of the requests by the site they come from. */
  readonly origins?: Readonly<Record<string, number>> | undefined;
  readonly users?: number | undefined;
  readonly think?: number | undefined;
  readonly burst?: number | undefined;
  readonly autoscale?: { readonly least: number; readonly most: number } | undefined;
  readonly coldStart?: number | undefined;
  readonly failures?: boolean | undefined;
  /** Hours between failures of one accelerator. */
  readonly mtbf?: number | undefined;
  readonly repair?: number | undefined;
  readonly maintenance?:
    | readonly {
        readonly site?: string | undefined;
        readonly part: number;
        readonly from: number;
        readonly until: number;
      }[]
    | undefined;
  /** Part of the replicas that works on prompts; `auto`: by the time that prompts and answers take. */
  readonly split?: number | 'auto' | undefined;
  /** Gigabytes per second that a replica of prompts hands over. */
  readonly link?: number | undefined;
  readonly speculate?:
    | { readonly tokens: number; readonly acceptance: number; readonly draftShare?: number | undefined }
    | undefined;
  readonly stepTokens?: number | undefined;
  readonly maxQueue?: number | undefined;
  readonly maxInFlight?: number | undefined;
  readonly hostBlocks?: number | undefined;
  readonly priority?: Readonly<Record<string, number>> | undefined;
  readonly deadline?: Readonly<Record<string, number>> | undefined;
}

/** How requests find their replica; what they weigh with where it takes a number is said in docs/simulator.md. */
export const routingNames = [
  'round-robin',
  'least-loaded',
  'shortest-queue',
  'weighted',
  'kv-aware',
  'prefix-aware',
  'affinity',
  'region-first',
] as const;

export type RoutingName = (typeof routingNames)[number];

/** What is taken where a wish does not say. */
export const operatingDefaults = {
  /** Seconds that users think. */
  think: 10,
  /** Seconds from an interruption to work again: finding the cause took ByteRobust 2 to 15 min; the middle. */
  repair: 510,
  /** Seconds to provision a replica, load weights and warm up. Assumed. */
  coldStart: 120,
  /** Part of a step that drafting takes. Assumed. */
  draftShare: 0.1,
  /** Tokens per second to host memory and back: 50 GB/s over 160 KB a token. Assumed. */
  swapTokensPerSecond: 300_000,
  /** Seconds before the first byte of a KV cache that is handed over. Assumed. */
  linkLatency: 0.001,
} as const;
