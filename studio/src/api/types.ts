// Answers of the server as the studio reads them; `GET /openapi.json` has the whole of each.
import type { Trouble } from './problem.ts';

export interface ScenarioEntry {
  readonly name: string;
  readonly title: string | null;
  readonly etag: string;
  readonly modified: string;
}

export interface Validation {
  readonly ok: boolean;
  readonly title: string | null;
  readonly variants: readonly string[];
  readonly diagnostics: readonly Trouble[];
}

export interface JobProgress {
  readonly text: string;
  readonly part: number | null;
  readonly seconds: number;
  readonly incumbent: number | null;
  readonly bound: number | null;
  readonly gap: number | null;
}

export interface Job {
  readonly id: string;
  readonly kind: string;
  readonly state: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';
  readonly title: string;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly progress: JobProgress | null;
  readonly summary: Readonly<Record<string, unknown>> | null;
  readonly result: string | null;
  readonly problem: { readonly detail: string; readonly diagnostics: readonly Trouble[] } | null;
}

export interface PlanFileEntry {
  readonly name: string;
  readonly title: string;
  readonly scenario: string;
  readonly variant: string | null;
  readonly asOf: string;
  readonly status: string;
  readonly cost: number | null;
  readonly currency: string;
  readonly lines: number;
  readonly modified: string;
  readonly etag: string;
}

/** A plan one can open: the result of a job or a file of the folder. */
export interface PlanEntry {
  /** `job:ID` or `file:NAME`. */
  readonly id: string;
  readonly title: string;
  readonly says: string;
  readonly scenario: string;
  readonly status: string;
  readonly cost: number | null;
  readonly currency: string;
  readonly lines: number;
  readonly modified: string;
  /** State of a file. */
  readonly etag?: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}
