import type { System } from '../../catalog/index.ts';
import type { Use } from '../../rules/index.ts';
import type { ResolvedRun, ResolvedScenario, ResolvedService, ResolvedSite } from '../../scenario/index.ts';
import type { RateTable } from '../../performance/index.ts';
import type { Candidate, JudgedLines, Standing } from '../candidates/index.ts';
import type { LimitRow, Program } from './program.ts';

/** Stock of one system at one site with the same permitted uses. */
export interface Pool {
  readonly system: System;
  readonly site: ResolvedSite;
  readonly uses: readonly Use[];
  /** Systems that stand without being decided, per quarter. */
  readonly fixed: readonly number[];
  /** Column of the stock per quarter; undefined while nothing can stand. */
  readonly stock: readonly (number | undefined)[];
}

/** A candidate in the program, in the pool it adds to. */
export interface Line {
  readonly candidate: Candidate;
  readonly uses: readonly Use[];
  readonly pool: number;
  readonly column: number;
}

/** Pools of one system whose sites may serve the same services: placing work needs no finer split. */
export interface PlacementClass {
  readonly system: System;
  readonly pools: readonly number[];
  readonly services: readonly string[];
}

export interface ServicePlacement {
  readonly class: number;
  readonly service: ResolvedService;
  readonly quarter: number;
  readonly column: number;
  /** Requests/s of one system. */
  readonly rate: number;
}

export interface RunPlacement {
  readonly pool: number;
  readonly run: ResolvedRun;
  readonly quarter: number;
  readonly column: number;
  /** Useful FLOP/s of one system. */
  readonly rate: number;
}

/** Yes or no: the run works on this system at this site. */
export interface RunChoice {
  readonly run: ResolvedRun;
  readonly system: System;
  readonly site: ResolvedSite;
  readonly column: number;
}

export interface CapacityRow {
  readonly pools: readonly number[];
  readonly quarter: number;
  readonly row: number;
}

/** What every column and named row of a program means. */
export interface Layout {
  readonly lines: readonly Line[];
  readonly pools: readonly Pool[];
  readonly standing: readonly (Standing & { readonly uses: readonly Use[] })[];
  readonly classes: readonly PlacementClass[];
  readonly servicePlacements: readonly ServicePlacement[];
  readonly runPlacements: readonly RunPlacement[];
  readonly choices: readonly RunChoice[];
  /** Rows of work placed ≤ usable stock: of each class for services, of each pool for runs. */
  readonly capacityRows: readonly CapacityRow[];
  readonly limits: readonly LimitRow[];
  /** Candidates left out: no use is permitted, or there is no work they could do. */
  readonly blocked: readonly Candidate[];
  readonly useless: readonly Candidate[];
}

export interface BuiltProgram {
  readonly input: BuildInput;
  readonly program: Program;
  readonly layout: Layout;
}

/** What is built from, and what of it is waived. */
export interface BuildInput {
  readonly scenario: ResolvedScenario;
  readonly rates: RateTable;
  readonly judged: JudgedLines;
  /** Rules taken to be answered by a licence. */
  readonly waived: ReadonlySet<string>;
  /** Limits (or groups of limits) that do not bind. */
  readonly dropped: ReadonlySet<string>;
  /** Runs whose gang is held to its minimum in every quarter in which it works. */
  readonly gangs: ReadonlySet<string>;
  /** Orders that are settled already, by line: systems. What is not among them is free. */
  readonly settled?: ReadonlyMap<string, number> | undefined;
}
