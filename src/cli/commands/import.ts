import { readFileSync } from 'node:fs';
import { hasErrors } from '../../diagnostics/index.ts';
import { importWorkbook } from '../../handoff/index.ts';
import { cell, textTable } from '../../report/index.ts';
import { exitCodes, type Command } from '../command.ts';
import { errorCode, writeTextFile, fileTrouble } from '../../files/index.ts';
import { complaint } from '../messages.ts';
import { refuse } from '../refuse.ts';

export const importXlsx: Command = {
  words: ['import', 'xlsx'],
  summary: 'Read what was changed in a workbook back as overrides of its scenario',
  details:
    'Shows every changed cell, and writes the changed assumptions as `overrides:` with a variant that uses them. Paste it ' +
    'into the scenario and plan with --variant. Counts and dates are what the plan worked out: they are shown, not taken over.',
  positionals: [{ name: 'WORKBOOK', summary: 'workbook made by `export xlsx`', complete: 'file' }],
  flags: [
    { name: 'out', value: 'FILE', summary: 'Write the overrides (YAML)', complete: 'file' },
    { name: 'name', value: 'NAME', summary: 'Name of the override and its variant (default: workbook)' },
  ],
  examples: [
    { line: 'fleetwright import xlsx plan.xlsx', does: 'shows what was changed, and the overrides' },
    {
      line: 'fleetwright import xlsx plan.xlsx --out changes.yaml --name finance',
      does: 'keeps them as a file',
    },
  ],
  async run({ positionals, flags }, terminal) {
    const path = positionals.WORKBOOK ?? '';
    const name = typeof flags.name === 'string' ? flags.name : 'workbook';
    const bytes = bytesAt(path);
    if (typeof bytes === 'string')
      return refuse(terminal, [fileTrouble('FW-FILE-0001', path, `cannot read ${path}: ${bytes}`)]);
    if (!/^[\w-]+$/u.test(name)) {
      return refuse(terminal, [
        complaint('FW-CLI-0004', 'name', `--name ${name}: expected letters, digits and hyphens`),
      ]);
    }
    const { changes, yaml, diagnostics } = await importWorkbook(path, bytes, name);
    terminal.diagnostics(diagnostics);
    if (hasErrors(diagnostics)) return exitCodes.badInput;
    const trouble = typeof flags.out === 'string' && yaml !== '' ? writeTextFile(flags.out, yaml) : undefined;
    if (trouble) return refuse(terminal, [trouble]);
    terminal.result(
      () =>
        [
          textTable(
            {
              id: 'changes',
              title: `${path}: ${changes.length} cell${changes.length === 1 ? '' : 's'} changed`,
              columns: [
                { title: 'Cell' },
                { title: 'About' },
                { title: 'Before', align: 'right' },
                { title: 'Now', align: 'right' },
              ],
              rows: changes.map((change) => [
                cell(`${change.sheet}!${change.cell}`),
                cell(change.about),
                cell(String(change.before ?? '')),
                cell(String(change.after ?? '')),
              ]),
              empty: 'Nothing was changed.',
            },
            terminal.colour,
            terminal.width,
          ),
          ...(yaml === '' ? [] : [yaml.trimEnd()]),
        ].join('\n\n'),
      () => ({ workbook: path, changes, overrides: yaml }),
    );
    return exitCodes.done;
  },
};

/** The bytes of a file, or why they cannot be read. */
function bytesAt(path: string): Uint8Array | string {
  try {
    return new Uint8Array(readFileSync(path));
  } catch (error) {
    return errorCode(error);
  }
}
