import { hasErrors, type Diagnostic } from '../../diagnostics/index.ts';
import {
  listRecords,
  openStore,
  parseStoreLocation,
  readRecord,
  versionNumber,
  type Act,
  type Changed,
  type RecordState,
  type Store,
} from '../../store/index.ts';
import { exitCodes, type Arguments, type ExitCode, type Flag } from '../command.ts';
import { complaint } from '../messages.ts';
import { clashingFiles } from '../plan-outputs.ts';
import type { Terminal } from '../terminal.ts';
import { defaultAuthor } from './author.ts';

/** Where the records are: every command about them has it. */
export const storeFlag: Flag = {
  name: 'store',
  value: 'PLACE',
  summary:
    'File or postgres://… address of the store (default .fleetwright/record.sqlite, or FLEETWRIGHT_STORE)',
  complete: 'file',
};

/** Which record of the store. */
export const recordFlag: Flag = {
  name: 'record',
  value: 'NAME',
  summary: 'Which record (default: the only one)',
};

/** Options of commands that write. */
export const writingFlags: readonly Flag[] = [
  recordFlag,
  {
    name: 'as',
    value: 'AUTHOR',
    summary: 'Who does it (default: name and address from git, else your user name)',
  },
  {
    name: 'expect',
    value: 'HASH',
    summary: 'Only if the record still ends with this entry (as `record show` prints it)',
  },
  storeFlag,
];

/** An open store, and the questions that commands ask of it. */
export interface Desk {
  readonly store: Store;
  /** The record that is meant. */
  readonly state: () => Promise<RecordState | Diagnostic>;
  /** The version that is meant: the one written, else `fallback`. */
  readonly version: (
    state: RecordState,
    written: string | undefined,
    fallback?: 'latest' | 'approved',
  ) => number | Diagnostic;
  /** Who does what to the record; says so on stderr. */
  readonly act: (record: string) => Act;
}

/** Opens the store a command is about, and closes it whatever happens. */
export async function atDesk(
  { flags }: Arguments,
  terminal: Terminal,
  work: (desk: Desk) => Promise<ExitCode>,
  options: { readonly mayCreate?: boolean } = {},
): Promise<ExitCode> {
  const location = parseStoreLocation(textFlag(flags.store) ?? process.env.FLEETWRIGHT_STORE);
  if ('code' in location) return refuse(terminal, [location]);
  const place = location.kind === 'sqlite' ? location.path : undefined;
  const clash = clashingFiles({ flags: { ...flags, store: place }, positionals: {} }, ['store']);
  if (clash.length > 0) return refuse(terminal, clash);
  const store = await openStore(location, { mustExist: options.mayCreate !== true });
  if ('code' in store) return refuse(terminal, [store]);
  try {
    return await work({
      store,
      state: async () => {
        const record = await chosenRecord(store, textFlag(flags.record));
        return typeof record === 'string' ? readRecord(store, record) : record;
      },
      version: (state, written, fallback = 'latest') => versionNumber(state, written ?? fallback),
      act(record) {
        const author = (textFlag(flags.as) ?? defaultAuthor()).trim();
        if (!terminal.quiet) terminal.note(`as ${author}`);
        return { record, author, at: new Date().toISOString(), expected: textFlag(flags.expect) };
      },
    });
  } finally {
    await store.close();
  }
}

/** Whether there is a store, and in it a record of this name. */
export async function holdsRecord(name: string, { flags }: Arguments): Promise<boolean> {
  const location = parseStoreLocation(textFlag(flags.store) ?? process.env.FLEETWRIGHT_STORE);
  const store = 'code' in location ? location : await openStore(location, { mustExist: true });
  if ('code' in store) return false;
  try {
    return (await listRecords(store)).includes(name);
  } finally {
    await store.close();
  }
}

/** A flag that holds a text. */
export function textFlag(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The record that is named, or the only one. */
async function chosenRecord(store: Store, written: string | undefined): Promise<string | Diagnostic> {
  if (written !== undefined) return written;
  const records = await listRecords(store);
  const [only] = records;
  if (only === undefined)
    return complaint(
      'FW-CLI-0010',
      'record',
      'the store has no record yet',
      'add a plan: fleetwright record add PLAN',
    );
  if (records.length === 1) return only;
  const some = records.slice(0, 8).join(', ');
  return complaint(
    'FW-CLI-0010',
    'record',
    `the store has ${records.length} records: say which one`,
    `--record NAME: ${some}${records.length > 8 ? ', …' : ''}`,
  );
}

/** Codes that mean "no" rather than "your input cannot be used". */
const answersNo: ReadonlySet<string> = new Set([
  'FW-STO-0011',
  'FW-STO-0015',
  'FW-STO-0018',
  'FW-STO-0019',
  'FW-STO-0020',
  'FW-STO-0021',
  'FW-STO-0024',
  'FW-STO-0026',
]);

/** Prints what is wrong; 3 where the answer is no, 2 where the input cannot be used. */
export function refuse(terminal: Terminal, problems: readonly Diagnostic[]): ExitCode {
  terminal.diagnostics(problems);
  const errors = problems.filter((problem) => hasErrors([problem]));
  return errors.every(({ code }) => answersNo.has(code)) ? exitCodes.no : exitCodes.badInput;
}

/** Prints what a change did, or what was against it. */
export function tell(
  terminal: Terminal,
  made: Changed | readonly Diagnostic[],
  sentence: (state: RecordState) => string,
): ExitCode {
  if (!('state' in made)) return refuse(terminal, made);
  terminal.result(
    () => sentence(made.state),
    () => ({ record: made.state.id, head: made.state.head, entries: made.entries }),
  );
  return exitCodes.done;
}
