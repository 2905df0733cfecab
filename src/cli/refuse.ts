import type { Diagnostic } from '../diagnostics/index.ts';
import { exitCodes } from './command.ts';
import type { Terminal } from './terminal.ts';

/** Prints what is wrong with a question. */
export function refuse(problems: readonly Diagnostic[], terminal: Terminal): typeof exitCodes.badInput {
  terminal.diagnostics(problems);
  return exitCodes.badInput;
}
