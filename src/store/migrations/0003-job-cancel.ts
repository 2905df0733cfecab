import type { StoreMigration } from './migration.ts';

/** A job may be cancelled through another server than the one that runs it. */
export const jobCancelMigration: StoreMigration = {
  name: '0003-job-cancel',
  async up(db) {
    await db.schema
      .alterTable('jobs')
      .addColumn('cancel_asked', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  },
};
