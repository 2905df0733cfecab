import type { Diagnostic } from '../diagnostics/index.ts';
import type { TextFile } from '../files/index.ts';
import { readScenario } from '../scenario/index.ts';
import type { World } from './world.ts';

/** Where a site is, in words. */
export interface Place {
  readonly site: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2; `unknown` where neither scenario nor catalog says. */
  readonly country: string;
  /** As the catalog names it: a province, a city; the id of the site where it is the scenario's own. */
  readonly area: string;
}

/** The places of the sites of a scenario: what it says itself, else what the catalog entry says that the site is made from. */
export function placesOf(
  file: TextFile,
  { catalog, rulebook }: World,
): { readonly places?: readonly Place[]; readonly diagnostics: readonly Diagnostic[] } {
  const rules = rulebook.rules.map(({ id }) => id);
  const { document, diagnostics } = readScenario(file.path, file.text, catalog, { rules });
  if (!document) return { diagnostics };
  const places = Object.entries(document.raw.sites ?? {}).map(([site, { from, name, country }]) => {
    const known = from === undefined ? undefined : catalog.sites.get(from);
    return {
      site,
      name: name ?? known?.name ?? site,
      country: country ?? known?.country ?? 'unknown',
      area: known?.area ?? site,
    };
  });
  return { places, diagnostics };
}
