import { readTextFile, writeTextFile } from '../../../files/index.ts';
import { cell, type Section } from '../../../report/index.ts';
import {
  backupStore,
  describeLocation,
  exportRecords,
  headsOf,
  importRecords,
  listRecords,
  readHeads,
  restoreStore,
  verifyStore,
  writeHeads,
  type VerifiedStore,
} from '../../../store/index.ts';
import { exitCodes, type Command } from '../../command.ts';
import { readExport, writeExport } from '../../export-folder.ts';
import { complaint } from '../../messages.ts';
import { atDesk, recordFlag, refuse, storeFlag, textFlag } from '../../record/desk.ts';
import { print } from './look.ts';

export const recordVerify: Command = {
  words: ['record', 'verify'],
  summary:
    'Find out whether anything in the records was altered, removed, moved or cut off since it was written',
  details:
    'Hashes every entry and every kept file again, follows the chain, and asks of every entry whether it was permitted. Names the ' +
    'first entry that is wrong; exit code 3. Somebody who rewrites a whole history and its end too can be told only from an end that was ' +
    'noted elsewhere before: see `record heads`.',
  positionals: [],
  flags: [
    {
      name: 'against',
      value: 'FILE',
      summary: 'Ends of records noted before: of `record heads` or an export',
      complete: 'file',
    },
    { ...recordFlag, summary: 'Only this record' },
    storeFlag,
  ],
  examples: [
    { line: 'fleetwright record verify', does: 'verifies every record of the store' },
    { line: 'fleetwright record verify --against heads.json', does: 'also against ends noted elsewhere' },
  ],
  async run(args, terminal) {
    const against = textFlag(args.flags.against);
    const file = against === undefined ? undefined : readTextFile(against);
    if (file !== undefined && 'code' in file) return refuse(terminal, [file]);
    const noted = file === undefined ? [] : readHeads(file.text);
    if (noted === undefined)
      return refuse(terminal, [
        complaint(
          'FW-CLI-0004',
          'against',
          `${against} has no ends of records`,
          'write them with fleetwright record heads --out FILE',
        ),
      ]);
    return atDesk(args, terminal, async ({ store }) => {
      const only = textFlag(args.flags.record);
      const verified = await verifyStore(store, { noted, ...(only !== undefined && { records: [only] }) });
      print(terminal, [verifiedTable(verified)], () => verified);
      return verified.ok ? exitCodes.done : exitCodes.no;
    });
  },
};

function verifiedTable({ records, missingGuards }: VerifiedStore): Section {
  const guards =
    missingGuards.length === 0
      ? []
      : [
          [
            cell('(the store)'),
            cell(''),
            cell(`does not refuse changes any more: ${missingGuards.join(', ')}`, { tone: 'bad' as const }),
          ],
        ];
  return {
    id: 'verified',
    title: 'Is everything as it was written?',
    columns: ['Record', 'Entries', 'Found'].map((title) => ({ title })),
    rows: [
      ...records.map(({ record, entries, contents, head, broken }) => [
        cell(record),
        cell(String(entries)),
        broken === undefined
          ? cell(`as written: ${entries} entries, ${contents} files, end ${head?.hash.slice(0, 12)}`, {
              tone: 'good' as const,
            })
          : cell(`${broken.kind} at entry ${broken.seq}: ${broken.what}`, { tone: 'bad' as const }),
      ]),
      ...guards,
    ],
    empty: 'The store has no record yet.',
  };
}

export const recordHeads: Command = {
  words: ['record', 'heads'],
  summary: 'Note where every record ends, to be kept where nobody who writes to the store can reach it',
  positionals: [],
  flags: [{ name: 'out', value: 'FILE', summary: 'Write them to a file', complete: 'file' }, storeFlag],
  examples: [
    { line: 'fleetwright record heads --out heads.json', does: 'for record verify --against heads.json' },
  ],
  async run(args, terminal) {
    return atDesk(args, terminal, async ({ store }) => {
      const heads = await headsOf(store);
      const out = textFlag(args.flags.out);
      const trouble = out === undefined ? undefined : writeTextFile(out, writeHeads(heads));
      if (trouble !== undefined) return refuse(terminal, [trouble]);
      const section: Section = {
        id: 'heads',
        title: out === undefined ? 'Where the records end' : `Where the records end: wrote ${out}`,
        columns: ['Record', 'Entries', 'Hash of the last'].map((title) => ({ title })),
        rows: heads.map(({ record, seq, hash }) => [cell(record), cell(String(seq)), cell(hash)]),
        empty: 'The store has no record yet.',
      };
      print(terminal, [section], () => JSON.parse(writeHeads(heads)) as unknown);
      return exitCodes.done;
    });
  },
};

export const recordBackup: Command = {
  words: ['record', 'backup'],
  summary: 'Copy the whole store into one file while others use it; the copy is verified before it counts',
  details:
    'The file is a SQLite store, also of a PostgreSQL one: it opens with --store FILE, and restores into either.',
  positionals: [{ name: 'FILE', summary: 'a new file', complete: 'file' }],
  flags: [storeFlag],
  examples: [{ line: 'fleetwright record backup backup/2026-11-27.sqlite', does: 'writes a verified copy' }],
  async run(args, terminal) {
    const path = args.positionals.FILE ?? '';
    return atDesk(args, terminal, async ({ store }) => {
      const made = await backupStore(store, path);
      if ('code' in made) return refuse(terminal, [made]);
      print(terminal, [{ ...verifiedTable(made), title: `Wrote ${path}, and verified it` }], () => ({
        written: path,
        ...made,
      }));
      return exitCodes.done;
    });
  },
};

export const recordRestore: Command = {
  words: ['record', 'restore'],
  summary: 'Fill an empty store from a backup, all or nothing',
  details: 'Also the way from SQLite to PostgreSQL: back up the one, restore into the other.',
  positionals: [{ name: 'FILE', summary: 'a backup', complete: 'file' }],
  flags: [storeFlag],
  examples: [
    {
      line: 'fleetwright record restore backup/2026-11-27.sqlite --store postgres://me@localhost/fleetwright',
      does: 'moves to PostgreSQL',
    },
  ],
  async run(args, terminal) {
    const path = args.positionals.FILE ?? '';
    return atDesk(
      args,
      terminal,
      async ({ store }) => {
        const made = await restoreStore(path, store);
        if ('code' in made) return refuse(terminal, [made]);
        const place = describeLocation(store.location);
        print(
          terminal,
          [{ ...verifiedTable(made), title: `Restored ${path} into ${place}, and verified it` }],
          () => ({
            restored: path,
            store: place,
            ...made,
          }),
        );
        return made.ok ? exitCodes.done : exitCodes.no;
      },
      { mayCreate: true },
    );
  },
};

/** What tells an export of records from other folders. */
const exportShape = { shape: 'folder', name: 'record' } as const;

export const recordExport: Command = {
  words: ['record', 'export'],
  summary: 'Write records as plain files: plans, scenarios, notes, attachments and the whole history',
  details:
    'Everything that `record import` needs to give the same records with the same hashes, and nothing that needs this program to be read.',
  positionals: [{ name: 'FOLDER', summary: 'a new folder, or the one of the last export', complete: 'file' }],
  flags: [
    { ...recordFlag, summary: 'Only this record (default: all)' },
    { name: 'force', summary: 'Write over an export that was changed by hand' },
    storeFlag,
  ],
  examples: [{ line: 'fleetwright record export out/records', does: 'writes every record of the store' }],
  async run(args, terminal) {
    const folder = args.positionals.FOLDER ?? '';
    return atDesk(args, terminal, async ({ store }) => {
      const only = textFlag(args.flags.record);
      const files = await exportRecords(store, only === undefined ? await listRecords(store) : [only]);
      if ('code' in files) return refuse(terminal, [files]);
      const last = readExport(folder, exportShape, '');
      const strange = last.foreign[0] ?? (args.flags.force === true ? undefined : last.edited[0]);
      if (strange !== undefined)
        return refuse(terminal, [
          complaint(
            'FW-CLI-0007',
            folder,
            `${folder} holds ${strange}, which ${last.foreign.length > 0 ? 'is no part of an export' : 'was changed by hand'}; nothing was written`,
            'choose another folder',
          ),
        ]);
      const trouble = writeExport(folder, exportShape, files);
      if (trouble !== undefined) return refuse(terminal, [trouble]);
      terminal.result(
        () => [`Wrote ${folder}:`, ...files.map(({ path }) => `  ${path}`)].join('\n'),
        () => ({ written: folder, files: files.map(({ path }) => path) }),
      );
      return exitCodes.done;
    });
  },
};

export const recordImport: Command = {
  words: ['record', 'import'],
  summary: 'Take records of an export into a store, with the same hashes',
  details:
    'All or nothing. A record that is there already goes on from where it ends; where both went on differently nothing is taken.',
  positionals: [{ name: 'FOLDER', summary: 'an export', complete: 'file' }],
  flags: [storeFlag],
  examples: [
    {
      line: 'fleetwright record import out/records --store other.sqlite',
      does: 'the same records elsewhere',
    },
  ],
  async run(args, terminal) {
    const folder = args.positionals.FOLDER ?? '';
    const { files, foreign } = readExport(folder, exportShape, '');
    if (files.length === 0)
      return refuse(terminal, [
        complaint('FW-CLI-0008', 'FOLDER', `there is no export of records at ${foreign[0] ?? folder}`),
      ]);
    return atDesk(
      args,
      terminal,
      async ({ store }) => {
        const made = await importRecords(store, files);
        const problems = made.flatMap((one) => ('code' in one ? [one] : []));
        if (problems.length > 0) return refuse(terminal, problems);
        const records = made.flatMap((one) => ('code' in one ? [] : [one]));
        terminal.result(
          () =>
            records
              .map(({ record, entries, added }) => `${record}: ${added} of ${entries} entries are new`)
              .join('\n'),
          () => ({ records }),
        );
        return exitCodes.done;
      },
      { mayCreate: true },
    );
  },
};
