import type { Diagnostic } from '../../diagnostics/index.ts';
import { storeTrouble } from '../messages.ts';
import type { Concern } from './events.ts';
import { samePerson } from './person.ts';
import {
  approvedVersion,
  proposerOf,
  signOffFor,
  type RecordEntry,
  type RecordState,
  type RecordVersion,
} from './state.ts';

/** Concerns of a version for which no signature counts on a day, each with the newest one that has expired, if any. */
export function openConcerns(
  version: RecordVersion,
  today: string,
): readonly (Concern & { readonly expired: string | undefined })[] {
  return version.concerns
    .filter(({ id }) => signOffFor(version, id, today) === undefined)
    .map((concern) => ({
      ...concern,
      expired: version.signOffs
        .filter((signature) => signature.concern === concern.id)
        .map(({ until }) => until)
        .toSorted()
        .at(-1),
    }));
}

/**
 * What is against the approval of a proposed version:
 *
 * - the approver made or proposed it;
 * - the independent checker found something, or was never asked;
 * - a licence assumed or a verdict unknown that nobody answers for by name on that day;
 * - another version is still in force.
 */
export function approvalRefusals(
  state: RecordState,
  version: RecordVersion,
  { author, at }: RecordEntry,
): readonly Diagnostic[] {
  const place = `${state.id} v${version.number}`;
  const current = approvedVersion(state);
  const proposer = proposerOf(version)?.author;
  const own = [version.author, ...(proposer === undefined ? [] : [proposer])].find((name) =>
    samePerson(name, author),
  );
  return [
    ...(own === undefined
      ? []
      : [
          storeTrouble(
            'FW-STO-0019',
            place,
            `${author} cannot approve version ${version.number}: it was ${samePerson(version.author, author) ? 'made' : 'proposed'} by ${own}`,
            'somebody else has to approve it',
          ),
        ]),
    ...againstCheck(place, version),
    ...openConcerns(version, at.slice(0, 10)).map(({ id, about, expired }) =>
      storeTrouble(
        'FW-STO-0020',
        place,
        expired === undefined
          ? `nobody answers for ${id}: ${about}`
          : `the signature for ${id} expired on ${expired}: ${about}`,
        `fleetwright record sign ${id} --version ${version.number} --name NAME --until DATE --reason TEXT`,
      ),
    ),
    ...(current === undefined
      ? []
      : [storeTrouble('FW-STO-0015', place, `version ${current.number} is in force and was not superseded`)]),
  ];
}

function againstCheck(place: string, { number, checked }: RecordVersion): readonly Diagnostic[] {
  if (checked === null)
    return [
      storeTrouble(
        'FW-STO-0021',
        place,
        `version ${number} was not checked: its scenario was not at hand`,
        'add it again with --scenario FILE',
      ),
    ];
  if (checked.violations === 0) return [];
  return [
    storeTrouble(
      'FW-STO-0021',
      place,
      `the checker found ${checked.violations} violation${checked.violations === 1 ? '' : 's'} in version ${number}: ${checked.first[0] ?? ''}`,
      'plan again and add the new plan',
    ),
  ];
}
