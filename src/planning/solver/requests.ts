import type { Program } from '../program/index.ts';
import type { ResolvedObjective } from '../../scenario/index.ts';
import type { LinearResult, Objective } from './live-model.ts';

/** Find a plan: whole where the program says so, proven within `gap` or as good as `seconds` allow. */
export interface PlanRequest {
  readonly kind: 'plan';
  readonly program: Program;
  readonly objective: ResolvedObjective['kind'];
  /** (value − bound) / |value| that is good enough; 0 = the optimum. */
  readonly gap: number;
  readonly seconds: number;
  readonly seed: number;
  /** `rounding` ends after the relaxation and its rounding, whatever the gap; `search` (the default) goes on to branch and bound. */
  readonly effort?: 'rounding' | 'search';
  /** Begins with a rounding that weighs few options: most questions within a percent or two need no more. */
  readonly haste?: boolean;
}

/** Relaxations of one program, one after the other, each warm from the one before. */
export interface SeriesRequest {
  readonly kind: 'series';
  readonly program: Program;
  readonly steps: readonly LinearStep[];
  /** What all steps together may take. */
  readonly seconds: number;
  readonly seed: number;
}

/** What one step changes; what it does not name goes back to the program's own. */
export interface LinearStep {
  readonly objective: Objective;
  readonly columns?: {
    readonly indices: readonly number[];
    readonly lower: readonly number[];
    readonly upper: readonly number[];
  };
  readonly rows?: readonly { readonly row: number; readonly lower: number; readonly upper: number }[];
  /** Coefficients, in the row's natural unit, of entries that the program has. */
  readonly entries?: readonly { readonly row: number; readonly column: number; readonly value: number }[];
}

export interface PlanFound {
  /** `proven`: within the gap; `limit`: time ran out; `nothing`: time, or the effort allowed, ran out before any plan was found. */
  readonly end: 'proven' | 'limit' | 'interrupted' | 'infeasible' | 'nothing';
  readonly columns: Float64Array | undefined;
  /** What was minimised, millions, and what is proven that it cannot be below. */
  readonly value: number;
  readonly bound: number;
}

/** How a search stands; money in millions of the plan currency. */
export interface SearchProgress {
  readonly phase: 'relaxation' | 'rounding' | 'search' | 'finishing';
  readonly incumbent: number | undefined;
  readonly bound: number | undefined;
  readonly gap: number | undefined;
  readonly seconds: number;
}

/** A plan on the way: whole, within every row, and what is proven so far. */
export type Incumbent = Pick<PlanFound, 'value' | 'bound'> & { readonly columns: Float64Array };

/** Something that solves: a worker thread, or this thread. */
export interface Solver {
  readonly version: string;
  /** Seconds since some moment; only differences mean something. */
  clock(): number;
  findPlan(request: PlanRequest, onProgress: (progress: SearchProgress) => void): Promise<PlanFound>;
  series(request: SeriesRequest): Promise<readonly LinearResult[]>;
  close(): Promise<void>;
}
