import type { Kysely, Transaction } from 'kysely';
import type { StoreKind } from '../database/store.ts';

/**
 * One step of the tables of a store, the same on both databases. A step that was released is never changed again: a new
 * one is added behind it. It runs in a transaction, so that it happens whole or not at all.
 */
export interface StoreMigration {
  /** Sorts behind those before it: `0002-jobs`. */
  readonly name: string;
  readonly up: (db: Kysely<unknown> | Transaction<unknown>, kind: StoreKind) => Promise<void>;
}

/** The type of a column of bytes. */
export function bytesType(kind: StoreKind): 'blob' | 'bytea' {
  return kind === 'sqlite' ? 'blob' : 'bytea';
}
