import type { Diagnostic } from '../diagnostics/index.ts';
import type { PlanFile } from '../plan/index.ts';

/** One document of a hand-off. */
export interface ExportedFile {
  /** Name inside the export, with forward slashes, e.g. `2025Q1/cluster-queues.yaml`. */
  readonly path: string;
  /** Text is written as UTF-8. */
  readonly content: string | Uint8Array;
}

/** What a hand-off may know besides the plan. */
export interface ExportContext {
  /** The plan that this one replaces, where there is one: what it no longer orders is superseded. */
  readonly previous?: PlanFile;
}

/** Compression and hashing of the platform may be asynchronous. */
export type Awaitable<T> = T | Promise<T>;

/**
 * One way to hand a plan over. `files` is a pure function of the plan: the same plan gives the same bytes, on any day
 * and machine. `validate` looks at nothing but the files, as the system that takes them would.
 */
export interface ExportFormat {
  /** Word of the command: `fleetwright export NAME PLAN`. */
  readonly name: string;
  /** What it is and who takes it, in one line. */
  readonly summary: string;
  /** `file`: one document, written under the name the user gives; `folder`: documents in a folder of that name. */
  readonly shape: 'file' | 'folder';
  readonly files: (plan: PlanFile, context?: ExportContext) => Awaitable<readonly ExportedFile[]>;
  /** Everything that the taker would refuse or misread. Empty: valid. */
  readonly validate: (files: readonly ExportedFile[]) => Awaitable<readonly Diagnostic[]>;
}
