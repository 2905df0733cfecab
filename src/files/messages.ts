import type { Diagnostic, MessageBook } from '../diagnostics/index.ts';

/** Why each diagnostic of reading and writing files exists; `docs/diagnostics.md` is made from it. */
export const fileMessages = {
  'FW-FILE-0001': {
    title: 'The file cannot be read',
    explain: 'It does not exist, is a folder, is not what was expected, or may not be read by you.',
  },
  'FW-FILE-0002': {
    title: 'The file cannot be written',
    explain: 'Its folder does not exist or may not be written to. Nothing was written.',
  },
} as const satisfies MessageBook;

/** Builds one diagnostic of this room; `path` is the file it is about. */
export function fileTrouble(
  code: keyof typeof fileMessages,
  path: string,
  message: string,
  hint?: string,
): Diagnostic {
  return { code, severity: 'error', path: [path], message, ...(hint !== undefined && { hint }) };
}
