import type { Diagnostic } from '../../diagnostics/index.ts';
import type { Store, StoreTransaction } from '../../store/index.ts';
import { NotNow } from '../compute/compute.ts';
import { trouble } from '../messages.ts';
import type { Principal, Role } from './roles.ts';
import { fingerprint, fits, makeToken, splitToken, type TokenCost } from './secrets.ts';

/** A user. */
export interface User {
  readonly name: string;
  readonly roles: Role[];
  readonly disabled: boolean;
  readonly createdAt: string;
  readonly createdBy: string;
}

/** A token, without its secret. */
export interface TokenRow {
  readonly id: string;
  readonly user: string;
  readonly label: string;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
}

/** Names of users: what file systems, headers and people can all take. */
export const userPattern = /^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/u;

/** Verified tokens that need not be verified again for a while. */
const mostRemembered = 1000;
/** Tokens verified at a time, as each takes memory and a core for a while. */
const mostVerifying = 8;
/** Milliseconds a verified token is remembered. What may be revoked is looked up at every request all the same. */
const remembered = 60_000;

/** The users of a server and their tokens, in its store. */
export class Team {
  readonly #store: Store;
  readonly #now: () => Date;
  /** By fingerprint: until when it counts, and whether it was right; many requests with one token verify it once. */
  readonly #verified = new Map<string, { readonly until: number; readonly right: Promise<boolean> }>();
  #verifying = 0;

  readonly #cost: TokenCost | undefined;

  constructor(store: Store, now: () => Date, cost?: TokenCost) {
    this.#store = store;
    this.#now = now;
    this.#cost = cost;
  }

  /** Who a token stands for; undefined where it is none, has expired, was revoked, or its user is disabled. */
  async authenticate(token: string): Promise<Principal | undefined> {
    const parts = splitToken(token);
    if (parts === undefined) return undefined;
    const row = await this.#store.db
      .selectFrom('tokens')
      .innerJoin('users', 'users.name', 'tokens.user_name')
      .select([
        'tokens.hash',
        'tokens.expires_at',
        'tokens.revoked_at',
        'users.name',
        'users.roles',
        'users.disabled',
      ])
      .where('tokens.id', '=', parts.id)
      .executeTakeFirst();
    if (row === undefined || row.revoked_at !== null || row.disabled === 1) return undefined;
    const now = this.#now();
    if (row.expires_at !== null && row.expires_at <= now.toISOString()) return undefined;
    if (!(await this.#isRight(parts.secret, row.hash, now.getTime()))) return undefined;
    return { name: row.name, roles: rolesOf(row.roles), token: parts.id };
  }

  #isRight(secret: string, hash: string, now: number): Promise<boolean> {
    const mark = fingerprint(`${secret} ${hash}`);
    const known = this.#verified.get(mark);
    if (known !== undefined && known.until > now) return known.right;
    if (this.#verifying >= mostVerifying) throw new NotNow('busy');
    if (this.#verified.size >= mostRemembered) this.#verified.clear();
    this.#verifying += 1;
    const right = fits(secret, hash).finally(() => {
      this.#verifying -= 1;
    });
    this.#verified.set(mark, { until: now + remembered, right });
    return right;
  }

  async users(): Promise<readonly User[]> {
    const rows = await this.#store.db.selectFrom('users').selectAll().orderBy('name').execute();
    return rows.map((row) => ({
      name: row.name,
      roles: rolesOf(row.roles),
      disabled: row.disabled === 1,
      createdAt: row.created_at,
      createdBy: row.created_by,
    }));
  }

  /** Adds a user; undefined where there is one of this name. */
  async addUser(name: string, roles: readonly Role[], by: string): Promise<User | undefined> {
    const { numInsertedOrUpdatedRows } = await this.#store.db
      .insertInto('users')
      .values({
        name,
        roles: JSON.stringify(sorted(roles)),
        disabled: 0,
        created_at: this.#now().toISOString(),
        created_by: by,
      })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 0n ? undefined : this.user(name);
  }

  async user(name: string): Promise<User | undefined> {
    return (await this.users()).find((user) => user.name === name);
  }

  /** Changes roles of a user, or whether its tokens work; refuses to leave a team without an administrator. */
  async changeUser(
    name: string,
    change: { readonly roles?: readonly Role[] | undefined; readonly disabled?: boolean | undefined },
  ): Promise<User | Diagnostic | undefined> {
    const kept = await this.#store.db
      .transaction()
      .execute(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('users')
          .set({
            ...(change.roles && { roles: JSON.stringify(sorted(change.roles)) }),
            ...(change.disabled !== undefined && { disabled: change.disabled ? 1 : 0 }),
            name,
          })
          .where('name', '=', name)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return 'none' as const;
        if (await hasAdmin(transaction)) return 'changed' as const;
        throw new NoAdmin();
      })
      .catch((error: unknown) => {
        if (error instanceof NoAdmin) return 'last' as const;
        throw error;
      });
    if (kept === 'none') return undefined;
    if (kept === 'changed') return this.user(name);
    return trouble(
      'FW-HTTP-0018',
      ['users', name],
      `${name} is the last administrator`,
      'make somebody else one first',
    );
  }

  async tokens(user: string): Promise<readonly TokenRow[]> {
    const rows = await this.#store.db
      .selectFrom('tokens')
      .selectAll()
      .where('user_name', '=', user)
      .orderBy('created_at')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      user: row.user_name,
      label: row.label,
      createdAt: row.created_at,
      createdBy: row.created_by,
      expiresAt: row.expires_at,
      revokedAt: row.revoked_at,
    }));
  }

  /**
   * Makes a token for a user; undefined where there is no such user.
   *
   * @param days until it expires; never where undefined
   */
  async addToken(
    user: string,
    label: string,
    days: number | undefined,
    by: string,
  ): Promise<{ readonly id: string; readonly token: string; readonly expiresAt: string | null } | undefined> {
    if ((await this.user(user)) === undefined) return undefined;
    const { id, token, hash } = await makeToken(this.#cost);
    const now = this.#now();
    const expiresAt = days === undefined ? null : new Date(now.getTime() + days * 86_400_000).toISOString();
    await this.#store.db
      .insertInto('tokens')
      .values({
        id,
        user_name: user,
        label,
        hash,
        created_at: now.toISOString(),
        created_by: by,
        expires_at: expiresAt,
        revoked_at: null,
      })
      .execute();
    return { id, token, expiresAt };
  }

  /** Ends a token at once; false where there is none of this id in force. */
  async revokeToken(id: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#store.db
      .updateTable('tokens')
      .set({ revoked_at: this.#now().toISOString() })
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }
}

/** Thrown to undo a change that would leave nobody who can undo it. */
class NoAdmin extends Error {}

/** True when somebody can give roles, or nobody ever could. */
async function hasAdmin(transaction: StoreTransaction): Promise<boolean> {
  const rows = await transaction.selectFrom('users').select(['roles', 'disabled']).execute();
  return rows.some(({ roles, disabled }) => disabled === 0 && rolesOf(roles).includes('admin'));
}

function rolesOf(text: string): Role[] {
  return JSON.parse(text) as Role[];
}

function sorted(roles: readonly Role[]): readonly Role[] {
  return [...new Set(roles)].toSorted();
}
