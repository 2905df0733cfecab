import type { Diagnostic } from '../diagnostics/index.ts';
import { exitCodes } from './command.ts';
import type { Terminal } from './terminal.ts';

/** Prints what is wrong with a question; the exit code of bad input. */
export function refuse(terminal: Terminal, problems: readonly Diagnostic[]): typeof exitCodes.badInput {
  terminal.diagnostics(problems);
  return exitCodes.badInput;
}
