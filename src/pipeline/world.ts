import { parseCatalog, type Catalog } from '../catalog/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { parseRules, type Rulebook } from '../rules/index.ts';
import { packageRoot, readYamlFolder, type TextFile } from '../files/index.ts';

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
export function readWorld(folder = catalogFolder): World {
  return worldOf(readCatalogFiles(folder));
}

const catalogFolder = `${packageRoot}catalog`;

/** Every file of a catalog folder, by its path from `catalog/` on. */
export function readCatalogFiles(folder = catalogFolder): readonly TextFile[] {
  return readYamlFolder(folder, `${folder}/..`);
}

/** Facts and rules from the text of their files; only what follows `catalog/` in their paths matters. */
export function worldOf(files: readonly TextFile[]): World {
  const { catalog, diagnostics } = parseCatalog(files);
  const rules = parseRules(
    files.filter(({ path }) => path.includes('/rules/')),
    catalog,
  );
  return { catalog, rulebook: rules.rulebook, diagnostics: [...diagnostics, ...rules.diagnostics] };
}
