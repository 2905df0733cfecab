import type { Diagnostic } from '../../diagnostics/index.ts';
import { pipelineMessages } from '../messages.ts';

/** A question as somebody writes it: options of a command, or parameters of a request, by the same names. */
export type Words = Readonly<Record<string, string | boolean | undefined>>;

/** What a question gave, or everything that is wrong with it. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Diagnostic[] };

/** Builds one diagnostic about a word of a question. */
export function wrongWord(
  code: keyof typeof pipelineMessages,
  name: string,
  message: string,
  hint?: string,
): Diagnostic {
  return { code, severity: 'error', path: [name], message, ...(hint !== undefined && { hint }) };
}
