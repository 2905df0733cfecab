import { sortDiagnostics, type Diagnostic } from '../diagnostics/index.ts';
import { readYaml } from '../reading/index.ts';
import type { Catalog } from './catalog.ts';
import { checkChipPhysics } from './checks/chip-physics.ts';
import type { Check, CheckContext } from './checks/context.ts';
import { checkDates } from './checks/dates.ts';
import { checkEvidence } from './checks/evidence.ts';
import { checkProportion } from './checks/proportion.ts';
import { checkReferences } from './checks/references.ts';
import { checkSense } from './checks/sense.ts';
import { checkSystems } from './checks/systems.ts';
import { diagnose } from './messages.ts';
import type { CatalogFile } from './written-entries.ts';
import { unknownFigures } from './unknowns.ts';

const checks: readonly Check[] = [
  checkEvidence,
  checkReferences,
  checkProportion,
  checkChipPhysics,
  checkSystems,
  checkDates,
  checkSense,
];

/**
 * Proves what can be proved of a parsed catalog: every figure has a source or a written reason, ids resolve, units
 * fit, physics and sums hold, dates are in order. Errors are contradictions; notes list what nobody knows.
 *
 * @param rulesFiles the files of `catalog/rules/`, whose ids events may name; without them those names go unchecked
 */
export function checkCatalog(
  catalog: Catalog,
  { rulesFiles }: { readonly rulesFiles?: readonly CatalogFile[] } = {},
): readonly Diagnostic[] {
  const context: CheckContext = { catalog, ruleIds: rulesFiles && idsIn(rulesFiles) };
  const unknowns = unknownFigures(catalog).map(({ id, field, reason, span }) =>
    diagnose(
      'FW-CAT-0090',
      [id, field],
      span,
      `${id}.${field} is unknown${reason === undefined ? '' : `: ${reason}`}`,
      {
        severity: 'note',
      },
    ),
  );
  return sortDiagnostics([...checks.flatMap((check) => check(context)), ...unknowns]);
}

function idsIn(files: readonly CatalogFile[]): ReadonlySet<string> {
  return new Set(
    files.flatMap(({ path, text }) => {
      const { data } = readYaml(path, text);
      return typeof data === 'object' && data !== null ? Object.keys(data) : [];
    }),
  );
}
