import {
  catalogKinds,
  checkCatalog,
  describeEntry,
  findEntry,
  listEntries,
  type Catalog,
  type CatalogKind,
  type EntryRow,
} from '../../catalog/index.ts';
import { didYouMean, hasErrors, sortDiagnostics } from '../../diagnostics/index.ts';
import { cell, textTable } from '../../report/index.ts';
import { exitCodes, type Command, type Flag } from '../command.ts';
import { complaint } from '../messages.ts';
import { readWorld } from '../../pipeline/index.ts';

const folderFlag: Flag = {
  name: 'catalog',
  value: 'DIR',
  summary: 'Another catalog folder than the one that comes with fleetwright',
  complete: 'file',
};

export const catalogCheck: Command = {
  words: ['catalog', 'check'],
  summary: 'Prove that every figure has a source or a reason, ids resolve, units fit and physics holds',
  details:
    'Errors give exit code 2. Notes list what is unknown: holes are kept, never filled with invented numbers.',
  positionals: [],
  flags: [folderFlag],
  examples: [
    { line: 'fleetwright catalog check', does: 'checks the catalog that comes with fleetwright' },
    {
      line: 'fleetwright catalog check --catalog ./catalog --json',
      does: 'checks your own copy, for a program',
    },
  ],
  async run({ flags }, terminal) {
    const world = readWorld(text(flags.catalog));
    const all = sortDiagnostics([...world.diagnostics, ...checkCatalog(world.catalog)]);
    const counts = Object.fromEntries(catalogKinds.map((kind) => [kind, world.catalog[kind].size]));
    const of = (severity: string): number => all.filter((one) => one.severity === severity).length;
    terminal.result(
      () => {
        const unknown = all.filter(({ severity }) => severity === 'note');
        return [
          Object.entries(counts)
            .map(([kind, count]) => `${count} ${kind}`)
            .join(', ') + `, ${world.rulebook.rules.length} rules`,
          `${of('error')} errors, ${of('warning')} warnings, ${of('note')} notes of what is unknown`,
          ...unknown.map(({ message }) => `  ${message}`),
        ].join('\n');
      },
      () => ({
        ok: !hasErrors(all),
        hash: world.catalog.hash,
        counts: { ...counts, rules: world.rulebook.rules.length },
        diagnostics: all,
      }),
    );
    if (!terminal.json) terminal.diagnostics(all.filter(({ severity }) => severity !== 'note'));
    return hasErrors(all) ? exitCodes.badInput : exitCodes.done;
  },
};

export const catalogList: Command = {
  words: ['catalog', 'list'],
  summary: 'List the entries of the catalog',
  positionals: [{ name: 'KIND', summary: catalogKinds.join(', '), optional: true, complete: catalogKinds }],
  flags: [folderFlag],
  examples: [
    { line: 'fleetwright catalog list accelerators', does: 'every chip with its vendor' },
    { line: 'fleetwright catalog list --json', does: 'everything, for a program' },
  ],
  async run({ positionals, flags }, terminal) {
    const kind = catalogKinds.find((one) => one === positionals.KIND);
    if (positionals.KIND !== undefined && kind === undefined) {
      const guess = didYouMean(positionals.KIND, catalogKinds);
      terminal.diagnostics([
        complaint(
          'FW-CLI-0004',
          'KIND',
          `no kind \`${positionals.KIND}\`; expected one of ${catalogKinds.join(', ')}`,
          guess && `did you mean \`${guess}\`?`,
        ),
      ]);
      return exitCodes.badInput;
    }
    const entries = listEntries(readWorld(text(flags.catalog)).catalog, kind);
    terminal.result(
      () =>
        textTable(
          {
            id: 'entries',
            title: `${entries.length} ${kind ?? 'entries'}`,
            columns: [...(kind === undefined ? [{ title: 'Kind' }] : []), { title: 'Id' }, { title: 'What' }],
            rows: entries.map((one) => [
              ...(kind === undefined ? [cell(one.kind)] : []),
              cell(one.id),
              cell(title(one.entry)),
            ]),
            empty: 'Nothing of this kind is in the catalog.',
          },
          terminal.colour,
          terminal.width,
        ),
      () => entries.map(({ kind: of, id, entry }) => ({ kind: of, id, title: title(entry) })),
    );
    return exitCodes.done;
  },
};

export const catalogShow: Command = {
  words: ['catalog', 'show'],
  summary: 'Print an entry with the source of every figure',
  positionals: [{ name: 'ID', summary: 'id of an accelerator, system, offer, model, site, party, event, …' }],
  flags: [folderFlag],
  examples: [
    {
      line: 'fleetwright catalog show nvidia-h20-96',
      does: 'the H20 with sources, TPP and performance density',
    },
    { line: 'fleetwright catalog show bytedance --json', does: 'for a program' },
  ],
  async run({ positionals, flags }, terminal) {
    const { catalog } = readWorld(text(flags.catalog));
    const id = positionals.ID ?? '';
    const search = findEntry(catalog, id);
    if (!search.ok) {
      terminal.diagnostics([
        complaint(
          'FW-CLI-0008',
          'ID',
          `the catalog has no entry \`${id}\``,
          search.suggestion === undefined ? similar(catalog, id) : `did you mean \`${search.suggestion}\`?`,
        ),
      ]);
      return exitCodes.badInput;
    }
    const { found } = search;
    const rows = describeEntry(found);
    const used = [...new Set(rows.flatMap(({ source }) => source ?? []))].toSorted();
    const sources = used.map((key) => catalog.sources.get(key)).filter((source) => source !== undefined);
    terminal.result(
      () =>
        [
          textTable(
            {
              id: 'entry',
              title: `${found.id} (${singular(found.kind)})`,
              columns: [
                { title: 'Field' },
                { title: 'Value' },
                { title: 'Grade' },
                { title: 'Source or reason' },
              ],
              rows: rows.map((row) => [
                cell(row.field),
                cell(row.written),
                cell(row.grade ?? ''),
                cell(evidence(row)),
              ]),
              empty: '',
            },
            terminal.colour,
            terminal.width,
          ),
          ...(sources.length === 0
            ? []
            : [
                '',
                'Sources',
                ...sources.map(
                  ({ key, title: what, ref, date }) =>
                    `  ${key}: ${what}${date === undefined ? '' : ` (${date})`}\n    ${ref}`,
                ),
              ]),
        ].join('\n'),
      () => ({ kind: found.kind, id: found.id, rows, sources }),
    );
    return exitCodes.done;
  },
};

function evidence(row: EntryRow): string {
  return [row.source, row.date, row.reason, row.note].filter((part) => part !== undefined).join('; ');
}

function title(entry: object): string {
  const name =
    'title' in entry ? entry.title : 'name' in entry ? entry.name : 'system' in entry ? entry.system : '';
  return String(name);
}

function singular(kind: CatalogKind): string {
  return kind === 'parties'
    ? 'party'
    : kind === 'countryGroups'
      ? 'country group'
      : kind === 'series' || kind === 'fx'
        ? kind
        : kind.slice(0, -1);
}

/** Ids that contain what was typed: `h20` → `nvidia-h20-96, nvidia-h20-141, …`. */
function similar(catalog: Catalog, typed: string): string {
  const near = listEntries(catalog).filter((entry) => entry.id.toLowerCase().includes(typed.toLowerCase()));
  const ids = [...new Set(near.map((entry) => entry.id))].slice(0, 6);
  return ids.length === 0 ? 'see fleetwright catalog list' : `did you mean one of ${ids.join(', ')}?`;
}

function text(flag: string | boolean | undefined): string | undefined {
  return typeof flag === 'string' ? flag : undefined;
}
