import type { Span } from '../diagnostics/index.ts';
import type { Catalog, CatalogKind } from './catalog.ts';
import { claimsOf } from './claims-of.ts';
import { listEntries } from './find.ts';

/** A figure that nobody states. */
export interface UnknownFigure {
  readonly kind: CatalogKind;
  readonly id: string;
  /** Field inside the entry, joined with dots. */
  readonly field: string;
  readonly reason: string | undefined;
  readonly span: Span | undefined;
}

/** Every claim of the catalog whose value is unknown, in order of kind, id and field. */
export function unknownFigures(catalog: Catalog): readonly UnknownFigure[] {
  return listEntries(catalog).flatMap(({ kind, id, entry }) =>
    claimsOf(entry)
      .filter(({ claim }) => claim.value === undefined)
      .map(({ path, claim }) => ({
        kind,
        id,
        field: path.join('.'),
        reason: claim.reason,
        span: claim.span,
      })),
  );
}
