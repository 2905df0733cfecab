import type { Claim } from '../../evidence/index.ts';

/** What one planner ordered in one order, and what became of it. Money in the plan currency. */
export interface OrderResult {
  readonly quarter: string;
  readonly offer: string;
  readonly system: string;
  readonly site: string;
  readonly count: number;
  /** Price of all of it, the whole term of a lease. */
  readonly value: number;
  /** Quarter it was promised for. */
  readonly promised: string;
  readonly arrived: readonly { readonly quarter: string; readonly count: number }[];
  /** Systems that became unlawful before they shipped, and the rules that forbid them. */
  readonly stopped: {
    readonly count: number;
    readonly quarter: string;
    readonly rules: readonly string[];
  } | null;
  /** Systems still on order when the backtest ends. */
  readonly open: number;
}

/** One quarter of one planner. */
export interface QuarterResult {
  readonly quarter: string;
  /** The day on which it was decided. */
  readonly decided: string;
  readonly ordered: number;
  readonly arrived: number;
  readonly stopped: number;
  readonly tokensAsked: number;
  readonly tokensServed: number;
  readonly cash: number;
  /** FLOP done, by run. */
  readonly training: Readonly<Record<string, number>>;
  /** Value of what stands and may do nothing: price of what was bought, rent of what is leased. */
  readonly stranded: number;
}

/** How much worse than the best that could be known afterwards; never below 0 but for `cash`, which is less for who does less. */
export interface Regret {
  /** Cost and penalties. */
  readonly value: number;
  /** Tokens left unserved beyond those of hindsight; negative where it served more, at a higher cost. */
  readonly tokens: number;
  readonly cash: number;
}

export interface PlannerResult {
  readonly planner: string;
  /** Cost and penalties, plan currency: what all are compared by. */
  readonly value: number;
  /** Discounted cash less what the fleet is worth at the end. */
  readonly cost: number;
  /** Penalty of tokens left unserved and of training left undone. */
  readonly penalty: number;
  readonly cash: number;
  readonly tokensAsked: number;
  readonly tokensServed: number;
  readonly tokensUnserved: number;
  /** Part of each run done by its deadline. */
  readonly training: Readonly<Record<string, number>>;
  readonly valueOrdered: number;
  readonly valueArrived: number;
  readonly valueStopped: number;
  readonly stranded: number;
  readonly regret: Regret;
  readonly quarters: readonly QuarterResult[];
  readonly orders: readonly OrderResult[];
}

/** An event that the replay uses or shows. */
export interface EventResult {
  readonly id: string;
  readonly date: string;
  readonly kind: string;
  readonly title: string;
  readonly grade: Claim<unknown>['grade'];
  /** What it changes in the replay: law, demand, deliveries; null where it is only shown. */
  readonly changes: 'law' | 'demand' | 'deliveries' | null;
}

/** What the replay rests on. */
export interface EvidenceResult {
  readonly id: 'all' | 'strict';
  readonly rules: number;
  /** Rules, measurements and events of grade C or assumed that count here; none in the strict replay. */
  readonly weak: readonly { readonly what: string; readonly grade: Claim<unknown>['grade'] }[];
  /** Series that measured each service; null where the scenario's own forecast stands for what happened. */
  readonly demand: readonly {
    readonly service: string;
    readonly series: string | null;
    /** Demand of each quarter as a multiple of the scenario's start. */
    readonly ratios: readonly number[];
  }[];
}

/** A backtest of one set of evidence. */
export interface Replay {
  readonly evidence: EvidenceResult;
  /** In order: naive, static, robust, hindsight. */
  readonly planners: readonly PlannerResult[];
  /** Which plan hindsight is: its own, or that of a planner which came out better. */
  readonly hindsightBy: string;
  /** Nobody could have stayed below, by the relaxation of the hindsight program, plan currency. */
  readonly bound: number;
}
