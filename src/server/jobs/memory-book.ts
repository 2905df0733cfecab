import type { Asking, JobBook, JobEnd, JobRow, JobSearch } from './job-book.ts';
import type { JobProgress } from './job.ts';

/** Jobs kept in memory: gone when the process ends. */
export class MemoryJobBook implements JobBook {
  readonly #jobs = new Map<string, { row: JobRow; readonly asking: Asking; result: string | undefined }>();

  async add(job: JobRow, asking: Asking): ReturnType<JobBook['add']> {
    const known = [...this.#jobs.values()].find(
      ({ row, asking: other }) => asking.key !== undefined && other.key === asking.key && row.by === job.by,
    );
    if (known) return { job: known.row, same: known.asking.inputHash === asking.inputHash, added: false };
    this.#jobs.set(job.id, { row: job, asking, result: undefined });
    return { job, same: true, added: true };
  }

  async get(id: string): Promise<JobRow | undefined> {
    return this.#jobs.get(id)?.row;
  }

  async list({ state, kind, before, limit }: JobSearch): Promise<readonly JobRow[]> {
    return [...this.#jobs.values()]
      .map(({ row }) => row)
      .filter((row) => state === undefined || row.state === state)
      .filter((row) => kind === undefined || row.kind === kind)
      .filter((row) => before === undefined || row.id < before)
      .toSorted((a, b) => (a.id < b.id ? 1 : -1))
      .slice(0, limit);
  }

  async input(id: string): Promise<string | undefined> {
    return this.#jobs.get(id)?.asking.input;
  }

  async result(id: string): Promise<string | undefined> {
    return this.#jobs.get(id)?.result;
  }

  async waiting(limit: number): Promise<readonly JobRow[]> {
    const queued = await this.list({ state: 'queued', limit: Infinity });
    return queued.toReversed().slice(0, limit);
  }

  async countWaiting(): Promise<number> {
    return (await this.waiting(Infinity)).length;
  }

  async take(id: string, at: string): Promise<JobRow | undefined> {
    const kept = this.#jobs.get(id);
    if (kept?.row.state !== 'queued') return undefined;
    kept.row = { ...kept.row, state: 'running', startedAt: at, starts: kept.row.starts + 1 };
    return kept.row;
  }

  async release(id?: string): Promise<readonly JobRow[]> {
    const running = await this.list({ state: 'running', limit: Infinity });
    return running
      .filter((row) => id === undefined || row.id === id)
      .map((row) => this.#change(row.id, { state: 'queued' }))
      .filter((row) => row !== undefined);
  }

  async progress(id: string, progress: JobProgress): Promise<void> {
    this.#change(id, { progress });
  }

  async end(id: string, { state, at, result, summary, problem }: JobEnd): Promise<JobRow | undefined> {
    const kept = this.#jobs.get(id);
    if (kept) kept.result = result ?? undefined;
    return this.#change(id, { state, finishedAt: at, summary, problem, hasResult: result !== null });
  }

  async remove(id: string): Promise<void> {
    this.#jobs.delete(id);
  }

  #change(id: string, change: Partial<JobRow>): JobRow | undefined {
    const kept = this.#jobs.get(id);
    if (kept) kept.row = { ...kept.row, ...change };
    return kept?.row;
  }
}
