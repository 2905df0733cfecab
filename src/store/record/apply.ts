import type { Head } from '../history/entry.ts';
import type { EventOf, RecordEvent } from './events.ts';
import type { VersionState } from './lifecycle.ts';
import type { Decision, Mark, RecordEntry, RecordState, RecordVersion } from './state.ts';

/**
 * The record after one more entry. `entry` must be permitted: see `refusalOf`.
 *
 * @param state the record before; undefined before the first entry
 * @param head number and hash of the entry itself
 */
export function applyEntry(state: RecordState | undefined, entry: RecordEntry, head: Head): RecordState {
  const { event, author, at, seq } = entry;
  const mark: Mark = { author, at, seq };
  if (state === undefined || event.kind === 'created') {
    const title = event.kind === 'created' ? event.title : entry.record;
    return { ...emptyParts, id: entry.record, title, head, created: mark, changed: mark };
  }
  return { ...state, head, changed: mark, ...changeOf(state, event, mark) };
}

const emptyParts = {
  versions: [],
  frozen: [],
  notes: [],
  attachments: [],
  actuals: [],
  overtaken: [],
} as const satisfies Partial<RecordState>;

/** What an event changes of a record. */
function changeOf(
  state: RecordState,
  event: Exclude<RecordEvent, EventOf<'created'>>,
  mark: Mark,
): Partial<RecordState> {
  switch (event.kind) {
    case 'version-added':
      return { versions: [...state.versions, draftOf(event, mark)] };
    case 'noted':
      return { notes: [...state.notes, { ...event, ...mark }] };
    case 'line-frozen':
      return { frozen: [...state.frozen, { ...event, ...mark }] };
    case 'line-released':
      return { frozen: state.frozen.filter(({ order }) => order.id !== event.line) };
    case 'attached':
      return { attachments: [...state.attachments, { ...event, ...mark }] };
    case 'signed-off':
      return changeVersion(state, event.version, (version) => ({
        signOffs: [...version.signOffs, { ...event, ...mark }],
      }));
    case 'proposed':
    case 'approved':
      return decide(state, event.version, event.kind, { ...mark, kind: event.kind, message: event.message });
    case 'rejected':
    case 'withdrawn':
    case 'superseded':
      return decide(state, event.version, event.kind, { ...mark, kind: event.kind, message: event.reason });
    case 'actuals-added':
      return { actuals: [...state.actuals, { ...event, ...mark }] };
    case 'actuals-removed':
      return { actuals: state.actuals.filter(({ seq }) => seq !== event.entry) };
    default:
      return { overtaken: [...state.overtaken, { ...event, ...mark }] };
  }
}

function draftOf(event: EventOf<'version-added'>, mark: Mark): RecordVersion {
  const { kind: _, version: number, ...rest } = event;
  return { ...rest, ...mark, number, state: 'draft', decisions: [], signOffs: [] };
}

function decide(
  state: RecordState,
  number: number,
  next: VersionState,
  decision: Decision,
): Partial<RecordState> {
  return changeVersion(state, number, (version) => ({
    state: next,
    decisions: [...version.decisions, decision],
  }));
}

function changeVersion(
  state: RecordState,
  number: number,
  change: (version: RecordVersion) => Partial<RecordVersion>,
): Partial<RecordState> {
  return {
    versions: state.versions.map((version) =>
      version.number === number ? { ...version, ...change(version) } : version,
    ),
  };
}
