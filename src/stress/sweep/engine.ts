import type { Diagnostic } from '../../diagnostics/index.ts';
import type { SweepFolder } from './folder.ts';
import type { SweepProgress } from './progress.ts';

/** How a run of an engine ended. Whatever it says, finished chunks lie in the folder. */
export type RunEnd =
  | { readonly end: 'done' | 'paused' | 'cancelled' | 'interrupted' }
  | { readonly end: 'failed'; readonly problems: readonly Diagnostic[] };

/** Who looks on while an engine works, and may stop it. */
export interface Watch {
  /** Aborting it ends the run; finished chunks are kept. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: SweepProgress) => void;
}

/** Something that works on the missing chunks of a folder until none is missing. */
export interface SweepEngine {
  run(folder: SweepFolder, watch: Watch): Promise<RunEnd>;
}
