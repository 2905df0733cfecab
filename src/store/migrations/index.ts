import { recordMigration } from './0001-record.ts';
import { serverMigration } from './0002-server.ts';
import { jobCancelMigration } from './0003-job-cancel.ts';
import type { StoreMigration } from './migration.ts';

/** Every step of the tables, oldest first. Add yours at the end. */
export const migrations: readonly StoreMigration[] = [recordMigration, serverMigration, jobCancelMigration];
