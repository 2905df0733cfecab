import { writeFileSync } from 'node:fs';
import type { Diagnostic } from '../../../diagnostics/index.ts';
import { errorCode, fileTrouble } from '../../../files/index.ts';
import { readPlan, type ReadPlan } from '../../../plan/index.ts';
import { diffPlans } from '../../../planning/index.ts';
import { textDiff, textTable, type Section } from '../../../report/index.ts';
import {
  approvedVersion,
  getContent,
  getText,
  listRecords,
  openConcerns,
  possibleSteps,
  readHistory,
  readRecord,
  versionOf,
  type RecordState,
  type Store,
} from '../../../store/index.ts';
import { exitCodes, type Command } from '../../command.ts';
import { complaint } from '../../messages.ts';
import {
  concernsTable,
  decisionsTable,
  frozenTable,
  logTable,
  recordsTable,
  remarksTable,
  versionsTable,
} from '../../record/record-tables.ts';
import { atDesk, recordFlag, refuse, storeFlag, textFlag } from '../../record/desk.ts';
import type { Terminal } from '../../terminal.ts';

export const recordList: Command = {
  words: ['record', 'list'],
  summary: 'List the plans of record of a store',
  positionals: [],
  flags: [storeFlag],
  examples: [{ line: 'fleetwright record list', does: 'which there are, and what is in force' }],
  async run(args, terminal) {
    return atDesk(args, terminal, async ({ store }) => {
      const states: RecordState[] = [];
      const problems: Diagnostic[] = [];
      for (const name of await listRecords(store)) {
        const state = await readRecord(store, name);
        if ('code' in state) problems.push(state);
        else states.push(state);
      }
      terminal.diagnostics(problems);
      print(terminal, [recordsTable(states)], () =>
        states.map((state) => ({
          record: state.id,
          title: state.title,
          versions: state.versions.length,
          approved: approvedVersion(state)?.number ?? null,
          head: state.head,
          changed: state.changed,
        })),
      );
      return problems.length === 0 ? exitCodes.done : exitCodes.no;
    });
  },
};

export const recordShow: Command = {
  words: ['record', 'show'],
  summary:
    'Show a plan of record: its versions, frozen lines, notes and files; or one version with its signatures',
  details: 'Signatures that have expired show as such.',
  positionals: [{ name: 'VERSION', summary: 'a number, `latest` or `approved`', optional: true }],
  flags: [recordFlag, storeFlag],
  examples: [
    { line: 'fleetwright record show', does: 'the record as it stands' },
    { line: 'fleetwright record show approved', does: 'the version in force, and who answers for what' },
  ],
  async run(args, terminal) {
    return atDesk(args, terminal, async ({ state, version }) => {
      const current = await state();
      if ('code' in current) return refuse(terminal, [current]);
      const today = new Date().toISOString().slice(0, 10);
      const written = args.positionals.VERSION;
      if (written === undefined) {
        const force = approvedVersion(current);
        const signatures =
          force !== undefined && force.concerns.length > 0 ? [concernsTable(force, today)] : [];
        const sections = [versionsTable(current), ...signatures, frozenTable(current), remarksTable(current)];
        print(terminal, sections, () => current);
        return exitCodes.done;
      }
      const number = version(current, written);
      if (typeof number !== 'number') return refuse(terminal, [number]);
      const shown = versionOf(current, number);
      if (shown === undefined) return exitCodes.badInput;
      const sections = [
        { ...versionsTable({ ...current, versions: [shown] }) },
        decisionsTable(shown),
        concernsTable(shown, today),
        remarksTable(current, number),
      ];
      const next = possibleSteps(shown.state);
      print(terminal, sections, () => ({ ...shown, open: openConcerns(shown, today), next }));
      return exitCodes.done;
    });
  },
};

export const recordLog: Command = {
  words: ['record', 'log'],
  summary: 'Tell everything that happened to a plan of record, oldest first',
  positionals: [],
  flags: [recordFlag, storeFlag],
  examples: [{ line: 'fleetwright record log', does: 'who did what, and when' }],
  async run(args, terminal) {
    return atDesk(args, terminal, async ({ store, state }) => {
      const current = await state();
      if ('code' in current) return refuse(terminal, [current]);
      const entries = await readHistory(store, current.id);
      if ('code' in entries) return refuse(terminal, [entries]);
      print(terminal, [logTable(current.id, entries)], () => entries);
      return exitCodes.done;
    });
  },
};

export const recordDiff: Command = {
  words: ['record', 'diff'],
  summary: 'Say what differs between two versions: lines, rules, numbers, money, service',
  positionals: [
    { name: 'BEFORE', summary: 'a version (default: the one AFTER was made from)', optional: true },
    { name: 'AFTER', summary: 'a version (default: latest)', optional: true },
  ],
  flags: [recordFlag, storeFlag],
  examples: [
    { line: 'fleetwright record diff', does: 'what is new in the newest version' },
    { line: 'fleetwright record diff 1 3', does: 'version 1 against version 3' },
  ],
  async run(args, terminal) {
    return atDesk(args, terminal, async ({ store, state, version }) => {
      const current = await state();
      if ('code' in current) return refuse(terminal, [current]);
      const after = version(current, args.positionals.AFTER);
      if (typeof after !== 'number') return refuse(terminal, [after]);
      const base = versionOf(current, after)?.base;
      const before = version(current, args.positionals.BEFORE ?? String(base ?? after));
      if (typeof before !== 'number') return refuse(terminal, [before]);
      const plans = [await planOf(store, current, before), await planOf(store, current, after)];
      const problems = plans.flatMap(({ diagnostics }) => diagnostics);
      const [from, to] = plans;
      if (from?.plan === undefined || to?.plan === undefined) return refuse(terminal, problems);
      const found = diffPlans(from.plan, to.plan);
      terminal.result(
        () => `Version ${before} → ${after}\n\n${textDiff(found, terminal.colour, terminal.width)}`,
        () => ({ versions: { before, after }, ...found }),
      );
      return exitCodes.done;
    });
  },
};

export const recordGet: Command = {
  words: ['record', 'get'],
  summary: 'Write a plan, a scenario or an attached file of a record to a file, byte for byte',
  positionals: [{ name: 'WHAT', summary: '`plan`, `scenario`, or the name or hash of an attached file' }],
  flags: [
    { name: 'out', value: 'FILE', summary: 'Where to write it (default: print it)', complete: 'file' },
    { name: 'version', value: 'VERSION', summary: 'Which version (default: latest)' },
    recordFlag,
    storeFlag,
  ],
  examples: [
    { line: 'fleetwright record get plan --version approved --out plan.json', does: 'the plan in force' },
    { line: 'fleetwright record get quotation.pdf --out quotation.pdf', does: 'a file that was attached' },
  ],
  async run(args, terminal) {
    return atDesk(args, terminal, async ({ store, state, version }) => {
      const current = await state();
      if ('code' in current) return refuse(terminal, [current]);
      const what = args.positionals.WHAT ?? '';
      const number =
        what === 'plan' || what === 'scenario' ? version(current, textFlag(args.flags.version)) : undefined;
      if (typeof number === 'object') return refuse(terminal, [number]);
      const hash = hashFor(current, what, number);
      const bytes = hash === undefined ? undefined : await getContent(store, hash);
      if (bytes === undefined) {
        const names = ['plan', 'scenario', ...current.attachments.map(({ name }) => name)].join(', ');
        return refuse(terminal, [
          complaint('FW-CLI-0008', 'WHAT', `${current.id} has no \`${what}\``, `it has ${names}`),
        ]);
      }
      const out = textFlag(args.flags.out);
      if (out === undefined) {
        terminal.raw(new TextDecoder().decode(bytes));
        return exitCodes.done;
      }
      try {
        writeFileSync(out, bytes, { flag: 'wx' });
      } catch (error) {
        return refuse(terminal, [
          errorCode(error) === 'EEXIST'
            ? complaint('FW-CLI-0007', out, `${out} exists; nothing was written`, 'choose another name')
            : fileTrouble(
                'FW-FILE-0002',
                out,
                `cannot write ${out}: ${errorCode(error)}`,
                'nothing was written',
              ),
        ]);
      }
      terminal.result(
        () => `Wrote ${out}`,
        () => ({ written: out, hash, bytes: bytes.length }),
      );
      return exitCodes.done;
    });
  },
};

function hashFor(state: RecordState, what: string, version: number | undefined): string | undefined {
  const of = version === undefined ? undefined : versionOf(state, version);
  if (what === 'plan') return of?.plan;
  if (what === 'scenario') return of?.scenario ?? undefined;
  return state.attachments.findLast(
    ({ name, content }) => name === what || (what.length >= 8 && content.startsWith(what)),
  )?.content;
}

/** The plan of a version. */
export async function planOf(store: Store, state: RecordState, version: number): Promise<ReadPlan> {
  const text = await getText(store, versionOf(state, version)?.plan ?? '');
  return readPlan(`${state.id} v${version}`, text ?? '');
}

/** Prints tables for people, or the data behind them. */
export function print(terminal: Terminal, sections: readonly Section[], data: () => unknown): void {
  terminal.result(
    () => sections.map((section) => textTable(section, terminal.colour, terminal.width)).join('\n\n'),
    data,
  );
}
