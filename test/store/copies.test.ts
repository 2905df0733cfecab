import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import {
  addEvent,
  approveVersion,
  attachFile,
  backupStore,
  exportRecords,
  headsOf,
  importRecords,
  readHistory,
  readRecord,
  restoreStore,
  verifyStore,
  type Store,
} from '../../src/store/index.ts';
import { databases, freshFolder, openFresh } from '../fixtures/databases.ts';
import { act, addSample, done } from './sample-record.ts';

async function filled(store: Store): Promise<Store> {
  const scenario = { name: 'a.yaml', text: 'title: a\n' };
  done(await addSample(store, act(), { scenario }));
  done(
    await attachFile(store, act(), {
      name: '../quote: 1.pdf',
      bytes: new Uint8Array([0, 255, 10]),
      version: 1,
    }),
  );
  done(await addEvent(store, act(), { kind: 'proposed', version: 1, message: 'line\none' }));
  done(await approveVersion(store, act('Bob'), 1, 'fine'));
  for (let index = 0; index < 60; index++)
    done(await addSample(store, act('Carol', { record: `r${index % 2}` })));
  return store;
}

type Files = Extract<Awaited<ReturnType<typeof exportRecords>>, readonly unknown[]>;

async function exported(store: Store): Promise<Files> {
  const files = await exportRecords(
    store,
    (await headsOf(store)).map(({ record }) => record),
  );
  if ('code' in files) throw new Error(files.message);
  return files;
}

describe.each(databases)('copies of a store on $kind', ({ fresh }) => {
  it('are backed up into one file that restores into either database with the same hashes', async () => {
    const store = await filled(await openFresh(await fresh()));
    const path = join(freshFolder(), 'deep', 'backup.sqlite');
    expect(await backupStore(store, path)).toMatchObject({ ok: true });
    expect(readdirSync(join(path, '..'))).toEqual(['backup.sqlite']);
    for (const target of databases) {
      const other = await openFresh(await target.fresh());
      expect(await restoreStore(path, other)).toMatchObject({ ok: true });
      expect(await headsOf(other)).toEqual(await headsOf(store));
      expect(await readRecord(other, 'r')).toEqual(await readRecord(store, 'r'));
      // What was restored goes on like the original.
      done(await addSample(other, act()));
      expect(await verifyStore(other)).toMatchObject({ ok: true, missingGuards: [] });
      expect(await restoreStore(path, other)).toMatchObject({ code: 'FW-STO-0025' });
    }
  });

  it('are backed up while others write: one moment, never half a change', async () => {
    const store = await openFresh(await fresh());
    done(await addSample(store, act()));
    const writing = { on: true };
    const writer = (async () => {
      while (writing.on) done(await addSample(store, act('Carol')));
    })();
    for (const name of ['one', 'two', 'three'])
      expect(await backupStore(store, join(freshFolder(), name))).toMatchObject({ ok: true });
    writing.on = false;
    await writer;
  });

  it('are exported to plain files and imported with the same hashes', async () => {
    const store = await filled(await openFresh(await fresh()));
    const files = await exported(store);
    expect(files.map(({ path }) => path)).toContain('r/v1/scenario.yaml');
    const other = await openFresh(await fresh());
    const imported = await importRecords(other, files);
    expect(imported).toMatchObject([
      { record: 'r', entries: 5, added: 5 },
      { record: 'r0' },
      { record: 'r1' },
    ]);
    expect(await exported(other)).toEqual(files);
    expect(await readHistory(other, 'r')).toEqual(await readHistory(store, 'r'));
    expect(await importRecords(other, files)).toMatchObject([{ added: 0 }, { added: 0 }, { added: 0 }]);
  });

  it('go on from an import, and refuse one that went another way', async () => {
    const store = await openFresh(await fresh());
    const other = await openFresh(await fresh());
    done(await addSample(store, act()));
    await importRecords(other, await exported(store));
    done(await addSample(store, act()));
    expect(await importRecords(other, await exported(store))).toEqual([
      { record: 'r', entries: 3, added: 1 },
    ]);
    done(await addSample(store, act('Ann')));
    done(await addSample(other, act('Bob')));
    const before = await headsOf(other);
    expect(await importRecords(other, await exported(store))).toMatchObject([{ code: 'FW-STO-0026' }]);
    expect(await headsOf(other)).toEqual(before);
  });
});

describe('a copy that is not sound', () => {
  const { fresh } = databases[0]!;

  it('is not restored: not a store, cut short, or tampered with', async () => {
    const folder = freshFolder();
    const store = await filled(await openFresh(await fresh()));
    const path = join(folder, 'backup.sqlite');
    await backupStore(store, path);
    const whole = readFileSync(path);
    const target = await openFresh(await fresh());
    const attempts: readonly (readonly [string, () => void])[] = [
      ['text', () => writeFileSync(join(folder, 'text'), 'no store '.repeat(200))],
      ['short', () => writeFileSync(join(folder, 'short'), whole.subarray(0, whole.length / 2))],
      [
        'altered',
        () => {
          writeFileSync(join(folder, 'altered'), whole);
          const database = new DatabaseSync(join(folder, 'altered'));
          database.exec(
            `drop trigger history_no_update; update history set body = replace(body, 'fine', 'poor')`,
          );
          database.close();
        },
      ],
    ];
    for (const [name, make] of attempts) {
      make();
      expect(await restoreStore(join(folder, name), target)).toMatchObject({ code: 'FW-STO-0024' });
    }
    expect(await restoreStore(join(folder, 'absent'), target)).toMatchObject({ code: 'FW-STO-0024' });
    expect(await headsOf(target)).toEqual([]);
  });

  it('is not written over a file, nor left half written', async () => {
    const store = await openFresh(await fresh());
    const path = join(freshFolder(), 'mine');
    writeFileSync(path, 'mine');
    expect(await backupStore(store, path)).toMatchObject({ code: 'FW-STO-0024' });
    expect(readFileSync(path, 'utf8')).toBe('mine');
    expect(existsSync(`${path}.${process.pid}.part`)).toBe(false);
  });

  it('is not imported: any file of it changed, missing or forged', async () => {
    const store = await openFresh(await fresh());
    done(await addSample(store, act(), { scenario: { name: 'a.yaml', text: 'title: a\n' } }));
    done(await addEvent(store, act(), { kind: 'noted', text: 'hello', version: 1, line: null }));
    const files = await exported(store);
    const target = await openFresh(await fresh());
    const changed = (path: string, content: string): Files =>
      files.map((file) => (file.path === path ? { ...file, content } : file));
    const history = String(files.find(({ path }) => path === 'r/history.jsonl')!.content);
    const lines = history.split('\n');
    const attempts: readonly Files[] = [
      ...files
        .filter(({ path }) => path !== 'r/notes.md')
        .map((gone) => files.filter((file) => file !== gone)),
      changed('r/v1/plan.json', '{}'),
      changed('r/v1/scenario.yaml', 'title: b\n'),
      changed('r/history.jsonl', history.replace('hello', 'hullo')),
      changed('r/history.jsonl', lines.slice(0, -2).join('\n')),
      changed('r/history.jsonl', [lines[0], lines[2], lines[1]].join('\n')),
      changed(
        'records.json',
        '{"format":"fleetwright-records","version":1,"records":[{"record":"../r","seq":1,"hash":"x"}]}',
      ),
    ];
    for (const attempt of attempts)
      expect(await importRecords(target, attempt)).toMatchObject([{ code: 'FW-STO-0024' }]);
    expect(await headsOf(target)).toEqual([]);
  });
});
