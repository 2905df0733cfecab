import { parseCatalog, type Catalog } from '../catalog/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { parseRules, type Rulebook } from '../rules/index.ts';
import { packageRoot, readYamlFolder } from '../files/index.ts';

/** What is known of the world: facts and rules. */
export interface World {
  readonly catalog: Catalog;
  readonly rulebook: Rulebook;
  /** Trouble in the catalog's own files; a released package has none. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads facts and rules from a catalog folder; by default the one of the package.
 *
 * @param folder path of a folder with `accelerators/`, `rules/` and the like
 */
export function readWorld(folder = `${packageRoot}catalog`): World {
  const files = readYamlFolder(folder, `${folder}/..`);
  const { catalog, diagnostics } = parseCatalog(files);
  const rules = parseRules(
    files.filter(({ path }) => path.includes('/rules/')),
    catalog,
  );
  return { catalog, rulebook: rules.rulebook, diagnostics: [...diagnostics, ...rules.diagnostics] };
}
