import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  describeLocation,
  openStore,
  parseStoreLocation,
  type StoreMigration,
} from '../../src/store/index.ts';
import { databases, freshFolder, openFresh } from '../fixtures/databases.ts';

const row = { id: 'a', head_seq: 1, head_hash: 'x' };

describe.each(databases)('a store on $kind', ({ fresh }) => {
  it('keeps what was written after it is closed and opened again', async () => {
    const place = await fresh();
    const first = await openFresh(place);
    await first.db.insertInto('records').values(row).execute();
    await first.close();
    const again = await openFresh(place, { mustExist: true });
    expect(await again.db.selectFrom('records').selectAll().execute()).toEqual([row]);
  });

  it('gives bytes back as they were', async () => {
    const { db } = await openFresh(await fresh());
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    await db.insertInto('contents').values({ hash: 'h', size: 256, bytes }).execute();
    const found = await db.selectFrom('contents').selectAll().executeTakeFirstOrThrow();
    expect(Uint8Array.from(found.bytes)).toEqual(bytes);
  });

  it('forbids to change or remove history, and to move a head back', async () => {
    const { db } = await openFresh(await fresh());
    await db
      .insertInto('records')
      .values({ ...row, head_seq: 2 })
      .execute();
    await db.insertInto('history').values({ record: 'a', seq: 1, body: '{}', hash: 'x' }).execute();
    await db.insertInto('contents').values({ hash: 'h', size: 0, bytes: new Uint8Array() }).execute();
    const refused = 'history is only ever added to';
    await expect(db.updateTable('history').set({ body: '[]' }).execute()).rejects.toThrow(refused);
    await expect(db.deleteFrom('history').execute()).rejects.toThrow(refused);
    await expect(db.updateTable('contents').set({ size: 1 }).execute()).rejects.toThrow(refused);
    await expect(db.deleteFrom('contents').execute()).rejects.toThrow(refused);
    await expect(db.deleteFrom('records').execute()).rejects.toThrow(refused);
    await expect(db.updateTable('records').set({ head_seq: 1 }).execute()).rejects.toThrow(refused);
    await db.updateTable('records').set({ head_seq: 3 }).execute();
  });

  it('is made once by many that open it at the same time', async () => {
    const place = await fresh();
    const stores = await Promise.all(Array.from({ length: 8 }, () => openFresh(place)));
    await stores[0]!.db.insertInto('records').values(row).execute();
    for (const { db } of stores)
      expect(await db.selectFrom('records').select('id').execute()).toEqual([{ id: 'a' }]);
  });

  it('takes a migration whole or not at all', async () => {
    const place = await fresh();
    const broken: StoreMigration = {
      name: '0001-broken',
      up: async (db) => {
        await db.schema.createTable('half').addColumn('id', 'text').execute();
        throw new Error('power cut');
      },
    };
    expect(await openStore(place, { migrations: [broken] })).toMatchObject({ code: 'FW-STO-0001' });
    const { db } = await openFresh(place);
    expect((await db.introspection.getTables()).map(({ name }) => name)).not.toContain('half');
  });

  it('refuses tables of a newer program', async () => {
    const place = await fresh();
    await (await openFresh(place)).close();
    expect(await openStore(place, { migrations: [] })).toMatchObject({ code: 'FW-STO-0003' });
  });

  it('does not make a store where one must exist', async () => {
    expect(await openStore(await fresh(), { mustExist: true })).toMatchObject({ code: 'FW-STO-0002' });
  });
});

describe('a place of a store', () => {
  it('is in the current folder by default', () => {
    expect(parseStoreLocation()).toEqual({ kind: 'sqlite', path: '.fleetwright/record.sqlite' });
  });

  it.each([
    ['my.sqlite', { kind: 'sqlite', path: 'my.sqlite' }],
    ['C:\\data\\my.sqlite', { kind: 'sqlite', path: 'C:\\data\\my.sqlite' }],
    ['postgres://me@host/db', { kind: 'postgres', url: 'postgres://me@host/db' }],
    ['postgresql://host/db', { kind: 'postgres', url: 'postgresql://host/db' }],
  ])('%s', (written, place) => {
    expect(parseStoreLocation(written)).toEqual(place);
  });

  it.each(['mysql://host/db', 'https://example.org', '', 'postgres://:99999:'])('refuses `%s`', (written) => {
    expect(parseStoreLocation(written)).toMatchObject({ code: 'FW-STO-0004' });
  });

  it('is described without its password', () => {
    expect(describeLocation({ kind: 'postgres', url: 'postgres://me:secret@host/db' })).toBe(
      'postgres://me:***@host/db',
    );
  });

  it('that is no database, a folder, or a closed port is refused with the reason', async () => {
    const path = join(freshFolder(), 'text.sqlite');
    writeFileSync(path, 'no database '.repeat(100));
    expect(await openStore({ kind: 'sqlite', path })).toMatchObject({
      code: 'FW-STO-0001',
      message: expect.stringContaining('not a database'),
    });
    expect(await openStore({ kind: 'sqlite', path: freshFolder() })).toMatchObject({ code: 'FW-STO-0001' });
    expect(await openStore({ kind: 'postgres', url: 'postgres://me:secret@127.0.0.1:1/db' })).toMatchObject({
      code: 'FW-STO-0001',
      message: expect.stringMatching(/ECONNREFUSED/u),
    });
  });
});
