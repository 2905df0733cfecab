import { createHash, randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { canonicalJson } from '../../evidence/index.ts';
import { Feed } from '../events/feed.ts';
import type { JobProgress, JobView } from './job.ts';
import type { JobBook, JobEnd, JobRow, JobSearch } from './job-book.ts';
import { endOf } from './job-end.ts';
import { viewOf } from './job-view.ts';
import type { JobWish, Submitted } from './job-wish.ts';
import type { JobRunner } from './runner.ts';

/** What a queue needs. */
export interface JobQueueOptions {
  readonly book: JobBook;
  readonly runner: JobRunner;
  readonly log: Logger;
  /** Jobs that run at a time. */
  readonly atOnce: number;
  /** Jobs that may wait; more are refused. */
  readonly mostWaiting: number;
  /** Differs between runs of the server; part of the ids of events. */
  readonly run: string;
  readonly now: () => Date;
}

/** A job whose process died so often is not tried again. */
const mostStarts = 3;
/** Feeds of ended jobs that are kept for readers that come back. */
const keptFeeds = 200;
/** Milliseconds after which a server says again that it lives, and looks for jobs that others left. */
const heartbeat = 5000;
/** Milliseconds between two notes of progress in the book. */
const notePeriod = 2000;

/**
 * Jobs that wait, run and end.
 *
 * ```
 * submit → queued → running → succeeded · failed · cancelled
 *             ↑________│ the server stopped, or the process that ran it died
 * ```
 *
 * What is acknowledged is in the book; a queue that starts takes up what an earlier one left.
 */
export class JobQueue {
  readonly #options: JobQueueOptions;
  readonly #feeds = new Map<string, Feed>();
  readonly #running = new Map<string, { readonly cancel: AbortController; ended: Promise<void> }>();
  readonly #everything: Feed;
  #pumping: Promise<void> | undefined;
  #again = false;
  #closed = false;
  #beat: NodeJS.Timeout | undefined;

  constructor(options: JobQueueOptions) {
    this.#options = options;
    this.#everything = new Feed(options.run);
  }

  /** Changes of state of all jobs. */
  get changes(): Feed {
    return this.#everything;
  }

  get runningCount(): number {
    return this.#running.size;
  }

  countWaiting(): Promise<number> {
    return this.#options.book.countWaiting();
  }

  /** Takes up what an earlier run of the server left: what ran is run again, what waits goes on waiting. */
  async start(): Promise<void> {
    await this.#takeUp();
    this.#beat = setInterval(() => {
      this.#options.book
        .hold()
        .then((cancelled) => {
          for (const id of cancelled) this.#running.get(id)?.cancel.abort();
          return this.#takeUp();
        })
        .catch((error: unknown) => this.#options.log.error({ err: error }, 'the store does not answer'));
    }, heartbeat);
  }

  async #takeUp(): Promise<void> {
    for (const job of await this.#options.book.releaseOrphans()) {
      this.#options.log.info({ job: job.id, starts: job.starts }, 'job of a server that is gone waits again');
      this.#tell(job);
    }
    this.#pump();
  }

  /** Stops taking jobs and ends those under way; the next start runs them again. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#beat);
    await this.#pumping;
    this.#options.runner.close();
    await Promise.all([...this.#running.values()].map(({ ended }) => ended));
  }

  async submit(wish: JobWish): Promise<Submitted> {
    const { book, now, mostWaiting } = this.#options;
    const at = now();
    const row: JobRow = {
      id: newId(at),
      kind: wish.kind,
      state: 'queued',
      title: wish.title,
      by: wish.by,
      createdAt: at.toISOString(),
      startedAt: null,
      finishedAt: null,
      starts: 0,
      progress: null,
      summary: null,
      problem: null,
      hasResult: false,
    };
    const input = JSON.stringify({ ...wish.input, mostSeconds: wish.mostSeconds });
    const inputHash = createHash('sha256')
      .update(canonicalJson([wish.kind, wish.asked ?? wish.input]))
      .digest('hex');
    if ((await book.countWaiting()) >= mostWaiting) return { kind: 'full' };
    const added = await book.add(row, { input, inputHash, key: wish.idempotencyKey });
    if (!added.same) return { kind: 'other' };
    if (added.added) {
      this.#tell(added.job);
      this.#pump();
    }
    return { kind: added.added ? 'added' : 'known', job: viewOf(added.job) };
  }

  async get(id: string): Promise<JobView | undefined> {
    const row = await this.#options.book.get(id);
    return row && viewOf(row);
  }

  async list(search: JobSearch): Promise<readonly JobView[]> {
    return (await this.#options.book.list(search)).map(viewOf);
  }

  result(id: string): Promise<string | undefined> {
    return this.#options.book.result(id);
  }

  input(id: string): Promise<string | undefined> {
    return this.#options.book.input(id);
  }

  /** Events of one job: `state` with the job, `progress`. */
  feedOf(id: string): Feed {
    const known = this.#feeds.get(id);
    if (known) return known;
    const feed = new Feed(this.#options.run);
    this.#feeds.set(id, feed);
    for (const old of this.#feeds.keys()) {
      if (this.#feeds.size <= keptFeeds) break;
      if (!this.#running.has(old)) this.#feeds.delete(old);
    }
    return feed;
  }

  /**
   * Ends a job with what there is of its answer; one that waits ends at once, one that runs on another server of the store
   * within seconds. The job as it then is.
   */
  async cancel(id: string): Promise<JobView | undefined> {
    const running = this.#running.get(id);
    if (running) running.cancel.abort();
    else if ((await this.#options.book.get(id))?.state === 'queued') {
      await this.#end(id, { state: 'cancelled', at: this.#at(), result: null, summary: null, problem: null });
    } else await this.#options.book.askCancel(id);
    return this.get(id);
  }

  /** Forgets a job that has ended; false where it has not. */
  async remove(id: string): Promise<boolean> {
    const row = await this.#options.book.get(id);
    if (row === undefined || row.finishedAt === null) return false;
    await this.#options.book.remove(id);
    this.#feeds.delete(id);
    return true;
  }

  /** Starts waiting jobs while there is room; one look at a time, and one more where something came meanwhile. */
  #pump(): void {
    if (this.#pumping !== undefined) {
      this.#again = true;
      return;
    }
    this.#pumping = this.#startWaiting()
      .catch((error: unknown) => this.#options.log.error({ err: error }, 'jobs cannot be started'))
      .finally(() => {
        this.#pumping = undefined;
        if (this.#again) {
          this.#again = false;
          this.#pump();
        }
      });
  }

  async #startWaiting(): Promise<void> {
    const { book, atOnce } = this.#options;
    while (!this.#closed && this.#running.size < atOnce) {
      const [next] = await book.waiting(1);
      if (next === undefined) return;
      // Known as running before it is taken, so that a cancel in between is not lost.
      const slot = { cancel: new AbortController(), ended: Promise.resolve() };
      this.#running.set(next.id, slot);
      const job = await book.take(next.id, this.#at()).catch((error: unknown) => {
        this.#running.delete(next.id);
        throw error;
      });
      if (job === undefined) {
        this.#running.delete(next.id);
        continue;
      }
      this.#tell(job);
      slot.ended = this.#runJob(job, slot.cancel.signal)
        .catch((error: unknown) => this.#options.log.error({ err: error, job: job.id }, 'job was lost'))
        .finally(() => {
          this.#running.delete(job.id);
          this.#pump();
        });
    }
  }

  async #runJob(job: JobRow, signal: AbortSignal): Promise<void> {
    const { book, runner } = this.#options;
    const input = (await book.input(job.id)) ?? '{}';
    const { mostSeconds } = JSON.parse(input) as { readonly mostSeconds: number };
    const feed = this.feedOf(job.id);
    let noted = 0;
    /** The last note under way: a job does not end before it, or the note would be refused. */
    let note: Promise<unknown> = Promise.resolve();
    const onProgress = (progress: JobProgress): void => {
      feed.publish('progress', progress);
      const now = this.#options.now().getTime();
      if (now - noted < notePeriod) return;
      noted = now;
      note = book
        .progress(job.id, progress)
        .catch((error: unknown) => this.#options.log.error({ err: error }, 'progress was not noted'));
    };
    const outcome = await runner.run(
      { id: job.id, kind: job.kind, input, mostSeconds },
      { signal, onProgress },
    );
    await note;
    if (outcome.kind === 'died' && !signal.aborted) {
      if (!this.#closed)
        this.#options.log.warn({ job: job.id, starts: job.starts, why: outcome.why }, 'job died');
      if (job.starts < mostStarts || this.#closed) {
        const back = await book.release(job.id);
        if (back) this.#tell(back);
        return;
      }
    }
    await this.#end(job.id, endOf(outcome, job, signal.aborted, this.#at()));
  }

  async #end(id: string, end: JobEnd): Promise<void> {
    const row = await this.#options.book.end(id, end);
    if (row) this.#tell(row);
  }

  #tell(row: JobRow): void {
    const job = viewOf(row);
    this.feedOf(row.id).publish('state', job);
    this.#everything.publish('job', job);
    this.#options.log.info({ job: row.id, kind: row.kind, state: row.state }, 'job');
  }

  #at(): string {
    return this.#options.now().toISOString();
  }
}

/** Ids sort by time: milliseconds in base 36, then chance. */
function newId(at: Date): string {
  return `${at.getTime().toString(36).padStart(9, '0')}${randomBytes(8).toString('hex').slice(0, 11)}`;
}
