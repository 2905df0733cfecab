import { didYouMean } from '../diagnostics/index.ts';
import { catalogKinds, type Catalog, type CatalogEntries, type CatalogKind } from './catalog.ts';

/** An entry with its kind and id. */
export type FoundEntry = {
  [K in CatalogKind]: { readonly kind: K; readonly id: string; readonly entry: CatalogEntries[K] };
}[CatalogKind];

export type Search =
  | { readonly ok: true; readonly found: FoundEntry }
  | { readonly ok: false; readonly suggestion: string | undefined };

/**
 * The entry of any kind with this id (or, for systems, this alias). An id used by several kinds gives the first in
 * the order of `catalogKinds`; `kind/id` names one exactly. When there is none, the closest id that exists.
 */
export function findEntry(catalog: Catalog, id: string): Search {
  const entries = listEntries(catalog);
  const found =
    entries.find((entry) => entry.id === id || `${entry.kind}/${entry.id}` === id) ??
    entries.find((entry) => entry.kind === 'systems' && entry.entry.aliases?.includes(id));
  if (found) return { ok: true, found };
  return {
    ok: false,
    suggestion: didYouMean(
      id,
      entries.map((entry) => entry.id),
    ),
  };
}

/** All entries, or those of one kind, in order of kind and id. */
export function listEntries(catalog: Catalog, kind?: CatalogKind): readonly FoundEntry[] {
  return catalogKinds
    .filter((each) => kind === undefined || each === kind)
    .flatMap((each) => [...catalog[each]].map(([id, entry]) => ({ kind: each, id, entry }) as FoundEntry));
}
