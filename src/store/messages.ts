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
