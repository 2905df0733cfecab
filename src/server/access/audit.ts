import { randomBytes } from 'node:crypto';
import type { Store } from '../../store/index.ts';

/** One thing somebody asked for that changes something. */
export interface AuditEntry {
  readonly id: string;
  readonly at: string;
  readonly user: string;
  /** Id of the token; null for a command. */
  readonly token: string | null;
  readonly action: string;
  readonly target: string;
  /** HTTP status; 100: it began (the entry of its end has the same request); 0: a command. */
  readonly status: number;
  readonly request: string;
}

/** Who asked for which change, kept in the store, where it can only be added to. */
export class Audit {
  readonly #store: Store;
  readonly #now: () => Date;

  constructor(store: Store, now: () => Date) {
    this.#store = store;
    this.#now = now;
  }

  async add(entry: Omit<AuditEntry, 'id' | 'at'>): Promise<void> {
    const at = this.#now();
    const { user, token, action, target, status, request } = entry;
    await this.#store.db
      .insertInto('audit')
      .values({
        id: `${at.getTime().toString(36).padStart(9, '0')}${randomBytes(6).toString('hex')}`,
        at: at.toISOString(),
        user_name: user,
        token,
        action,
        target,
        status,
        request,
      })
      .execute();
  }

  /** Entries, newest first, older than the one of this id. */
  async list(search: {
    readonly before: string | undefined;
    readonly limit: number;
  }): Promise<readonly AuditEntry[]> {
    const rows = await this.#store.db
      .selectFrom('audit')
      .selectAll()
      .$if(search.before !== undefined, (query) => query.where('id', '<', search.before ?? ''))
      .orderBy('id', 'desc')
      .limit(search.limit)
      .execute();
    return rows.map(({ user_name: user, ...row }) => ({ ...row, user }));
  }
}
