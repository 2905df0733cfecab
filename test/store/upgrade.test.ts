import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { LogEvent } from 'kysely';
import { sql } from 'kysely';
import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/files/index.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import {
  addEvent,
  approveVersion,
  attachFile,
  headsOf,
  readRecord,
  verifyStore,
  type Store,
  type StoreLocation,
} from '../../src/store/index.ts';
import { databases, openFresh } from '../fixtures/databases.ts';
import { act, addSample, done } from './sample-record.ts';

/**
 * Stores as every released program left them: all statements that made and filled one, by the last of its migrations. When
 * a release adds a migration, keep its store: `FLEETWRIGHT_KEEP_STORE=0002-server npx vitest run test/store/upgrade.test.ts`.
 */
const folder = `${packageRoot}test/fixtures/stores/`;
const kept = process.env.FLEETWRIGHT_KEEP_STORE;

describe.each(databases)('stores of released programs on $kind', ({ kind, fresh }) => {
  it.runIf(kept !== undefined)('are kept', async () => {
    const steps = migrations.slice(0, migrations.findIndex(({ name }) => name === kept) + 1);
    expect(steps.length).toBeGreaterThan(0);
    const statements: string[] = [];
    const store = await openFresh(await fresh(), {
      migrations: steps,
      onStatement: (event) => statements.push(...statementOf(event, kind)),
    });
    await fill(store);
    writeFileSync(`${folder}${kept}.${kind}.sql`, `${statements.join('\n')}\n`);
  });

  const released = readdirSync(folder).filter((name) => name.endsWith(`.${kind}.sql`));

  it('are at hand', () => {
    expect(released).toContain(`0001-record.${kind}.sql`);
  });

  it.each(released)('%s is brought up to date, verifies, and goes on', async (name) => {
    const place = await fresh();
    await replay(place, readFileSync(`${folder}${name}`, 'utf8'));
    const store = await openFresh(place, { mustExist: true });
    expect(await verifyStore(store)).toMatchObject({
      ok: true,
      missingGuards: [],
      records: [{ entries: 6, contents: 2 }],
    });
    expect(await headsOf(store)).toMatchObject([{ record: 'r', seq: 6 }]);
    expect(await readRecord(store, 'r')).toMatchObject({
      versions: [{ state: 'approved' }],
      attachments: [{ size: 3 }],
    });
    done(await addSample(store, act(), { planText: 'another' }));
    expect(await shapeOf(store)).toEqual(await shapeOf(await openFresh(await fresh())));
  });
});

async function fill(store: Store): Promise<void> {
  done(await addSample(store, act()));
  done(await attachFile(store, act(), { name: 'f', bytes: new Uint8Array([0, 39, 255]), version: 1 }));
  done(await addEvent(store, act(), { kind: 'proposed', version: 1, message: "it's\na line" }));
  done(await approveVersion(store, act('Bob'), 1, ''));
  done(await addEvent(store, act(), { kind: 'noted', text: '字 \u0000 ☂', version: null, line: null }));
}

/** A statement that changed something, with its values written out, on one line. */
function statementOf({ query }: LogEvent, kind: StoreLocation['kind']): readonly string[] {
  if (!/^\s*(create|alter|drop|insert|update)\b/iu.test(query.sql)) return [];
  let index = 0;
  const value = (): string => literal(query.parameters[index++], kind);
  const text =
    kind === 'sqlite'
      ? query.sql.replaceAll('?', value)
      : query.sql.replaceAll(/\$(\d+)/gu, (_, number) => literal(query.parameters[Number(number) - 1], kind));
  return [`${text.replaceAll(/\s*\n\s*/gu, ' ')};`];
}

function literal(value: unknown, kind: StoreLocation['kind']): string {
  if (value === null) return 'null';
  if (value instanceof Uint8Array) {
    const hex = Buffer.from(value).toString('hex');
    return kind === 'sqlite' ? `x'${hex}'` : `'\\x${hex}'::bytea`;
  }
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : JSON.stringify(value);
}

async function replay(place: StoreLocation, script: string): Promise<void> {
  if (place.kind === 'sqlite') {
    const database = new DatabaseSync(place.path);
    database.exec(script);
    database.close();
    return;
  }
  const client = new Client({ connectionString: place.url });
  await client.connect();
  await client.query(script);
  await client.end();
}

/** Tables, columns and triggers, to compare an upgraded store with a new one. */
async function shapeOf({ db, kind }: Store): Promise<unknown> {
  const { rows } =
    kind === 'sqlite'
      ? await sql`select type, name, tbl_name, sql from sqlite_master where name not like 'sqlite_%' order by type, name`.execute(
          db,
        )
      : await sql`
          select table_name, column_name, data_type, is_nullable, column_default from information_schema.columns
            where table_schema = current_schema()
          union all select event_object_table, trigger_name, event_manipulation, action_statement, action_condition
            from information_schema.triggers
          order by 1, 2, 3`.execute(db);
  return rows;
}
