import { stringify } from 'yaml';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { parseQuantity } from '../../quantity/index.ts';
import { inputKind } from '../account/index.ts';
import { handoffProblem } from '../messages.ts';
import { changesIn, type Change } from './changes.ts';
import { readWorkbook } from './read.ts';
import { asPlannedSheet } from './sheets/as-planned.ts';
import { assumptionColumns, assumptionSheet } from './sheets/assumptions.ts';

/** What a changed workbook says to its scenario. */
export interface ImportedChanges {
  /** Every changed cell, by sheet and row. */
  readonly changes: readonly Change[];
  /** The part of a scenario file that takes the changes over: `overrides:` and a variant that uses them; empty when nothing can be taken over. */
  readonly yaml: string;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a workbook back: what was changed, as overrides of the scenario.
 *
 * ```
 * bytes → cells → changes (against the sheet `As planned`) → assumptions by path → overrides (YAML)
 *                    │
 *                    └─ counts, dates, rates: figures of the plan, not assumptions; named, not taken over
 * ```
 *
 * @param file name for messages
 * @param name what the variant is called; its override has `-changes` behind that
 */
export async function importWorkbook(
  file: string,
  bytes: Uint8Array,
  name = 'workbook',
): Promise<ImportedChanges> {
  const workbook = await readWorkbook(bytes);
  const needed = [assumptionSheet, asPlannedSheet];
  if (
    workbook === undefined ||
    !needed.every((sheet) => workbook.sheets.some((each) => each.name === sheet))
  ) {
    const message = `${file} is not a workbook of a plan`;
    const hint = 'make one with `fleetwright export xlsx PLAN --out FILE`';
    return { changes: [], yaml: '', diagnostics: [handoffProblem('FW-HND-0003', [file], message, { hint })] };
  }
  const changes = changesIn(workbook);
  const diagnostics: Diagnostic[] = [];
  const taken = new Map<string, { readonly written: string; readonly change: Change }>();
  for (const change of changes) {
    const problem = obstacle(file, change, taken);
    if (problem !== undefined) diagnostics.push(problem);
    else if (change.assumption)
      taken.set(change.assumption.path, { written: change.assumption.written, change });
  }
  const written = new Map(
    (workbook.sheets.find((sheet) => sheet.name === assumptionSheet)?.rows ?? [])
      .slice(1)
      .map((cells) => [
        String(cells[assumptionColumns.path]?.value),
        String(cells[assumptionColumns.written]?.value),
      ]),
  );
  const values = new Map([...taken].map(([path, { written: value }]) => [path, value]));
  return { changes, yaml: values.size === 0 ? '' : overrides(name, values, written), diagnostics };
}

/** Why a change cannot be taken over, if it cannot. */
function obstacle(
  file: string,
  change: Change,
  taken: ReadonlyMap<string, { readonly written: string }>,
): Diagnostic | undefined {
  const { sheet, cell, about, assumption, before, after } = change;
  const place = [file, sheet, cell] as const;
  const difference = `${about}: ${String(before)} → ${String(after)}`;
  if (assumption === undefined) {
    const hint =
      'enter it in the scenario by hand: an order that is fixed is `frozen`, a price an `offers.change`';
    return handoffProblem(
      'FW-HND-0210',
      place,
      `${difference} is no assumption of the plan, or no plain value`,
      { hint, severity: 'warning' },
    );
  }
  const { path, written } = assumption;
  if (path.startsWith('systems.')) {
    const hint = 'change it in the catalog, with its source';
    return handoffProblem('FW-HND-0211', place, `${difference}: facts of systems belong to the catalog`, {
      hint,
      severity: 'warning',
    });
  }
  const kind = inputKind(path);
  if (kind !== undefined && !parseQuantity(written, kind).ok) {
    return handoffProblem('FW-HND-0212', place, `${path} cannot be \`${written}\``);
  }
  const other = taken.get(path);
  return other === undefined || other.written === written
    ? undefined
    : handoffProblem('FW-HND-0213', place, `${path} is changed to ${other.written} and to ${written}`);
}

type Tree = { [key: string]: unknown };

function overrides(
  name: string,
  values: ReadonlyMap<string, string>,
  before: ReadonlyMap<string, string>,
): string {
  const tree: Tree = {};
  for (const [path, value] of [...values].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const keys = scenarioPath(path);
    const last = keys.at(-1) ?? '';
    const claim = claimOf(value, before.get(path));
    // A list is replaced whole: the entries that were not changed stay as they were written.
    if (/^\d+$/u.test(last)) put(tree, keys.slice(0, -1), listOf(path, values, before));
    else put(tree, keys, claim);
  }
  // Overrides and variants share their names.
  const changes = `${name}-changes`;
  const title = 'Changed in the workbook';
  return stringify(
    { overrides: { [changes]: tree }, variants: { [name]: { title, include: [changes] } } },
    { lineWidth: 0 },
  );
}

function claimOf(value: string, before: string | undefined): unknown {
  const plain = value === 'true' || value === 'false' ? value === 'true' : value;
  return { value: plain, reason: `changed in the workbook${before === undefined ? '' : ` from ${before}`}` };
}

function listOf(
  path: string,
  values: ReadonlyMap<string, string>,
  before: ReadonlyMap<string, string>,
): readonly unknown[] {
  const stem = path.slice(0, path.lastIndexOf('.') + 1);
  return [...before]
    .filter(([other]) => other.startsWith(stem) && /^\d+$/u.test(other.slice(stem.length)))
    .toSorted(([a], [b]) => Number(a.slice(stem.length)) - Number(b.slice(stem.length)))
    .map(([other, written]) => {
      const value = values.get(other);
      return value === undefined ? written : claimOf(value, written);
    });
}

/** Where a scenario file says what a plan's assumption names: offers of the catalog are changed under `offers.change`. */
function scenarioPath(path: string): readonly string[] {
  const keys = path.split('.');
  const ofOffer = keys[0] === 'offers' && keys.length > 2;
  return ofOffer ? ['offers', 'change', ...keys.slice(1)] : keys;
}

function put(tree: Tree, keys: readonly string[], value: unknown): void {
  const [key = '', ...rest] = keys;
  if (rest.length === 0) {
    tree[key] = value;
    return;
  }
  const inside = tree[key];
  const branch: Tree = typeof inside === 'object' && inside !== null ? (inside as Tree) : {};
  tree[key] = branch;
  put(branch, rest, value);
}
