import type { Terminal } from './terminal.ts';

/** What a command's end means to a shell. */
export const exitCodes = {
  /** Done; the answer is yes. */
  done: 0,
  /** A bug in fleetwright. */
  bug: 1,
  /** The input cannot be used; every problem was printed. */
  badInput: 2,
  /** The answer is no: infeasible, violated, denied. */
  no: 3,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** One flag of a command; its value is a text, or it is a switch. */
export interface Flag {
  readonly name: string;
  /** Placeholder of its value in the help; a switch has none. */
  readonly value?: string;
  readonly summary: string;
  /** Words to complete the value with; `file` completes file names. */
  readonly complete?: readonly string[] | 'file';
  readonly required?: boolean;
}

/** One positional argument. */
interface Positional {
  readonly name: string;
  readonly summary: string;
  readonly optional?: boolean;
  readonly complete?: readonly string[] | 'file';
}

/** Values as parsed: flags by name, positionals by name. */
export interface Arguments {
  readonly flags: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: Readonly<Record<string, string | undefined>>;
}

/** A verb of the command line, with all that its help page and the shell completion need. */
export interface Command {
  /** Words that call it: `['rules', 'classify']`. */
  readonly words: readonly string[];
  readonly summary: string;
  /** A few sentences more, for its help page. */
  readonly details?: string;
  readonly positionals: readonly Positional[];
  readonly flags: readonly Flag[];
  /** Command lines that work as they stand, each with what it does. */
  readonly examples: readonly { readonly line: string; readonly does: string }[];
  /** Has something to keep when it is interrupted, and so ends by itself; every other command simply dies. */
  readonly keepsWork?: true;
  run(args: Arguments, terminal: Terminal): Promise<ExitCode>;
}

/** Flags every command has. */
export const commonFlags: readonly Flag[] = [
  { name: 'json', summary: 'Print JSON (also the default when the output is not a terminal)' },
  { name: 'text', summary: 'Print text for people even when the output is not a terminal' },
  { name: 'quiet', summary: 'No progress on stderr' },
  { name: 'help', summary: 'Show this help' },
];
