import type { Catalog } from '../catalog/index.ts';
import { hasErrors, sortDiagnostics, type Diagnostic } from '../diagnostics/index.ts';
import { checkShape, readYaml } from '../reading/index.ts';
import { say } from './messages.ts';
import { distinct, resolveScenario, type ResolveOptions, type ScenarioDocument } from './resolve.ts';
import { scenarioShape } from './shape.ts';
import { variantNames } from './variants.ts';

export interface ReadScenario {
  /** Absent when anything in the file is wrong. */
  readonly document?: ScenarioDocument;
  /** Every problem of the file and of each of its variants; warnings of one variant come with resolving it. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a scenario file and checks all of it at once: the YAML, the shape, and for the file as it stands and for
 * each of its variants every reference, unit, date and contradiction.
 */
export function readScenario(
  file: string,
  text: string,
  catalog: Catalog,
  options: Pick<ResolveOptions, 'rules'> = {},
): ReadScenario {
  const yaml = readYaml(file, text);
  if (hasErrors(yaml.diagnostics)) return { diagnostics: yaml.diagnostics };
  const shaped = checkShape(scenarioShape, yaml);
  if (!shaped.ok) return { diagnostics: sortDiagnostics(shaped.diagnostics) };

  const raw = shaped.value;
  const document: ScenarioDocument = { id: idOf(file), yaml, raw, variants: raw.variants ?? {} };
  const found = [undefined, ...variantNames(raw)].flatMap(
    (variant) => resolveScenario(document, catalog, { rules: options.rules, variant }).diagnostics,
  );
  const errors = found.filter(({ severity }) => severity === 'error');
  const diagnostics = sortDiagnostics(distinct([...sharedNames(document), ...errors]));
  return hasErrors(diagnostics) ? { diagnostics } : { document, diagnostics };
}

/** `scenarios/bytedance-2025.yaml` → `bytedance-2025`. */
function idOf(file: string): string {
  const name = file.split(/[/\\]/).at(-1) ?? file;
  return name.replace(/\.[^.]*$/, '') || 'scenario';
}

/** Overrides and variants share one set of names, because a variant includes both by name. */
function sharedNames({ yaml, raw }: ScenarioDocument): readonly Diagnostic[] {
  return variantNames(raw)
    .filter((name) => Object.hasOwn(raw.overrides ?? {}, name))
    .map((name) => {
      const path = ['variants', name];
      const place = { path, span: yaml.span(path, 'key') };
      return say.taken(place, 'variant', name, 'an override', 'give one of them another name');
    });
}
