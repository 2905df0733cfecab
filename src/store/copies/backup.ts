import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { openStore } from '../database/open-store.ts';
import type { Store } from '../database/store.ts';
import { storeTrouble } from '../messages.ts';
import { verifyStore, type VerifiedStore } from '../verify/verify-store.ts';
import { copyTables, tablesOf } from './copy-tables.ts';
import { makeFolders } from '../../files/index.ts';

/**
 * Copies a whole store into one new file, while others go on using it: a SQLite store, whatever the store itself is, so
 * that it can be opened as it is and restored into either database. The copy is consistent (one moment), verified and on
 * disk before it gets its name.
 */
export async function backupStore(store: Store, path: string): Promise<VerifiedStore | Diagnostic> {
  if (existsSync(path))
    return storeTrouble('FW-STO-0024', path, `${path} exists; nothing was written`, 'name a new file');
  const draft = `${path}.${process.pid}.part`;
  try {
    makeFolders(dirname(path));
    rmSync(draft, { force: true });
    if (store.kind === 'sqlite') await sql`vacuum into ${draft}`.execute(store.db);
    else await copyInto(store, draft);
    const verified = await verifyFile(draft);
    if ('code' in verified) return verified;
    if (!verified.ok) return notRight(path, verified);
    flush(draft);
    renameSync(draft, path);
    flush(dirname(path));
    return verified;
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${draft}${suffix}`, { force: true });
  }
}

/** Fills an empty store from a backup, all or nothing, and verifies what came of it. The backup is left as it is. */
export async function restoreStore(path: string, store: Store): Promise<VerifiedStore | Diagnostic> {
  if (!existsSync(path)) return storeTrouble('FW-STO-0024', path, `there is no backup at ${path}`);
  const folder = mkdtempSync(join(tmpdir(), 'fleetwright-restore-'));
  try {
    // A backup of an older program is brought up to date in a copy.
    const copy = join(folder, 'backup.sqlite');
    copyFileSync(path, copy);
    const backup = await openStore({ kind: 'sqlite', path: copy }, { mustExist: true });
    if ('code' in backup) return storeTrouble('FW-STO-0024', path, `${path} is no backup: ${backup.message}`);
    try {
      const before = await verifyStore(backup);
      if (!before.ok) return notRight(path, before);
      const tables = await tablesOf(backup);
      const full = await store.db.transaction().execute(async (transaction) => {
        for (const { name } of tables) {
          const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(transaction);
          if (rows.length > 0) return name;
        }
        await copyTables(backup.db, transaction, tables);
        return undefined;
      });
      if (full !== undefined)
        return storeTrouble(
          'FW-STO-0025',
          'store',
          `the store has ${full} already; nothing was restored`,
          'name a new file or an empty database: --store PLACE',
        );
      return await verifyStore(store);
    } finally {
      await backup.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One moment of a PostgreSQL store, as a SQLite file. */
async function copyInto(store: Store, path: string): Promise<void> {
  const copy = await openStore({ kind: 'sqlite', path });
  if ('code' in copy) throw new Error(copy.message);
  try {
    const tables = await tablesOf(copy);
    await store.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (from) => copy.db.transaction().execute((to) => copyTables(from, to, tables)));
  } finally {
    await copy.close();
  }
}

async function verifyFile(path: string): Promise<VerifiedStore | Diagnostic> {
  const copy = await openStore({ kind: 'sqlite', path }, { mustExist: true });
  if ('code' in copy) return copy;
  try {
    return await verifyStore(copy);
  } finally {
    await copy.close();
  }
}

function notRight(path: string, { records, missingGuards }: VerifiedStore): Diagnostic {
  const broken = records.find((record) => record.broken !== undefined);
  const why =
    broken === undefined
      ? `the triggers ${missingGuards.join(', ')} are missing`
      : `${broken.record}: ${broken.broken?.what ?? ''}`;
  return storeTrouble(
    'FW-STO-0024',
    path,
    `${path} is not sound: ${why}`,
    'see fleetwright record verify --store FILE',
  );
}

/** Brings a file or the names in a folder to the disk. */
function flush(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
