import { hasErrors, type Diagnostic } from '../../diagnostics/index.ts';
import {
  compareExports,
  importWorkbook,
  type ExportedFile,
  type ExportFormat,
  type FileDifference,
} from '../../handoff/index.ts';
import type { PlanFile } from '../../plan/index.ts';
import { cell, textTable } from '../../report/index.ts';
import { exitCodes, type Command, type ExitCode } from '../command.ts';
import { clearAfterKill, readExport, writeExport, type LastExport } from '../export-folder.ts';
import { checkerOf, formatFor, formatList, wrongFormat } from '../export-format.ts';
import { fileTrouble } from '../../files/index.ts';
import { complaint } from '../messages.ts';
import { readPlanFile } from '../plan-file.ts';
import { refuse } from '../refuse.ts';
import type { Terminal } from '../terminal.ts';

export const exportPlan: Command = {
  words: ['export'],
  summary: 'Hand a plan over: workbook, tables, quotas, commitments, purchase requests',
  details:
    'Every export is checked before it is written, and is written whole or not at all. What was changed by hand in the ' +
    'last export is not overwritten unless you say --force. Exit code 3: the export is not valid, nothing was written.',
  positionals: [
    {
      name: 'FORMAT',
      summary: 'what to make (see --list)',
      optional: true,
      complete: formatList.map(({ name }) => name),
    },
    { name: 'PLAN', summary: 'plan file (JSON)', optional: true, complete: 'file' },
  ],
  flags: [
    { name: 'out', value: 'PATH', summary: 'File or folder to write', complete: 'file' },
    { name: 'list', summary: 'List the formats' },
    { name: 'check', summary: 'Only check: what lies at --out, or what would be written' },
    { name: 'dry-run', summary: 'Say what would be written, write nothing' },
    { name: 'diff', summary: 'Show how it differs from the last export at --out; write nothing' },
    {
      name: 'previous',
      value: 'PLAN',
      summary: 'The plan this one replaces: what it drops is superseded (focus)',
      complete: 'file',
    },
    {
      name: 'scenario',
      value: 'FILE',
      summary: 'The scenario the plan was made from (formats of clusters)',
      complete: 'file',
    },
    { name: 'force', summary: 'Overwrite what was changed by hand' },
  ],
  examples: [
    { line: 'fleetwright export --list', does: 'lists the formats' },
    { line: 'fleetwright export xlsx plan.json --out plan.xlsx', does: 'writes the workbook' },
    {
      line: 'fleetwright export focus plan.json --out focus --diff',
      does: 'compares with the last export in focus/',
    },
    { line: 'fleetwright export csv --check --out tables', does: 'checks the tables that lie in tables/' },
  ],
  async run({ positionals, flags }, terminal) {
    if (flags.list === true) return list(terminal);
    const name = positionals.FORMAT ?? '';
    const unknown = wrongFormat(positionals.FORMAT);
    if (unknown) return refuse(terminal, [unknown]);
    const out = typeof flags.out === 'string' ? flags.out : undefined;
    if (flags.check === true && positionals.PLAN === undefined) return checkLast(name, out, terminal);
    const plan = planAt('PLAN', positionals.PLAN);
    const previous = typeof flags.previous === 'string' ? planAt('previous', flags.previous) : undefined;
    const problems = [...plan.diagnostics, ...(previous?.diagnostics ?? [])];
    if (plan.plan === undefined || hasErrors(problems)) return refuse(terminal, problems);
    const scenario = typeof flags.scenario === 'string' ? flags.scenario : undefined;
    const found = formatFor(name, plan.plan, positionals.PLAN ?? '', scenario);
    if (!found.ok) return refuse(terminal, found.diagnostics);
    const { format } = found;
    const files = await format.files(
      plan.plan,
      previous?.plan === undefined ? {} : { previous: previous.plan },
    );
    const trouble = await format.validate(files);
    terminal.diagnostics(trouble);
    if (hasErrors(trouble)) return exitCodes.no;
    if (flags.check === true || flags['dry-run'] === true) return say(terminal, format, files, undefined);
    if (out === undefined) {
      return refuse(terminal, [
        complaint('FW-CLI-0003', 'out', 'missing --out PATH: where to write', 'or say --dry-run'),
      ]);
    }
    clearAfterKill(out);
    const last = readExport(out, format, files[0]?.path ?? '');
    if (flags.diff === true) return showDifference(terminal, await compareExports(last.files, files));
    const loss = await obstacle(out, format, last, files, flags.force === true);
    const refusal = loss ?? writeExport(out, format, files);
    return refusal === undefined ? say(terminal, format, files, out) : refuse(terminal, [refusal]);
  },
};

function list(terminal: Terminal): ExitCode {
  terminal.result(
    () =>
      textTable(
        {
          id: 'formats',
          title: 'Ways to hand a plan over',
          columns: [{ title: 'Format' }, { title: 'Writes' }, { title: 'What it is' }],
          rows: formatList.map(({ name, shape, summary }) => [cell(name), cell(`a ${shape}`), cell(summary)]),
          empty: '',
        },
        terminal.colour,
        terminal.width,
      ),
    () => formatList,
  );
  return exitCodes.done;
}

function planAt(
  name: string,
  path: string | undefined,
): { readonly plan?: PlanFile; readonly diagnostics: readonly Diagnostic[] } {
  if (path === undefined)
    return { diagnostics: [complaint('FW-CLI-0003', name, `missing ${name}: plan file (JSON)`)] };
  return readPlanFile(path);
}

/** Checks what lies at a path as the system that takes it would. */
async function checkLast(name: string, out: string | undefined, terminal: Terminal): Promise<ExitCode> {
  if (out === undefined)
    return refuse(terminal, [complaint('FW-CLI-0003', 'PLAN', 'missing PLAN or --out PATH: what to check')]);
  const format = checkerOf(name);
  if (format === undefined) throw new Error(`no format ${name}`);
  const { files } = readExport(out, format, 'plan.xlsx');
  if (files.length === 0)
    return refuse(terminal, [fileTrouble('FW-FILE-0001', out, `there is no export at ${out}`)]);
  const found = await format.validate(files);
  terminal.diagnostics(found);
  terminal.result(
    () =>
      hasErrors(found)
        ? `${out}: not valid.`
        : `${out}: valid, ${files.length} document${files.length === 1 ? '' : 's'}.`,
    () => ({ ok: !hasErrors(found), path: out, diagnostics: found }),
  );
  return hasErrors(found) ? exitCodes.no : exitCodes.done;
}

/**
 * Why an export may not be written over what lies there. Files that are not part of an export are never removed; what was
 * changed in one by hand is overwritten only with `force`.
 */
async function obstacle(
  out: string,
  format: ExportFormat,
  last: LastExport,
  next: readonly ExportedFile[],
  force: boolean,
): Promise<Diagnostic | undefined> {
  if (last.foreign.length > 0) {
    const found = `${out} holds what is no part of an export: ${few(last.foreign)}; nothing was written`;
    return complaint('FW-CLI-0007', out, found, 'choose another place');
  }
  if (force) return undefined;
  const cells = format.name === 'xlsx' ? await editedCells(out, last.files, next) : [];
  const edited = [...last.edited, ...cells];
  if (edited.length === 0) return undefined;
  const hint =
    cells.length > 0
      ? `read the changes first: fleetwright import xlsx ${out}; or say --force`
      : 'choose another place, or say --force';
  return complaint(
    'FW-CLI-0007',
    out,
    `${out} was changed by hand: ${few(edited)}; nothing was written`,
    hint,
  );
}

/** Cells of the last workbook that were changed; the file itself where it is no workbook of ours. */
async function editedCells(
  out: string,
  [last]: readonly ExportedFile[],
  [next]: readonly ExportedFile[],
): Promise<readonly string[]> {
  if (last === undefined || next === undefined) return [];
  const [same] = await compareExports([{ ...last, path: next.path }], [next]);
  if (same?.change === 'same' || typeof last.content === 'string') return [];
  const { changes, diagnostics } = await importWorkbook(out, last.content);
  if (changes.length === 0 && hasErrors(diagnostics)) return [out];
  return changes.map(({ sheet, cell: at }) => `${sheet}!${at}`);
}

function few(names: readonly string[]): string {
  const more = names.length > 5 ? ` and ${names.length - 5} more` : '';
  return `${names.slice(0, 5).join(', ')}${more}`;
}

function say(
  terminal: Terminal,
  format: ExportFormat,
  files: readonly ExportedFile[],
  out: string | undefined,
): ExitCode {
  const documents = files.map(({ path, content }) => ({ path, bytes: Buffer.byteLength(content) }));
  terminal.result(
    () =>
      [
        documents.length === 0
          ? `${format.name}: the plan gives nothing to hand over; ${out === undefined ? 'nothing would be written' : `${out} is empty`}.`
          : out === undefined
            ? `${format.name}: valid. Would write:`
            : `Wrote ${out} (${format.name}, valid):`,
        ...documents.map(({ path, bytes }) => `  ${path}  ${bytes} B`),
      ].join('\n'),
    () => ({ ok: true, format: format.name, written: out ?? null, documents }),
  );
  return exitCodes.done;
}

/** Lines shown of each document; the JSON has all of them. */
const mostLines = 20;

function showDifference(terminal: Terminal, differences: readonly FileDifference[]): ExitCode {
  terminal.result(
    () =>
      differences
        .flatMap(({ path, change, added, removed }) => {
          const lines = [...removed.map((line) => `  - ${line}`), ...added.map((line) => `  + ${line}`)];
          const more = lines.length > mostLines ? [`  … ${lines.length - mostLines} lines more`] : [];
          return [
            `${change.padEnd(8)} ${path}`,
            ...(change === 'changed' ? [...lines.slice(0, mostLines), ...more] : []),
          ];
        })
        .join('\n'),
    () => differences,
  );
  return exitCodes.done;
}
