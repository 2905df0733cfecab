import type { Claim } from '../evidence/index.ts';
import type { Path, RawClaim } from '../reading/index.ts';
import type { Reader } from './reader.ts';

const prefix = 'costs/';

/** A claim as written, or the fact of the catalog it refers to as `costs/<id>`; undefined when there is no such fact. */
export function claimOrFact(
  reader: Reader,
  raw: RawClaim,
  kind: 'ratio' | 'count',
  path: Path,
): Claim<number> | undefined {
  if (typeof raw !== 'string' || !raw.startsWith(prefix)) return reader.claim(raw, kind, path);
  const fact = reader.find(reader.catalog.costs, raw.slice(prefix.length), 'cost fact', path);
  return fact && reader.borrow(fact.claim, path);
}
