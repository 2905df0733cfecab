import { sql } from 'kysely';
import { createGuardFunction, forbidChanges, forbidWhen } from './guards.ts';
import { bytesType, type StoreMigration } from './migration.ts';

/** Plans of record: their history, what it speaks of, and where it ends. */
export const recordMigration: StoreMigration = {
  name: '0001-record',
  async up(db, kind) {
    await createGuardFunction(db, kind);
    await db.schema
      .createTable('records')
      .addColumn('id', 'text', (column) => column.notNull().primaryKey())
      .addColumn('head_seq', 'integer', (column) => column.notNull())
      .addColumn('head_hash', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('history')
      .addColumn('record', 'text', (column) => column.notNull().references('records.id'))
      .addColumn('seq', 'integer', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('history_key', ['record', 'seq'])
      .execute();
    await db.schema
      .createTable('contents')
      .addColumn('hash', 'text', (column) => column.notNull().primaryKey())
      .addColumn('size', 'integer', (column) => column.notNull())
      .addColumn('bytes', sql.raw(bytesType(kind)), (column) => column.notNull())
      .execute();
    await forbidChanges(db, kind, 'history');
    await forbidChanges(db, kind, 'contents');
    await forbidWhen(db, kind, { table: 'records', name: 'records_no_delete', event: 'delete' });
    await forbidWhen(db, kind, {
      table: 'records',
      name: 'records_only_forward',
      event: 'update',
      when: 'new.id <> old.id or new.head_seq <= old.head_seq',
    });
  },
};
