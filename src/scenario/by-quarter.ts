import type { Claim } from '../evidence/index.ts';
import type { KindValue, Path, RawClaim } from '../reading/index.ts';
import { say } from './messages.ts';
import type { Bounds, NumberKind, Reader } from './reader.ts';

/** The claims of a value that may change over the horizon: the one given, or one per listed quarter. */
function claimsByQuarter<K extends NumberKind>(
  reader: Reader,
  raw: RawClaim | readonly RawClaim[],
  kind: K,
  path: Path,
): readonly { readonly claim: Claim<KindValue[K]>; readonly path: Path }[] {
  if (!isList(raw)) return [{ claim: reader.claim(raw, kind, path), path }];
  const { length } = reader.horizon.quarters;
  if (raw.length > length) reader.report(say.longList(reader.place(path), raw.length, length));
  return raw.slice(0, length).map((item, index) => {
    const at = [...path, index];
    return { claim: reader.claim(item, kind, at), path: at };
  });
}

/** Numbers as listed, one per quarter from the first on; at least one, at most as many as there are quarters. */
export function listedNumbers(
  reader: Reader,
  raw: RawClaim | readonly RawClaim[],
  kind: NumberKind,
  path: Path,
  what: string,
  bounds?: Bounds,
): readonly number[] {
  return claimsByQuarter(reader, raw, kind, path).map((entry) =>
    reader.number(entry.claim, entry.path, what, bounds),
  );
}

/** One number per quarter of the horizon; the last listed goes on. */
export function numberByQuarter(
  reader: Reader,
  raw: RawClaim | readonly RawClaim[],
  kind: NumberKind,
  path: Path,
  what: string,
  bounds?: Bounds,
): readonly number[] {
  return stretch(listedNumbers(reader, raw, kind, path, what, bounds), reader.horizon.quarters.length);
}

/** A list made `length` long by repeating its last entry. */
function stretch(list: readonly number[], length: number): readonly number[] {
  return Array.from({ length }, (_, index) => list[Math.min(index, list.length - 1)] ?? Number.NaN);
}

function isList(raw: RawClaim | readonly RawClaim[]): raw is readonly RawClaim[] {
  return Array.isArray(raw);
}
