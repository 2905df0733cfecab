import { createHash } from 'node:crypto';
import type { Store, StoreTransaction } from './database/store.ts';

/** Bytes by their hash: a plan, a scenario, an attachment. */
export interface Content {
  /** SHA-256 of the bytes, hex. */
  readonly hash: string;
  readonly bytes: Uint8Array;
}

/** A content of these bytes, or of this text in UTF-8. */
export function contentOf(data: string | Uint8Array): Content {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  return { hash: hashOf(bytes), bytes };
}

/** SHA-256 of bytes, hex. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Keeps contents; what is there already is left as it is. */
export async function putContents(
  transaction: StoreTransaction,
  contents: readonly Content[],
): Promise<void> {
  for (const { hash, bytes } of contents) {
    await transaction
      .insertInto('contents')
      .values({ hash, size: bytes.length, bytes })
      .onConflict((conflict) => conflict.column('hash').doNothing())
      .execute();
  }
}

/** The bytes with this hash; undefined when they are not kept. */
export async function getContent(
  { db }: { readonly db: Store['db'] | StoreTransaction },
  hash: string,
): Promise<Uint8Array | undefined> {
  const row = await db.selectFrom('contents').select('bytes').where('hash', '=', hash).executeTakeFirst();
  return row === undefined ? undefined : new Uint8Array(row.bytes);
}

/** The text with this hash. */
export async function getText(store: Pick<Store, 'db'>, hash: string): Promise<string | undefined> {
  const bytes = await getContent(store, hash);
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}
