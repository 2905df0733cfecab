import type { JobKind, JobView } from './job.ts';

/** A job that is asked for. */
export interface JobWish {
  readonly kind: JobKind;
  readonly title: string;
  readonly by: string | null;
  /** All that is needed to run it; plain data. */
  readonly input: object;
  readonly mostSeconds: number;
  /** What the client sent, where that is not the input itself: tells a repeated request from another one. */
  readonly asked?: unknown;
  readonly idempotencyKey: string | undefined;
}

/** What became of asking for a job. */
export type Submitted =
  | { readonly kind: 'added' | 'known'; readonly job: JobView }
  /** The key was used for another request. */
  | { readonly kind: 'other' }
  | { readonly kind: 'full' };
