import type { Diagnostic, MessageBook, Severity } from '../diagnostics/index.ts';

/**
 * Why each diagnostic of the hand-offs exists; `docs/diagnostics.md` is made from it.
 * Numbers: 00 any format, 01 tables, 02 workbook, 03 FOCUS, 04 purchase requests, 05 OpenCost, 06 Kueue, 07 policy, 08 AIBrix.
 */
export const handoffMessages = {
  'FW-HND-0001': {
    title: 'A document is missing',
    explain: 'The export lacks a document that its format always has.',
  },
  'FW-HND-0002': {
    title: 'A document too many',
    explain: 'The export holds a document that its format does not know, or one document twice.',
  },
  'FW-HND-0003': {
    title: 'The document cannot be read',
    explain: 'It is not a file of its kind, is damaged, or is not UTF-8 text.',
  },
} as const satisfies MessageBook;

/** Where in an export something is wrong: the document, then the place in it (row and column, sheet and cell, keys). */
export type Place = readonly [file: string, ...inside: (string | number)[]];

/** Builds one diagnostic of this room. */
export function handoffProblem(
  code: keyof typeof handoffMessages,
  path: Place,
  message: string,
  options: { readonly hint?: string; readonly severity?: Severity } = {},
): Diagnostic {
  const { hint, severity = 'error' } = options;
  return { code, severity, path, message, ...(hint !== undefined && { hint }) };
}
