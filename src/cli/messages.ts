import type { Diagnostic, MessageBook } from '../diagnostics/index.ts';

/** Why each diagnostic of the command line exists; `docs/diagnostics.md` is made from it. */
export const cliMessages = {
  'FW-CLI-0001': {
    title: 'Unknown command',
    explain: 'The words after `fleetwright` do not name a command. `fleetwright --help` lists them.',
  },
  'FW-CLI-0002': {
    title: 'Unknown option',
    explain: 'The command has no such option. `fleetwright COMMAND --help` lists them.',
  },
  'FW-CLI-0003': {
    title: 'Missing argument',
    explain: 'The command cannot start without this argument or option.',
  },
  'FW-CLI-0004': {
    title: 'Wrong value of an option',
    explain: 'The value of the option cannot be understood.',
  },
  'FW-CLI-0007': {
    title: 'The file exists',
    explain: 'It would be overwritten. Choose another name, or say `--force`.',
  },
  'FW-CLI-0008': {
    title: 'Unknown id',
    explain: 'No entry of the catalog, rule, line or party has this id.',
  },
  'FW-CLI-0009': {
    title: 'The server cannot listen',
    explain: 'Another program uses the port, or the system does not let you use it.',
  },
  'FW-CLI-0012': {
    title: 'The studio was not built',
    explain:
      'Its files are missing from `dist`. In a clone `npm run studio` builds them; a package has them.',
  },
  'FW-CLI-0010': {
    title: 'Which record?',
    explain:
      'The store has none yet, or several: name one with `--record`. `fleetwright record list` tells which there are.',
  },
} as const satisfies MessageBook;

/** Builds one diagnostic of this room; `path` is the option or argument it is about. */
export function complaint(
  code: keyof typeof cliMessages,
  about: string,
  message: string,
  hint?: string,
): Diagnostic {
  return { code, severity: 'error', path: [about], message, ...(hint !== undefined && { hint }) };
}
