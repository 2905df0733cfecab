import type { Diagnostic } from '../../diagnostics/index.ts';
import type { Claim } from '../../evidence/index.ts';
import {
  toClaim,
  type ClaimKind,
  type KindValue,
  type Path,
  type RawClaim,
  type YamlDocument,
} from '../../reading/index.ts';

/** Reads the claims of one entry; problems are collected, and the claim is then unknown. */
export interface ClaimReader {
  /** The claim at `path` inside the entry; one that is not written is unknown. */
  read<K extends ClaimKind>(raw: RawClaim | undefined, kind: K, ...path: Path): Claim<KindValue[K]>;
  /** The same, for claims that an entry need not have at all. */
  optional<K extends ClaimKind>(
    raw: RawClaim | undefined,
    kind: K,
    ...path: Path
  ): Claim<KindValue[K]> | undefined;
  report(diagnostic: Diagnostic): void;
  readonly document: YamlDocument;
  /** Path of the entry in its document. */
  readonly at: Path;
}

/** A reader for the entry at `at`; what is wrong is added to `diagnostics`. */
export function claimReader(document: YamlDocument, at: Path, diagnostics: Diagnostic[]): ClaimReader {
  const read: ClaimReader['read'] = (raw, kind, ...path) => {
    const result = toClaim(raw, kind, document, [...at, ...path]);
    diagnostics.push(...result.diagnostics);
    return result.claim;
  };
  return {
    document,
    at,
    read,
    optional: (raw, kind, ...path) => (raw === undefined ? undefined : read(raw, kind, ...path)),
    report: (diagnostic) => diagnostics.push(diagnostic),
  };
}
