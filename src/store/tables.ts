import type { RecordTables } from './record-tables.ts';
import type { ServerTables } from './server-tables.ts';

/**
 * All tables of a store, by name. Each part of the program that keeps something adds its own interface here and its own
 * file in `migrations/`.
 *
 * Both databases must give the same answers, so columns hold what both agree on: `text`, `integer` (32 bits), `double
 * precision` and bytes (`bytesType`). Times are ISO 8601 in UTC as text, truth is 0 or 1, structures are JSON as text.
 * `count` and `sum` give a text on PostgreSQL and a number on SQLite: wrap them in `Number`.
 */
export interface StoreTables extends RecordTables, ServerTables {}
