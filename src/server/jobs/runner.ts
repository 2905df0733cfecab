import type { Diagnostic } from '../../diagnostics/index.ts';
import type { JobKind, JobProgress } from './job.ts';

/** What a runner is given. */
export interface JobTask {
  readonly id: string;
  readonly kind: JobKind;
  /** JSON, as `Asking` keeps it. */
  readonly input: string;
  /** Seconds after which it is ended by force. */
  readonly mostSeconds: number;
}

/** What became of a job. */
export type JobOutcome =
  /** The answer; of a cancelled job what there was of it. */
  | { readonly kind: 'done'; readonly result: string; readonly summary: Readonly<Record<string, unknown>> }
  /** The input cannot be used. */
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] }
  /** Cancelled before there was anything. */
  | { readonly kind: 'nothing' }
  /** Whoever ran it ended without a word. */
  | { readonly kind: 'died'; readonly why: string };

/** Runs jobs somewhere else than on the thread that answers requests. */
export interface JobRunner {
  /** Aborting the signal ends the job with what there is of its answer. */
  run(
    task: JobTask,
    hooks: { readonly signal: AbortSignal; readonly onProgress: (progress: JobProgress) => void },
  ): Promise<JobOutcome>;
  /** Ends everything at once; jobs under way end as `died`. */
  close(): void;
}
