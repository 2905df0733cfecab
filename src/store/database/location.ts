import type { Diagnostic } from '../../diagnostics/index.ts';
import { storeTrouble } from '../messages.ts';

/** Where a store is. */
export type StoreLocation =
  | { readonly kind: 'sqlite'; /** A file, or `:memory:`. */ readonly path: string }
  | { readonly kind: 'postgres'; /** `postgres://user:password@host:port/database`. */ readonly url: string };

/** Where the record is when nobody says otherwise: beside the scenarios, in the current folder. */
export const defaultStorePath = '.fleetwright/record.sqlite';

/** Reads the place of a store as a user writes it: a file, or an address of PostgreSQL. */
export function parseStoreLocation(written: string = defaultStorePath): StoreLocation | Diagnostic {
  if (/^postgres(?:ql)?:\/\//u.test(written)) {
    if (URL.canParse(written)) return { kind: 'postgres', url: written };
    return storeTrouble(
      'FW-STO-0004',
      'store',
      'the address of the PostgreSQL database cannot be understood',
      'for example postgres://user:password@localhost:5432/fleetwright',
    );
  }
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//u.exec(written)?.[1];
  if (scheme === undefined && written.trim() !== '') return { kind: 'sqlite', path: written };
  return storeTrouble(
    'FW-STO-0004',
    'store',
    `\`${written}\` is no place of a store`,
    'name a file, or an address that starts with postgres://',
  );
}

/** The place in words, without the password of an address. */
export function describeLocation(location: StoreLocation): string {
  if (location.kind === 'sqlite') return location.path;
  const url = new URL(location.url);
  if (url.password !== '') url.password = '***';
  return url.href;
}
