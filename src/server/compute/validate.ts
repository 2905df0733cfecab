import { hasErrors, type Diagnostic } from '../../diagnostics/index.ts';
import type { TextFile } from '../../files/index.ts';
import type { World } from '../../pipeline/index.ts';
import { readScenario, resolveScenario } from '../../scenario/index.ts';

/** What is wrong with a scenario, and what it is called. */
export interface Validation {
  readonly ok: boolean;
  readonly file: string;
  readonly title: string | null;
  readonly variants: string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a scenario and all its variants, as `fleetwright validate` does. */
export function validateScenario(file: TextFile, { catalog, rulebook }: World): Validation {
  const options = { rules: rulebook.rules.map(({ id }) => id) };
  const { document, diagnostics } = readScenario(file.path, file.text, catalog, options);
  const remarks = document ? resolveScenario(document, catalog, options).diagnostics : [];
  const found = [...diagnostics, ...remarks];
  return {
    ok: !hasErrors(found),
    file: file.path,
    title: document?.raw.title ?? null,
    variants: document ? Object.keys(document.variants) : [],
    diagnostics: found,
  };
}
