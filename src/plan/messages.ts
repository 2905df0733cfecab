import type { Diagnostic, MessageBook, Span } from '../diagnostics/index.ts';

/** Why a plan file may not be readable; `docs/diagnostics.md` is made from it. */
export const planMessages = {
  'FW-PLAN-0001': {
    title: 'The plan file is of another version',
    explain:
      'A plan file names the version of its format. A reader accepts its own major version only, because an older program cannot know what a newer field means. Plan again with this program, or read the file with the program that wrote it.',
  },
  'FW-PLAN-0002': {
    title: 'The plan file is not JSON',
    explain:
      'Plan files are written by the program as JSON. What is more than JSON (comments, anchors, a missing quote) was put there by hand; take it out, or plan again.',
  },
} as const satisfies MessageBook;

/** Builds one error of this room. */
export function planError(
  code: keyof typeof planMessages,
  path: readonly (string | number)[],
  span: Span,
  message: string,
  hint: string,
): Diagnostic {
  return { code, severity: 'error', path, span, message, hint };
}
