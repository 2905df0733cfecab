import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { canonicalJson, sha256Hex } from '../../src/evidence/index.ts';
import {
  addEvent,
  approveVersion,
  headsOf,
  verifyStore,
  type Break,
  type NotedHead,
  type Store,
} from '../../src/store/index.ts';
import { databases, openFresh } from '../fixtures/databases.ts';
import { act, addSample, done } from './sample-record.ts';

/** created, version 1, proposed, note, approved, note: six entries, one content. */
async function sixEntries(store: Store): Promise<void> {
  done(await addSample(store, act()));
  done(await addEvent(store, act(), { kind: 'proposed', version: 1, message: 'please' }));
  done(await addEvent(store, act(), { kind: 'noted', text: 'first', version: 1, line: null }));
  done(await approveVersion(store, act('Bob'), 1, 'fine'));
  done(await addEvent(store, act(), { kind: 'noted', text: 'second', version: 1, line: null }));
}

/** What somebody with full rights on the database can do, once he has taken the triggers away. */
async function disarm({ db, kind }: Store): Promise<void> {
  if (kind === 'sqlite') {
    const { rows } = await sql<{
      name: string;
    }>`select name from sqlite_master where type = 'trigger'`.execute(db);
    for (const { name } of rows) await sql`drop trigger ${sql.ref(name)}`.execute(db);
    await sql`pragma foreign_keys = off`.execute(db);
  } else {
    for (const table of ['records', 'history', 'contents'])
      await sql`alter table ${sql.table(table)} disable trigger all`.execute(db);
  }
}

async function bodies({ db }: Store): Promise<readonly Record<string, unknown>[]> {
  const rows = await db.selectFrom('history').select('body').orderBy('seq').execute();
  return rows.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
}

/** Rewrites history from an entry on, with every later hash put right, and the head too. */
async function forge(store: Store, change: (entries: Record<string, unknown>[]) => void): Promise<void> {
  const entries = [...(await bodies(store))];
  change(entries);
  await store.db.deleteFrom('history').execute();
  let previous = '0'.repeat(64);
  for (const [index, entry] of entries.entries()) {
    const body = canonicalJson({ ...entry, seq: index + 1, previous });
    previous = sha256Hex(body);
    await store.db
      .insertInto('history')
      .values({ record: 'r', seq: index + 1, body, hash: previous })
      .execute();
  }
  await store.db.updateTable('records').set({ head_seq: entries.length, head_hash: previous }).execute();
}

async function renumber({ db }: Store, from: number, to: number): Promise<void> {
  await db.updateTable('history').set({ seq: to }).where('seq', '=', from).execute();
}

const attacks: readonly {
  readonly name: string;
  readonly attack: (store: Store) => Promise<unknown>;
  readonly found: Pick<Break, 'seq' | 'kind'>;
}[] = [
  {
    name: 'a text is changed',
    attack: ({ db }) =>
      db
        .updateTable('history')
        .set({ body: sql`replace(body, 'first', 'other')` })
        .where('seq', '=', 4)
        .execute(),
    found: { seq: 4, kind: 'altered' },
  },
  {
    name: 'a text is changed and its hash put right',
    attack: async ({ db }) => {
      const row = await db.selectFrom('history').selectAll().where('seq', '=', 4).executeTakeFirstOrThrow();
      const body = row.body.replace('first', 'other');
      await db
        .updateTable('history')
        .set({ body, hash: sha256Hex(body) })
        .where('seq', '=', 4)
        .execute();
    },
    found: { seq: 4, kind: 'altered' },
  },
  {
    name: 'the last text is changed and its hash put right',
    attack: async ({ db }) => {
      const row = await db.selectFrom('history').selectAll().where('seq', '=', 6).executeTakeFirstOrThrow();
      const body = row.body.replace('second', 'other');
      await db
        .updateTable('history')
        .set({ body, hash: sha256Hex(body) })
        .where('seq', '=', 6)
        .execute();
    },
    found: { seq: 6, kind: 'altered' },
  },
  {
    name: 'a hash is changed',
    attack: ({ db }) =>
      db
        .updateTable('history')
        .set({ hash: 'f'.repeat(64) })
        .where('seq', '=', 2)
        .execute(),
    found: { seq: 2, kind: 'altered' },
  },
  {
    name: 'an entry is spelled in another way',
    attack: async ({ db }) => {
      const row = await db.selectFrom('history').selectAll().where('seq', '=', 4).executeTakeFirstOrThrow();
      const body = `${row.body} `;
      await db
        .updateTable('history')
        .set({ body, hash: sha256Hex(body) })
        .where('seq', '=', 4)
        .execute();
    },
    found: { seq: 4, kind: 'altered' },
  },
  {
    name: 'an entry is removed',
    attack: ({ db }) => db.deleteFrom('history').where('seq', '=', 4).execute(),
    found: { seq: 4, kind: 'removed' },
  },
  {
    name: 'the first entry is removed',
    attack: ({ db }) => db.deleteFrom('history').where('seq', '=', 1).execute(),
    found: { seq: 1, kind: 'removed' },
  },
  {
    name: 'an entry is removed and the others moved up',
    attack: async (store) => {
      await store.db.deleteFrom('history').where('seq', '=', 4).execute();
      await renumber(store, 5, 4);
      await renumber(store, 6, 5);
    },
    found: { seq: 4, kind: 'removed' },
  },
  {
    name: 'two entries change places',
    attack: async (store) => {
      await renumber(store, 3, 99);
      await renumber(store, 4, 3);
      await renumber(store, 99, 4);
    },
    found: { seq: 3, kind: 'reordered' },
  },
  {
    name: 'the tail is cut off',
    attack: ({ db }) => db.deleteFrom('history').where('seq', '>', 4).execute(),
    found: { seq: 5, kind: 'truncated' },
  },
  {
    name: 'everything is removed',
    attack: ({ db }) => db.deleteFrom('history').execute(),
    found: { seq: 1, kind: 'truncated' },
  },
  {
    name: 'the tail is cut off and the end moved back',
    attack: async ({ db }) => {
      await db.deleteFrom('history').where('seq', '>', 4).execute();
      const last = await db
        .selectFrom('history')
        .select('hash')
        .where('seq', '=', 4)
        .executeTakeFirstOrThrow();
      await db.updateTable('records').set({ head_seq: 4, head_hash: last.hash }).execute();
    },
    found: { seq: 5, kind: 'truncated' },
  },
  {
    name: 'an entry is added past the end',
    attack: ({ db }) =>
      db
        .insertInto('history')
        .values({ record: 'r', seq: 7, body: '{}', hash: sha256Hex('{}') })
        .execute(),
    found: { seq: 7, kind: 'altered' },
  },
  {
    name: 'a well-chained entry is added past the end',
    attack: async (store) => {
      const { db } = store;
      const head = (await headsOf(store))[0]!;
      const body = canonicalJson({ ...(await bodies(store))[5], seq: 7, previous: head.hash });
      await db
        .insertInto('history')
        .values({ record: 'r', seq: 7, body, hash: sha256Hex(body) })
        .execute();
    },
    found: { seq: 7, kind: 'added' },
  },
  {
    name: 'the end is changed',
    attack: ({ db }) =>
      db
        .updateTable('records')
        .set({ head_hash: 'f'.repeat(64) })
        .execute(),
    found: { seq: 6, kind: 'altered' },
  },
  {
    name: 'the end is removed',
    attack: ({ db }) => db.deleteFrom('records').execute(),
    found: { seq: 7, kind: 'removed' },
  },
  {
    name: 'the record is removed as a whole',
    attack: async ({ db }) => {
      await db.deleteFrom('history').execute();
      await db.deleteFrom('records').execute();
    },
    found: { seq: 1, kind: 'removed' },
  },
  {
    name: 'the whole history is written anew',
    attack: (store) => forge(store, (entries) => (entries[3]!.author = 'Mallory')),
    found: { seq: 6, kind: 'rewritten' },
  },
  {
    name: 'a plan is changed',
    attack: ({ db }) =>
      db
        .updateTable('contents')
        .set({ bytes: new Uint8Array([123, 125]) })
        .execute(),
    found: { seq: 2, kind: 'content' },
  },
  {
    name: 'a plan is removed',
    attack: ({ db }) => db.deleteFrom('contents').execute(),
    found: { seq: 2, kind: 'content' },
  },
  {
    name: 'the maker approves, with all hashes right',
    attack: (store) => forge(store, (entries) => (entries[4]!.author = 'ann')),
    found: { seq: 5, kind: 'unlawful' },
  },
  {
    name: 'an entry says what nobody knows',
    attack: (store) => forge(store, (entries) => (entries[3]!.event = { kind: 'blessed' })),
    found: { seq: 4, kind: 'unlawful' },
  },
];

describe.each(databases)('tampering on $kind', ({ fresh }) => {
  it('is not found where there is none', async () => {
    const store = await openFresh(await fresh());
    await sixEntries(store);
    const verified = await verifyStore(store, { noted: await headsOf(store) });
    expect(verified).toMatchObject({ ok: true, missingGuards: [], records: [{ entries: 6, contents: 1 }] });
  });

  it.each(attacks)('is found when $name', async ({ attack, found }) => {
    const store = await openFresh(await fresh());
    await sixEntries(store);
    const noted: readonly NotedHead[] = await headsOf(store);
    await disarm(store);
    await attack(store);
    const verified = await verifyStore(store, { noted });
    expect(verified.ok).toBe(false);
    expect(verified.records[0]!.broken).toMatchObject(found);
    expect(verified.missingGuards.length).toBeGreaterThan(0);
  });
});
