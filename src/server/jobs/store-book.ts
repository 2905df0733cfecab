import { hostname } from 'node:os';
import type { Selectable } from 'kysely';
import type { Store, StoreTables } from '../../store/index.ts';
import type { Problem } from '../http/problem.ts';
import type { Asking, JobBook, JobEnd, JobRow, JobSearch } from './job-book.ts';
import type { JobKind, JobProgress, JobState } from './job.ts';

const columns = [
  'id',
  'kind',
  'state',
  'title',
  'created_by',
  'created_at',
  'started_at',
  'finished_at',
  'starts',
  'progress',
  'summary',
  'problem',
] as const;

type Found = Pick<Selectable<StoreTables['jobs']>, (typeof columns)[number]> & {
  readonly has_result: number;
};

/** Milliseconds a server is believed to live after it last said so. */
const lease = 20_000;

/** Holders of this very process: others of its number are from before it. */
const ownHolders = new Set<string>();

/**
 * Jobs in the store. A running job is held by the server that runs it for a while that it renews, so that of several
 * servers on one store each job runs on one, and none is lost with the server it ran on. A server of this machine whose
 * process is gone is not waited for.
 */
export class StoreJobBook implements JobBook {
  readonly #store: Store;
  readonly #self: string;
  readonly #now: () => Date;

  /** @param run differs between runs of the server */
  constructor(store: Store, run: string, now: () => Date) {
    this.#store = store;
    this.#self = `${hostname()}:${process.pid}:${run}`;
    ownHolders.add(this.#self);
    this.#now = now;
  }

  async add(job: JobRow, { input, inputHash, key }: Asking): ReturnType<JobBook['add']> {
    const owner = job.by ?? '';
    const added = await this.#store.db
      .insertInto('jobs')
      .values({
        id: job.id,
        kind: job.kind,
        state: job.state,
        title: job.title,
        created_by: job.by,
        created_at: job.createdAt,
        started_at: null,
        finished_at: null,
        starts: 0,
        progress: null,
        summary: null,
        problem: null,
        input,
        input_hash: inputHash,
        key_owner: owner,
        idempotency_key: key ?? null,
        held_by: null,
        held_until: null,
        result: null,
        cancel_asked: 0,
      })
      .onConflict((conflict) => conflict.columns(['key_owner', 'idempotency_key']).doNothing())
      .executeTakeFirst();
    if (added.numInsertedOrUpdatedRows !== 0n) return { job, same: true, added: true };
    const known = await this.#jobs()
      .select('input_hash')
      .where('key_owner', '=', owner)
      .where('idempotency_key', '=', key ?? '')
      .executeTakeFirst();
    // Between the two statements it may have been removed: then the key is free again.
    if (known === undefined) return this.add(job, { input, inputHash, key });
    return { job: rowOf(known), same: known.input_hash === inputHash, added: false };
  }

  async get(id: string): Promise<JobRow | undefined> {
    const found = await this.#jobs().where('id', '=', id).executeTakeFirst();
    return found && rowOf(found);
  }

  async list({ state, kind, before, limit }: JobSearch): Promise<readonly JobRow[]> {
    const found = await this.#jobs()
      .$if(state !== undefined, (query) => query.where('state', '=', state ?? ''))
      .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? ''))
      .$if(before !== undefined, (query) => query.where('id', '<', before ?? ''))
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return found.map(rowOf);
  }

  async input(id: string): Promise<string | undefined> {
    const found = await this.#store.db
      .selectFrom('jobs')
      .select('input')
      .where('id', '=', id)
      .executeTakeFirst();
    return found?.input;
  }

  async result(id: string): Promise<string | undefined> {
    const found = await this.#store.db
      .selectFrom('jobs')
      .select('result')
      .where('id', '=', id)
      .executeTakeFirst();
    return found?.result ?? undefined;
  }

  async waiting(limit: number): Promise<readonly JobRow[]> {
    const found = await this.#jobs().where('state', '=', 'queued').orderBy('id').limit(limit).execute();
    return found.map(rowOf);
  }

  async countWaiting(): Promise<number> {
    const { count } = await this.#store.db
      .selectFrom('jobs')
      .select((select) => select.fn.countAll().as('count'))
      .where('state', '=', 'queued')
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  async take(id: string, at: string): Promise<JobRow | undefined> {
    const { numUpdatedRows } = await this.#store.db
      .updateTable('jobs')
      .set((set) => ({
        state: 'running',
        started_at: at,
        starts: set('starts', '+', 1),
        held_by: this.#self,
        held_until: this.#until(),
      }))
      .where('id', '=', id)
      .where('state', '=', 'queued')
      .executeTakeFirst();
    return numUpdatedRows === 0n ? undefined : this.get(id);
  }

  async hold(): Promise<readonly string[]> {
    await this.#store.db
      .updateTable('jobs')
      .set({ held_until: this.#until() })
      .where('state', '=', 'running')
      .where('held_by', '=', this.#self)
      .execute();
    const cancelled = await this.#store.db
      .selectFrom('jobs')
      .select('id')
      .where('state', '=', 'running')
      .where('held_by', '=', this.#self)
      .where('cancel_asked', '=', 1)
      .execute();
    return cancelled.map(({ id }) => id);
  }

  async askCancel(id: string): Promise<void> {
    await this.#store.db
      .updateTable('jobs')
      .set({ cancel_asked: 1 })
      .where('id', '=', id)
      .where('state', '=', 'running')
      .execute();
  }

  async release(id: string): Promise<JobRow | undefined> {
    return this.#release(id, this.#self);
  }

  async releaseOrphans(): Promise<readonly JobRow[]> {
    const running = await this.#store.db
      .selectFrom('jobs')
      .select(['id', 'held_by', 'held_until'])
      .where('state', '=', 'running')
      .execute();
    const now = this.#now().toISOString();
    const back: JobRow[] = [];
    for (const { id, held_by: holder, held_until: until } of running) {
      if (holder === this.#self || ((until ?? '') >= now && !isGone(holder))) continue;
      const row = await this.#release(id, holder);
      if (row) back.push(row);
    }
    return back;
  }

  async progress(id: string, progress: JobProgress): Promise<void> {
    await this.#store.db
      .updateTable('jobs')
      .set({ progress: JSON.stringify(progress) })
      .where('id', '=', id)
      .where('held_by', '=', this.#self)
      .execute();
  }

  async end(id: string, { state, at, result, summary, problem }: JobEnd): Promise<JobRow | undefined> {
    const { numUpdatedRows } = await this.#store.db
      .updateTable('jobs')
      .set({
        state,
        finished_at: at,
        result,
        summary: summary && JSON.stringify(summary),
        problem: problem && JSON.stringify(problem),
        held_by: null,
        held_until: null,
      })
      .where('id', '=', id)
      .where((where) => where.or([where('held_by', '=', this.#self), where('state', '=', 'queued')]))
      .executeTakeFirst();
    return numUpdatedRows === 0n ? undefined : this.get(id);
  }

  async remove(id: string): Promise<void> {
    await this.#store.db
      .deleteFrom('jobs')
      .where('id', '=', id)
      .where('finished_at', 'is not', null)
      .execute();
  }

  async #release(id: string, holder: string | null): Promise<JobRow | undefined> {
    const { numUpdatedRows } = await this.#store.db
      .updateTable('jobs')
      .set({ state: 'queued', held_by: null, held_until: null })
      .where('id', '=', id)
      .where('state', '=', 'running')
      .where('held_by', 'is not distinct from', holder)
      .executeTakeFirst();
    return numUpdatedRows === 0n ? undefined : this.get(id);
  }

  #jobs() {
    return this.#store.db
      .selectFrom('jobs')
      .select(columns)
      .select((select) => select.case().when('result', 'is', null).then(0).else(1).end().as('has_result'));
  }

  #until(): string {
    return new Date(this.#now().getTime() + lease).toISOString();
  }
}

/** True when a holder was a process of this machine that is no longer there, or had this process's number before it. */
function isGone(holder: string | null): boolean {
  const [host, pid] = holder?.split(':') ?? [];
  if (host !== hostname() || pid === undefined) return false;
  if (Number(pid) === process.pid) return !ownHolders.has(holder ?? '');
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function rowOf(found: Found): JobRow {
  return {
    id: found.id,
    kind: found.kind as JobKind,
    state: found.state as JobState,
    title: found.title,
    by: found.created_by,
    createdAt: found.created_at,
    startedAt: found.started_at,
    finishedAt: found.finished_at,
    starts: found.starts,
    progress: parsed(found.progress) as JobProgress | null,
    summary: parsed(found.summary) as Record<string, unknown> | null,
    problem: parsed(found.problem) as Problem | null,
    hasResult: found.has_result === 1,
  };
}

function parsed(text: string | null): unknown {
  return text === null ? null : JSON.parse(text);
}
