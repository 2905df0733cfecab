import type { Diagnostic, MessageBook } from '../diagnostics/index.ts';

/** Why each diagnostic of the record exists; `docs/diagnostics.md` is made from it. */
export const storeMessages = {
  'FW-STO-0001': {
    title: 'The store cannot be opened',
    explain:
      'The file is no SQLite database, may not be written, or the PostgreSQL server cannot be reached with this address.',
  },
  'FW-STO-0002': {
    title: 'There is no store here',
    explain: 'No record was ever kept at this place. `fleetwright record init` makes one.',
  },
  'FW-STO-0003': {
    title: 'The store was written by a newer program',
    explain:
      'Its tables were changed by a later version of the program, and this one does not know what the changes mean. Use that version.',
  },
  'FW-STO-0004': {
    title: 'This is no place of a store',
    explain:
      'A store is a file (`record.sqlite`) or an address of PostgreSQL (`postgres://user@host/database`).',
  },
  'FW-STO-0010': {
    title: 'There is no such record',
    explain:
      'The store keeps no plan of record of this name. `fleetwright record list` tells which there are.',
  },
  'FW-STO-0011': {
    title: 'The record has moved on',
    explain:
      'Somebody else added to the record after you looked at it, and you asked that this be refused. Nothing was written. Look again, and repeat what you wanted to do.',
  },
  'FW-STO-0012': {
    title: 'An entry of the history cannot be read',
    explain:
      'It is not written as entries are, or says something that this version of the program does not know. `fleetwright record verify` tells whether it was tampered with.',
  },
  'FW-STO-0013': {
    title: 'The record exists already',
    explain: 'Names of records are unique in a store, and nothing is written over.',
  },
  'FW-STO-0014': {
    title: 'There is no such version',
    explain:
      'Versions count from 1 in the order in which they were added; `latest` and `approved` name one too.',
  },
  'FW-STO-0015': {
    title: 'Not in this state',
    explain:
      'A version is a draft, proposed, approved, superseded, rejected or withdrawn, and each state allows certain steps only: see docs/record.md. What was decided on never changes.',
  },
  'FW-STO-0016': {
    title: 'The line cannot be frozen or released',
    explain: 'It is frozen already, it is not frozen, or the plan has no such line.',
  },
  'FW-STO-0017': {
    title: 'Not a signature that counts',
    explain:
      'A signature is for one open question of one version, by a named person, with a reason and a day until which it counts.',
  },
  'FW-STO-0018': {
    title: 'Nothing to propose',
    explain:
      'The plan is infeasible or was interrupted before a plan was found. It can be kept, but not approved.',
  },
  'FW-STO-0019': {
    title: 'Nobody approves their own',
    explain:
      'Who made or proposed a version cannot approve it. Names are compared without regard to case and spacing.',
  },
  'FW-STO-0020': {
    title: 'Nobody answers for an open question',
    explain:
      'The plan rests on a licence that is assumed, or has a line that the rules do not clearly permit. A named person has to answer for each, until a day that has not passed, before the version can be approved.',
  },
  'FW-STO-0021': {
    title: 'The checker does not vouch for it',
    explain:
      'The independent checker found violations in the plan when it was added, or could not be asked because its scenario was not at hand.',
  },
  'FW-STO-0022': {
    title: 'Not a name of a record',
    explain:
      'A name has letters, digits, `.`, `_` and `-`, starts with a letter or digit, and has at most 100 characters.',
  },
  'FW-STO-0023': {
    title: 'Nothing new',
    explain: 'The newest version is this very plan already, byte for byte.',
  },
  'FW-STO-0024': {
    title: 'The copy is not what it should be',
    explain:
      'A backup or an export is verified before it counts: something in it was altered, is missing, or is no backup or export at all. Nothing was changed.',
  },
  'FW-STO-0025': {
    title: 'The store is not empty',
    explain:
      'A backup is restored into an empty store only, so that nothing is mixed or lost. Name a new file, or an empty database.',
  },
  'FW-STO-0026': {
    title: 'The histories part ways',
    explain:
      'The record in the store and the one in the export share their first entries, then each goes on differently. Neither is thrown away: import the export into another store to look at it.',
  },
  'FW-STO-0027': {
    title: 'These actuals cannot be added or removed',
    explain:
      'The file has nothing in it, was added before (and would count twice), or the entry is not one of actuals that still count.',
  },
  'FW-STO-0028': {
    title: 'Left out of the comparison',
    explain:
      'An actual order that the version does not have, or a charge in a currency for which the plan has no rate, cannot be compared. It stays among the actuals.',
  },
} as const satisfies MessageBook;

/** Builds one diagnostic of this room; `about` is the record, the file or the part of a record it is about. */
export function storeTrouble(
  code: keyof typeof storeMessages,
  about: string,
  message: string,
  hint?: string,
): Diagnostic {
  return { code, severity: 'error', path: [about], message, ...(hint !== undefined && { hint }) };
}
