import { commonFlags, type Command, type Flag } from './command.ts';

/** The help page of one command: usage, what it does, arguments, options, examples, exit codes. */
export function commandHelp(command: Command): string {
  const usage = [
    'fleetwright',
    ...command.words,
    ...command.positionals.map(({ name, optional }) => (optional === true ? `[${name}]` : name)),
    ...command.flags.map((flag) => (flag.required === true ? flagUsage(flag) : `[${flagUsage(flag)}]`)),
  ].join(' ');
  return [
    command.summary,
    '',
    `Usage: ${usage}`,
    ...(command.details === undefined ? [] : ['', command.details]),
    ...section(
      'Arguments',
      command.positionals.map(({ name, summary }) => [name, summary]),
    ),
    ...section(
      'Options',
      [...command.flags, ...commonFlags].map((flag) => [flagUsage(flag), flag.summary]),
    ),
    ...section(
      'Examples',
      command.examples.map(({ line, does }) => [line, does]),
    ),
    ...section('Exit codes', [
      ['0', 'done'],
      ['1', 'a bug in fleetwright'],
      ['2', 'bad input, every problem printed'],
      ['3', 'the answer is no: infeasible, violated, denied'],
    ]),
  ].join('\n');
}

/** The page that lists all commands. */
export function overview(commands: readonly Command[], version: string): string {
  return [
    `fleetwright ${version}: plans AI compute: what to buy or rent, where, when and for which work, lawful and explained`,
    '',
    'Usage: fleetwright COMMAND [ARGUMENTS] [OPTIONS]',
    ...section(
      'Commands',
      commands.map((command) => [command.words.join(' '), command.summary]),
    ),
    ...section('First steps', [
      ['fleetwright init my-plan.yaml', 'write a commented starter scenario'],
      ['fleetwright plan my-plan.yaml', 'plan it'],
      ['fleetwright plan --help', 'options and examples of a command'],
    ]),
  ].join('\n');
}

function flagUsage(flag: Flag): string {
  return flag.value === undefined ? `--${flag.name}` : `--${flag.name} ${flag.value}`;
}

function section(title: string, rows: readonly (readonly [string, string])[]): readonly string[] {
  if (rows.length === 0) return [];
  const width = Math.min(58, Math.max(...rows.map(([name]) => name.length)));
  return [
    '',
    `${title}:`,
    ...rows.map(([name, text]) =>
      name.length > width ? `  ${name}\n  ${' '.repeat(width)}  ${text}` : `  ${name.padEnd(width)}  ${text}`,
    ),
  ];
}
