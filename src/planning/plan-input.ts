import type { Source } from '../evidence/index.ts';
import type { PlanReplan } from '../plan/index.ts';
import type { RateTable } from '../performance/index.ts';
import type { ResolvedScenario } from '../scenario/index.ts';
import type { Solution } from './solution/index.ts';
import type { Judge } from './candidates/index.ts';
import type { BuiltProgram } from './program/index.ts';
import type { PlanFound, SearchProgress, Solver } from './solver/index.ts';

export interface PlanOptions {
  /** Seconds that the search and all answers together may take. */
  readonly timeLimit: number;
  /** (value − bound) / |value| at which a plan is good enough: 0.01 is 1 %. */
  readonly gap: number;
  /** Seed of the solver's tie-breaking; same inputs and seed give the same plan. */
  readonly seed: number;
  /** False leaves out what is answered beside the plan (prices, runner-ups, break-evens, conflict, repair). Default true. */
  readonly answers?: boolean;
  /** Somebody waits: the search begins with its quickest rounding and still ends within the gap. Default false. */
  readonly haste?: boolean;
}

export interface PlanInput {
  readonly scenario: ResolvedScenario;
  readonly rates: RateTable;
  /** Asks the rules; bound to rulebook, catalog and licences of the scenario. */
  readonly judge: Judge;
  /** What the plan is consistent with: ids of the rules known on the as-of date and their hash. */
  readonly ruleSet: { readonly hash: string; readonly rules: readonly string[] };
  readonly catalogHash: string;
  readonly sources: ReadonlyMap<string, Source>;
  /** Version of this package, for the record. */
  readonly version: string;
  readonly options: PlanOptions;
  readonly solver: Solver;
  /** What a plan that is made anew takes over, for the record; the scenario is cut to what lies ahead. */
  readonly taken?: PlanReplan | undefined;
  /** Orders that are settled already, by line id: systems, for instance by a plan over many futures. */
  readonly settled?: ReadonlyMap<string, number> | undefined;
  readonly onProgress?: (progress: SearchProgress) => void;
  readonly signal?: AbortSignal;
}

/** What the search gave: the program, the solver's word on it, and the plan read back where there is one. */
export interface SearchAnswer {
  readonly built: BuiltProgram;
  readonly found: PlanFound;
  readonly solution: Solution | undefined;
}
