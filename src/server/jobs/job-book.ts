import type { Problem } from '../http/problem.ts';
import type { JobKind, JobProgress, JobState } from './job.ts';

/** A job as it is kept. */
export interface JobRow {
  readonly id: string;
  readonly kind: JobKind;
  readonly state: JobState;
  readonly title: string;
  readonly by: string | null;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly starts: number;
  readonly progress: JobProgress | null;
  readonly summary: Readonly<Record<string, unknown>> | null;
  readonly problem: Problem | null;
  readonly hasResult: boolean;
}

/** What is kept of how a job was asked for. */
export interface Asking {
  /** All that is needed to run it, JSON: texts, not names, so that it runs the same after edits and restarts. */
  readonly input: string;
  /** SHA-256 of what was sent, to tell a repeated request from another one with the same key. */
  readonly inputHash: string;
  /** Idempotency key, unique per user. */
  readonly key: string | undefined;
}

/** What is looked for in a list of jobs: newest first, behind the one with this key. */
export interface JobSearch {
  readonly state?: JobState | undefined;
  readonly kind?: JobKind | undefined;
  readonly before?: string | undefined;
  readonly limit: number;
}

/** How a job ended. */
export interface JobEnd {
  readonly state: 'succeeded' | 'failed' | 'cancelled';
  readonly at: string;
  readonly result: string | null;
  readonly summary: Readonly<Record<string, unknown>> | null;
  readonly problem: Problem | null;
}

/** Where jobs are kept. Ids are in order of time. */
export interface JobBook {
  /** Adds a job; where its key was used before, gives that job and whether it asked for the same. */
  add(
    job: JobRow,
    asking: Asking,
  ): Promise<{ readonly job: JobRow; readonly same: boolean; readonly added: boolean }>;
  get(id: string): Promise<JobRow | undefined>;
  list(search: JobSearch): Promise<readonly JobRow[]>;
  input(id: string): Promise<string | undefined>;
  result(id: string): Promise<string | undefined>;
  /** Jobs that wait, oldest first. */
  waiting(limit: number): Promise<readonly JobRow[]>;
  countWaiting(): Promise<number>;
  /** Takes a waiting job to run it; undefined where another took it or it waits no longer. */
  take(id: string, at: string): Promise<JobRow | undefined>;
  /** Says that this server lives and goes on running what it has taken; gives the jobs that others asked to cancel. */
  hold(): Promise<readonly string[]>;
  /** Asks the server that runs a job to cancel it. */
  askCancel(id: string): Promise<void>;
  /** Puts a job that this server runs back to wait. */
  release(id: string): Promise<JobRow | undefined>;
  /** Puts running jobs whose server is gone back to wait; returns them. */
  releaseOrphans(): Promise<readonly JobRow[]>;
  progress(id: string, progress: JobProgress): Promise<void>;
  end(id: string, end: JobEnd): Promise<JobRow | undefined>;
  remove(id: string): Promise<void>;
}
