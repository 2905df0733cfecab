import type { Diagnostic } from '../../diagnostics/index.ts';
import { storeTrouble } from '../messages.ts';
import { approvalRefusals } from './approval.ts';
import type { RecordEvent } from './events.ts';
import { lifecycle, possibleSteps, type VersionStep } from './lifecycle.ts';
import {
  approvedVersion,
  versionOf,
  type RecordEntry,
  type RecordState,
  type RecordVersion,
} from './state.ts';

/**
 * Why an entry may not be added to a record: everything that is against it, or nothing. It is asked before an entry is
 * written, and again of every entry when a history is verified, so that what was put there by other means shows.
 */
export function refusalsOf(state: RecordState | undefined, entry: RecordEntry): readonly Diagnostic[] {
  const { event, record } = entry;
  if (event.kind === 'created') {
    const exists = storeTrouble(
      'FW-STO-0013',
      record,
      `there is a record ${record} already`,
      'choose another name',
    );
    return state === undefined ? [] : [exists];
  }
  if (state === undefined) return [storeTrouble('FW-STO-0010', record, `there is no record ${record}`)];
  return againstEvent(state, event, entry);
}

function againstEvent(
  state: RecordState,
  event: Exclude<RecordEvent, { readonly kind: 'created' }>,
  entry: RecordEntry,
): readonly Diagnostic[] {
  switch (event.kind) {
    case 'version-added': {
      const expected = state.versions.length + 1;
      if (event.version !== expected)
        return [
          storeTrouble('FW-STO-0014', state.id, `the next version is ${expected}, not ${event.version}`),
        ];
      return event.base === null ? [] : withVersion(state, event.base, () => []);
    }
    case 'noted':
    case 'attached':
      return event.version === null
        ? []
        : withVersion(state, event.version, (version) =>
            event.kind === 'attached' ? whileOpen(state, version, 'attach a file to') : [],
          );
    case 'line-frozen':
      return withVersion(state, event.version, () =>
        state.frozen.some(({ order }) => order.id === event.order.id)
          ? [storeTrouble('FW-STO-0016', event.order.id, `the line ${event.order.id} is frozen already`)]
          : [],
      );
    case 'line-released':
      return state.frozen.some(({ order }) => order.id === event.line)
        ? []
        : [storeTrouble('FW-STO-0016', event.line, `the line ${event.line} is not frozen`)];
    case 'actuals-removed':
      return state.actuals.some(({ seq }) => seq === event.entry)
        ? []
        : [
            storeTrouble(
              'FW-STO-0027',
              state.id,
              `entry ${event.entry} added no actuals that count`,
              `these do: ${state.actuals.map(({ seq }) => seq).join(', ') || 'none'}`,
            ),
          ];
    case 'signed-off':
      return withVersion(state, event.version, (version) => againstSignOff(state, version, event, entry));
    case 'proposed':
      return withVersion(state, event.version, (version) => [
        ...step(state, version, 'propose'),
        ...(version.facts.cost === null
          ? [
              storeTrouble(
                'FW-STO-0018',
                about(state, version),
                `version ${version.number} plans nothing (${version.facts.status}), so there is nothing to propose`,
                'keep it as the answer of its day, and propose one that plans something',
              ),
            ]
          : []),
      ]);
    case 'approved':
      return withVersion(state, event.version, (version) => {
        const against = step(state, version, 'approve');
        return against.length > 0 ? against : approvalRefusals(state, version, entry);
      });
    case 'rejected':
      return withVersion(state, event.version, (version) => step(state, version, 'reject'));
    case 'withdrawn':
      return withVersion(state, event.version, (version) => step(state, version, 'withdraw'));
    case 'superseded':
      return withVersion(state, event.version, (version) => step(state, version, 'supersede'));
    default:
      return [];
  }
}

function againstSignOff(
  state: RecordState,
  version: RecordVersion,
  event: Extract<RecordEvent, { readonly kind: 'signed-off' }>,
  entry: RecordEntry,
): readonly Diagnostic[] {
  const known = version.concerns.map(({ id }) => id);
  return [
    ...whileOpen(state, version, 'sign for'),
    ...(known.includes(event.concern)
      ? []
      : [
          storeTrouble(
            'FW-STO-0017',
            about(state, version),
            `version ${version.number} has no open question \`${event.concern}\``,
            known.length === 0 ? 'nothing in it needs a signature' : `it has ${known.join(', ')}`,
          ),
        ]),
    ...(event.until < entry.at.slice(0, 10)
      ? [storeTrouble('FW-STO-0017', event.concern, `a signature until ${event.until} has expired already`)]
      : []),
    ...(event.name.trim() === '' || event.reason.trim() === ''
      ? [storeTrouble('FW-STO-0017', event.concern, 'a signature needs a name and a reason')]
      : []),
  ];
}

/** Refuses what would change a version that was decided on. */
function whileOpen(state: RecordState, version: RecordVersion, what: string): readonly Diagnostic[] {
  if (version.state === 'draft' || version.state === 'proposed') return [];
  return [
    storeTrouble(
      'FW-STO-0015',
      about(state, version),
      `cannot ${what} version ${version.number}: it is ${version.state}, and what was decided on stays as it was`,
      'add a note, attach it to the record, or add a new version',
    ),
  ];
}

function step(state: RecordState, version: RecordVersion, wanted: VersionStep): readonly Diagnostic[] {
  if (lifecycle[version.state][wanted] !== undefined) return [];
  const possible = possibleSteps(version.state);
  const current = approvedVersion(state);
  return [
    storeTrouble(
      'FW-STO-0015',
      about(state, version),
      `cannot ${wanted} version ${version.number}: it is ${version.state}`,
      possible.length > 0
        ? `from here: ${possible.join(', ')}`
        : current === undefined
          ? 'add a new version'
          : `add a new version; version ${current.number} is in force`,
    ),
  ];
}

function withVersion(
  state: RecordState,
  number: number,
  then: (version: RecordVersion) => readonly Diagnostic[],
): readonly Diagnostic[] {
  const version = versionOf(state, number);
  if (version !== undefined) return then(version);
  const last = state.versions.length;
  return [
    storeTrouble(
      'FW-STO-0014',
      state.id,
      `${state.id} has no version ${number}`,
      last === 0 ? 'it has none yet: fleetwright record add PLAN' : `it has versions 1 to ${last}`,
    ),
  ];
}

function about({ id }: RecordState, { number }: RecordVersion): string {
  return `${id} v${number}`;
}
