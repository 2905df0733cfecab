import type { Diagnostic, MessageBook, Severity, Span } from '../diagnostics/index.ts';

/** Why each reading diagnostic exists and what to do; `docs/diagnostics.md` is made from it. */
export const readingMessages = {
  'FW-READ-0001': {
    title: 'The file is too large',
    explain:
      'Scenario and catalog files are written by people; 5 MB is far more than any of them needs. Split the file, or check that it is the one you meant.',
  },
  'FW-READ-0002': {
    title: 'The file is not text',
    explain: 'A NUL byte or a broken UTF-8 sequence was found. Save the file as UTF-8 text.',
  },
  'FW-READ-0003': {
    title: 'The file is not valid YAML',
    explain:
      'The YAML parser could not read this place. Common causes: a tab used for indentation, a missing space after a colon, a quote that is not closed, a key written twice.',
  },
  'FW-READ-0004': {
    title: 'The file holds more than one document',
    explain: 'Only one YAML document per file is read. Remove the `---` between them or split the file.',
  },
  'FW-READ-0005': {
    title: 'Aliases expand too far',
    explain:
      'YAML anchors and aliases may repeat a part, but expanding them here would make the file grow without bound. Write the parts out.',
  },
  'FW-READ-0006': {
    title: 'Nesting is too deep',
    explain: 'No file of ours nests more than a few levels. Check for a bracket that is not closed.',
  },
  'FW-READ-0007': {
    title: 'The file is empty',
    explain: 'There is nothing in it but comments or white space. `fleetwright init` writes a starter.',
  },
  'FW-READ-0010': {
    title: 'Unknown key',
    explain:
      'Keys that are not part of the format are errors, because a mistyped key would otherwise be ignored in silence.',
  },
  'FW-READ-0011': {
    title: 'A required key is missing',
    explain: 'The entry cannot be understood without this key.',
  },
  'FW-READ-0012': {
    title: 'Wrong kind of value',
    explain: 'A text stands where a number belongs, a list where an entry belongs, or the like.',
  },
  'FW-READ-0013': {
    title: 'Not one of the allowed values',
    explain: 'Only the listed words are understood here.',
  },
  'FW-READ-0014': {
    title: 'Value out of bounds',
    explain: 'The value has the right kind but breaks a stated bound or pattern.',
  },
  'FW-READ-0020': {
    title: 'Quantity not understood',
    explain: 'A number with its unit was expected. See docs/quantities.md for what may be written.',
  },
  'FW-READ-0021': {
    title: 'Range is inverted',
    explain: 'The low end of a claim lies above its high end, or its value lies outside of both.',
  },
} as const satisfies MessageBook;

type ReadingCode = keyof typeof readingMessages;

/** Builds one diagnostic of this room. */
export function reading(
  code: ReadingCode,
  path: readonly (string | number)[],
  span: Span | undefined,
  message: string,
  hint?: string,
  severity: Severity = 'error',
): Diagnostic {
  return { code, severity, path, message, ...(span && { span }), ...(hint !== undefined && { hint }) };
}
