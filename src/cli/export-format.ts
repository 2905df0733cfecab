import { dirname } from 'node:path';
import { didYouMean, type Diagnostic } from '../diagnostics/index.ts';
import { formats, groundedFormats, groundFrom, type ExportFormat, type Ground } from '../handoff/index.ts';
import type { PlanFile } from '../plan/index.ts';
import { packageRoot, readTextFile } from '../files/index.ts';
import { complaint } from './messages.ts';
import { choiceOf, findScenario, prepareScenario, readWorld } from '../pipeline/index.ts';

/** Every format by name, as `export --list` shows it; those of clusters always write a folder. */
export const formatList = [
  ...formats.map(({ name, summary, shape }) => ({ name, summary, shape })),
  ...groundedFormats.map(({ name, summary }) => ({ name, summary, shape: 'folder' as const })),
];

/** A format ready to be used, or why it is not. */
export type FoundFormat =
  | { readonly ok: true; readonly format: ExportFormat }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** What is wrong with the name of a format, if anything. */
export function wrongFormat(name: string | undefined): Diagnostic | undefined {
  const names = formatList.map((format) => format.name);
  const all = `one of ${names.join(', ')}`;
  if (name === undefined) return complaint('FW-CLI-0003', 'FORMAT', `missing FORMAT: ${all}`);
  if (names.includes(name)) return undefined;
  const guess = didYouMean(name, names);
  const hint = guess === undefined ? all : `did you mean \`${guess}\`?`;
  return complaint('FW-CLI-0004', 'FORMAT', `there is no format \`${name}\``, hint);
}

/** What is needed to check documents that lie somewhere: for that no format needs a plan or a ground. */
export function checkerOf(name: string): Pick<ExportFormat, 'name' | 'shape' | 'validate'> | undefined {
  const grounded = groundedFormats.find((format) => format.name === name);
  return grounded === undefined
    ? formats.find((format) => format.name === name)
    : { name, shape: 'folder', validate: grounded.validate };
}

/**
 * The format of a name for one plan. Formats of clusters need the scenario the plan was made from, its rates, the rules
 * and the names of devices.
 *
 * @param path of the plan file
 * @param scenario where the scenario is; by default it is looked for by its name
 */
export function formatFor(
  name: string,
  plan: PlanFile,
  path: string,
  scenario: string | undefined,
): FoundFormat {
  const plain = formats.find((format) => format.name === name);
  if (plain) return { ok: true, format: plain };
  const grounded = groundedFormats.find((format) => format.name === name);
  if (!grounded) return { ok: false, diagnostics: [wrongFormat(name)].filter((one) => one !== undefined) };
  const ground = groundOf(plan, scenario ?? findScenario(plan.scenario, dirname(path)));
  return 'ok' in ground ? ground : { ok: true, format: grounded.on(ground) };
}

function groundOf(plan: PlanFile, path: string): Ground | Extract<FoundFormat, { readonly ok: false }> {
  const file = readTextFile(path);
  if ('code' in file) {
    return { ok: false, diagnostics: [{ ...file, hint: 'say where the scenario is: --scenario FILE' }] };
  }
  const table = 'catalog/device-names.yaml';
  const names = readTextFile(`${packageRoot}${table}`);
  if ('code' in names) return { ok: false, diagnostics: [names] };
  const prepared = prepareScenario(file, readWorld(), choiceOf(plan));
  if (!prepared.ok) return { ok: false, diagnostics: prepared.diagnostics };
  const { ground, diagnostics } = groundFrom(prepared, { path: table, text: names.text });
  return ground ?? { ok: false, diagnostics };
}
