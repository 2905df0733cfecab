/** A mean or a part with its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

interface Fan {
  readonly name: string;
  readonly p5: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
  readonly mean: Estimate;
}

/** What draws say, as `fleetwright stress --json` gives it. */
export interface StressReport {
  readonly title: string;
  readonly scenario: string;
  readonly asOf: string;
  readonly variant: string | null;
  readonly currency: string;
  /** The plan as it stands: cost and penalties, plan currency. */
  readonly expected: { readonly value: number };
  readonly draws: number;
  readonly seed: number;
  readonly end: string;
  readonly fans: readonly Fan[];
  readonly spend: readonly Fan[];
  readonly worstTenth: number;
  readonly regret: Estimate;
  readonly requirements: readonly {
    readonly id: string;
    readonly title: string;
    readonly chance: Estimate;
  }[];
  readonly lines: readonly {
    readonly line: string;
    readonly planned: number;
    readonly ordered: Estimate;
    readonly flips: Estimate;
    readonly systems: { readonly p5: number; readonly p50: number; readonly p95: number };
  }[];
  readonly events: readonly {
    readonly id: string;
    readonly title: string;
    readonly probability: number;
    readonly happened: number;
    readonly difference?: number;
  }[];
  readonly drivers: readonly {
    readonly id: string;
    readonly title: string;
    readonly kind: string;
    readonly grade: string;
    readonly rank: Estimate;
  }[];
  /** Value with one quantity at its 10th and 90th percentile, all else as planned. */
  readonly tornado: readonly {
    readonly id: string;
    readonly title: string;
    readonly low: number;
    readonly high: number;
  }[];
  /** Parts of the variance by kind of quantity; empty where they were not asked for. */
  readonly indices: readonly {
    readonly input: string;
    readonly first: Estimate;
    readonly total: Estimate;
  }[];
  /** What it is worth to find something out, in the plan currency. */
  readonly facts: readonly {
    readonly id: string;
    readonly title: string;
    readonly worth: Estimate;
    readonly slices: number;
    readonly within?: number;
  }[];
}

interface ReplayQuarter {
  readonly quarter: string;
  readonly decided: string;
  readonly ordered: number;
  readonly arrived: number;
  readonly stopped: number;
  readonly tokensAsked: number;
  readonly tokensServed: number;
  readonly cash: number;
  readonly stranded: number;
}

/** What came of each planner, as `fleetwright backtest --json` gives it. */
export interface BacktestReport {
  readonly currency?: string;
  readonly planners: readonly {
    readonly planner: string;
    readonly value: number;
    readonly penalty: number;
    readonly cash: number;
    readonly tokensAsked: number;
    readonly tokensServed: number;
    readonly valueStopped: number;
    readonly stranded: number;
    readonly regret: { readonly value: number; readonly tokens: number };
    readonly quarters: readonly ReplayQuarter[];
  }[];
  readonly events: readonly {
    readonly id: string;
    readonly date: string;
    readonly kind: string;
    readonly title: string;
    readonly grade: string;
    readonly changes: string | null;
  }[];
}

interface Fare {
  readonly value: number;
  readonly breaks: readonly Break[];
}

interface Break {
  readonly id: string;
  readonly title: string;
  readonly quarter: string | null;
}

/** What one shock does to a plan; money in the plan currency. */
export interface ShockAnswer {
  readonly event: string;
  readonly title: string;
  readonly quarter: string | null;
  /** It comes after the horizon and does nothing. */
  readonly outside: boolean;
  readonly before: Fare;
  readonly unrepaired: Fare;
  readonly additions: Fare;
  readonly repair: Fare;
  readonly first: Break | null;
  readonly stranded: { readonly money: number };
}

/** A plan held against shocks, as a shock job gives it. */
export interface ShockReport {
  readonly title: string;
  readonly currency: string;
  /** The scenario has changed since the plan was made. */
  readonly stale: boolean;
  /** How near the best the search for the plan ended, a part of its value; null where it did not say, absent in older reports. */
  readonly gap?: number | null;
  readonly shocks: readonly ShockAnswer[];
}
