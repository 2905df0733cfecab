import { parseArguments } from './parse-arguments.ts';
import { exitCodes, type Command, type ExitCode } from './command.ts';
import { commands } from './commands/index.ts';
import { commandHelp, overview } from './help.ts';
import { complaint } from './messages.ts';
import { terminalOver, type Streams } from './terminal.ts';
import { version } from '../pipeline/index.ts';
import { didYouMean } from '../diagnostics/index.ts';

/**
 * Runs one command line and gives its exit code. Never throws: what is thrown below is a bug and becomes exit code 1.
 *
 * ```
 * words → command → arguments → run → exit code
 *            │          │
 *            └──────────┴─ trouble: printed with what to do, exit 2
 * ```
 *
 * @param line the words after `fleetwright`
 * @param signal aborted when the user interrupts
 */
export async function main(
  line: readonly string[],
  streams: Streams,
  signal: AbortSignal,
): Promise<ExitCode> {
  const wish = (flag: string): boolean => line.includes(`--${flag}`);
  const terminal = terminalOver(streams, {
    json: wish('json'),
    text: wish('text'),
    quiet: wish('quiet'),
    signal,
  });
  const [first] = line;
  if (first === undefined || first === '--help' || first === 'help') {
    terminal.raw(`${overview(commands, version)}\n`);
    return exitCodes.done;
  }
  if (first === '--version') {
    terminal.raw(`${version}\n`);
    return exitCodes.done;
  }
  const command = findCommand(line);
  if (!command) {
    const known = commands.map(({ words }) => words.join(' '));
    const asked = line.filter((word) => word !== '--help').join(' ');
    const under = commands.filter(({ words }) => words.join(' ').startsWith(`${asked} `));
    if (under.length > 0) {
      terminal.raw(`${overview(under, version)}\n`);
      return line.includes('--help') ? exitCodes.done : exitCodes.badInput;
    }
    const group = known.filter((words) => words.startsWith(`${first} `));
    const typed = group.length > 0 ? line.slice(0, 2).join(' ') : first;
    const guess = didYouMean(typed, group.length > 0 ? group : known);
    terminal.diagnostics([
      complaint(
        'FW-CLI-0001',
        typed,
        `unknown command \`${typed}\``,
        guess === undefined ? 'see fleetwright --help' : `did you mean \`${guess}\`?`,
      ),
    ]);
    return exitCodes.badInput;
  }
  const { args, problems } = parseArguments(command, line.slice(command.words.length));
  if (args.flags.help === true && problems.length === 0) {
    terminal.raw(`${commandHelp(command)}\n`);
    return exitCodes.done;
  }
  if (problems.length > 0) {
    terminal.diagnostics(problems);
    terminal.note(`\nsee fleetwright ${command.words.join(' ')} --help`);
    return exitCodes.badInput;
  }
  try {
    return await command.run(args, terminal);
  } catch (error) {
    terminal.note(
      `fleetwright ${version}: this is a bug, please report it with the command line and the files\n${error instanceof Error ? error.stack : String(error)}`,
    );
    return exitCodes.bug;
  }
}

/** The command with the most words that the line starts with. */
export function findCommand(line: readonly string[]): Command | undefined {
  return commands
    .filter(({ words }) => words.every((word, index) => line[index] === word))
    .toSorted((a, b) => b.words.length - a.words.length)[0];
}
