import { forbidChanges } from './guards.ts';
import type { StoreMigration } from './migration.ts';

/** Jobs of the server, and the users, tokens and audit of a team. */
export const serverMigration: StoreMigration = {
  name: '0002-server',
  async up(db, kind) {
    await db.schema
      .createTable('jobs')
      .addColumn('id', 'text', (column) => column.notNull().primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('created_by', 'text')
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('started_at', 'text')
      .addColumn('finished_at', 'text')
      .addColumn('starts', 'integer', (column) => column.notNull())
      .addColumn('progress', 'text')
      .addColumn('summary', 'text')
      .addColumn('problem', 'text')
      .addColumn('input', 'text', (column) => column.notNull())
      .addColumn('input_hash', 'text', (column) => column.notNull())
      .addColumn('key_owner', 'text', (column) => column.notNull())
      .addColumn('idempotency_key', 'text')
      .addColumn('held_by', 'text')
      .addColumn('held_until', 'text')
      .addColumn('result', 'text')
      .addUniqueConstraint('jobs_idempotency', ['key_owner', 'idempotency_key'])
      .execute();
    await db.schema.createIndex('jobs_by_state').on('jobs').columns(['state', 'id']).execute();
    await db.schema
      .createTable('users')
      .addColumn('name', 'text', (column) => column.notNull().primaryKey())
      .addColumn('roles', 'text', (column) => column.notNull())
      .addColumn('disabled', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('created_by', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('tokens')
      .addColumn('id', 'text', (column) => column.notNull().primaryKey())
      .addColumn('user_name', 'text', (column) => column.notNull().references('users.name'))
      .addColumn('label', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('created_by', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'text')
      .addColumn('revoked_at', 'text')
      .execute();
    await db.schema
      .createTable('audit')
      .addColumn('id', 'text', (column) => column.notNull().primaryKey())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('user_name', 'text', (column) => column.notNull())
      .addColumn('token', 'text')
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('target', 'text', (column) => column.notNull())
      .addColumn('status', 'integer', (column) => column.notNull())
      .addColumn('request', 'text', (column) => column.notNull())
      .execute();
    await forbidChanges(db, kind, 'audit');
  },
};
