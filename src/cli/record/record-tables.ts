import { formatMoney, type Currency } from '../../quantity/index.ts';
import { cell, type Cell, type Section, type Tone } from '../../report/index.ts';
import {
  approvedVersion,
  openConcerns,
  signOffFor,
  type RecordEntry,
  type RecordState,
  type RecordVersion,
  type VersionState,
} from '../../store/index.ts';
import { describeEvent } from './describe-event.ts';

const tones: Readonly<Record<VersionState, { readonly tone?: Tone }>> = {
  draft: {},
  proposed: { tone: 'warn' },
  approved: { tone: 'good' },
  superseded: {},
  rejected: { tone: 'bad' },
  withdrawn: {},
};

/** Records of a store, a row each. */
export function recordsTable(states: readonly RecordState[]): Section {
  return {
    id: 'records',
    title: 'Plans of record',
    columns: ['Record', 'Title', 'Versions', 'In force', 'Open', 'Last change'].map((title) => ({ title })),
    rows: states.map((state) => [
      cell(state.id),
      cell(state.title),
      cell(String(state.versions.length)),
      cell(approvedVersion(state) === undefined ? 'none' : `version ${approvedVersion(state)?.number}`),
      cell(
        state.versions
          .filter((version) => version.state === 'draft' || version.state === 'proposed')
          .map((version) => `${version.number} ${version.state}`)
          .join(', ') || 'none',
      ),
      cell(`${day(state.changed.at)} by ${shortName(state.changed.author)}`),
    ]),
    empty: 'The store has no record yet. Add a plan: fleetwright record add PLAN',
  };
}

/** Versions of a record, newest last. */
export function versionsTable(state: RecordState): Section {
  return {
    id: 'versions',
    title: `${state.title} (${state.id})`,
    intro: `${state.head.seq} entries, the last ${state.head.hash}`,
    columns: ['Version', 'State', 'As of', 'Cost', 'Lines', 'Author', 'Message'].map((title) => ({ title })),
    rows: state.versions.map((version) => [
      cell(String(version.number)),
      cell(version.state, tones[version.state]),
      cell(`${version.facts.asOf}${version.facts.variant === null ? '' : ` ${version.facts.variant}`}`),
      costCell(version),
      cell(String(version.facts.lines)),
      cell(`${shortName(version.author)}, ${day(version.at)}`),
      cell(version.message),
    ]),
    empty: 'It has no version yet. Add a plan: fleetwright record add PLAN',
  };
}

function costCell({ facts }: RecordVersion): Cell {
  if (facts.cost === null) return cell(facts.status, { tone: 'bad' });
  return cell(formatMoney({ amount: facts.cost, currency: facts.currency as Currency }));
}

/** What needs a signature in a version, and who gave it. */
export function concernsTable(version: RecordVersion, today: string): Section {
  const open = openConcerns(version, today);
  return {
    id: 'concerns',
    title: `What somebody answers for in version ${version.number}`,
    columns: ['Question', 'About', 'Who answers'].map((title) => ({ title })),
    rows: version.concerns.map(({ id, about }) => {
      const signature = signOffFor(version, id, today);
      const expired = open.find((one) => one.id === id)?.expired;
      return [
        cell(id),
        cell(about),
        signature === undefined
          ? cell(expired === undefined ? 'nobody' : `expired on ${expired}`, { tone: 'bad' })
          : cell(`${signature.name} until ${signature.until}: ${signature.reason}`, { tone: 'good' }),
      ];
    }),
    empty: 'Nothing in it needs a signature.',
  };
}

/** What was decided on a version, and by whom. */
export function decisionsTable({ number, decisions, author, at, message }: RecordVersion): Section {
  return {
    id: 'decisions',
    title: `What became of version ${number}`,
    columns: ['When', 'Who', 'What', 'Message'].map((title) => ({ title })),
    rows: [{ at, author, kind: 'added', message }, ...decisions].map((one) => [
      cell(minute(one.at)),
      cell(shortName(one.author)),
      cell(one.kind),
      cell(one.message),
    ]),
    empty: '',
  };
}

/** Lines that are ordered and stay. */
export function frozenTable({ frozen }: RecordState): Section {
  return {
    id: 'frozen',
    title: 'Frozen lines',
    columns: ['Line', 'Systems', 'Delivery', 'Version', 'Who', 'Reason'].map((title) => ({ title })),
    rows: frozen.map(({ order, version, author, reason }) => [
      cell(order.id),
      cell(`${order.count} × ${order.system}`),
      cell(order.deliveryQuarter),
      cell(String(version)),
      cell(shortName(author)),
      cell(reason),
    ]),
    empty: 'No line is frozen.',
  };
}

/** Notes and attachments, in the order in which they came. */
export function remarksTable({ notes, attachments }: RecordState, version?: number): Section {
  const about = (number: number | null): boolean => version === undefined || number === version;
  const rows = [
    ...notes
      .filter((note) => about(note.version))
      .map((note) => ({ ...note, what: note.text, on: note.line ?? '' })),
    ...attachments
      .filter((file) => about(file.version))
      .map((file) => ({
        ...file,
        what: `${file.name} (${file.size} B)`,
        on: `file ${file.content.slice(0, 12)}`,
      })),
  ].toSorted((a, b) => a.seq - b.seq);
  return {
    id: 'remarks',
    title: 'Notes and files',
    columns: ['When', 'Who', 'Version', 'About', 'What'].map((title) => ({ title })),
    rows: rows.map(({ at, author, version: number, on, what }) => [
      cell(minute(at)),
      cell(shortName(author)),
      cell(number === null ? '' : String(number)),
      cell(on),
      cell(what),
    ]),
    empty: 'None.',
  };
}

/** What happened, oldest first. */
export function logTable(record: string, entries: readonly RecordEntry[]): Section {
  return {
    id: 'log',
    title: `What happened to ${record}`,
    columns: ['Entry', 'When', 'Who', 'What'].map((title) => ({ title })),
    rows: entries.map(({ seq, at, author, event }) => [
      cell(String(seq)),
      cell(minute(at)),
      cell(shortName(author)),
      cell(describeEvent(event)),
    ]),
    empty: 'Nothing yet.',
  };
}

/** The name without the address. */
function shortName(author: string): string {
  return author.replace(/\s*<[^<>]*>$/u, '') || author;
}

function day(at: string): string {
  return at.slice(0, 10);
}

function minute(at: string): string {
  return at.slice(0, 16).replace('T', ' ');
}
