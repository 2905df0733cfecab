import type { Kysely, Transaction } from 'kysely';
import type { StoreTables } from '../tables.ts';
import type { StoreLocation } from './location.ts';

/** The two databases a store may live in. */
export type StoreKind = StoreLocation['kind'];

/** An open store. Every query module takes it, or a transaction of it, as its first argument. */
export interface Store {
  readonly kind: StoreKind;
  readonly location: StoreLocation;
  /** Queries outside a transaction. SQLite has one connection: inside a transaction use the transaction, never this. */
  readonly db: Kysely<StoreTables>;
  close(): Promise<void>;
}

/** A transaction of a store. */
export type StoreTransaction = Transaction<StoreTables>;
