export { defaultStorePath, describeLocation, parseStoreLocation } from './database/location.ts';
export type { StoreLocation } from './database/location.ts';
export { openStore } from './database/open-store.ts';
export type { OpenOptions } from './database/open-store.ts';
export type { Store, StoreKind, StoreTransaction } from './database/store.ts';
export type { StoreMigration } from './migrations/migration.ts';
export { storeMessages } from './messages.ts';
export type { StoreTables } from './tables.ts';
