import { commonFlags, type Command } from './command.ts';

/** Shells that a completion script can be written for. */
export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/**
 * A completion script for a shell, made from the same table as the help. It completes the command's words, its options,
 * the words an option takes, and file names. zsh runs the bash script through its own compatibility layer.
 */
export function completionScript(shell: Shell, commands: readonly Command[]): string {
  if (shell === 'fish') return fish(commands);
  const script = bash(commands);
  return shell === 'zsh'
    ? `#compdef fleetwright\nautoload -U +X bashcompinit && bashcompinit\n${script}`
    : script;
}

function bash(commands: readonly Command[]): string {
  const firsts = [...new Set(commands.map(({ words }) => words[0] ?? ''))];
  const groups = firsts.map(
    (first) => [first, commands.filter(({ words }) => words[0] === first && words.length > 1)] as const,
  );
  const seconds = groups
    .filter(([, members]) => members.length > 0)
    .map(
      ([first, members]) =>
        `    ${first}) [ "$COMP_CWORD" -eq 2 ] && words="${members.map(({ words }) => words[1]).join(' ')}" ;;`,
    );
  const flags = commands.map((command) => {
    const names = [...command.flags, ...commonFlags].map(({ name }) => `--${name}`).join(' ');
    const key = command.words.join(' ');
    return `    "${key}"|"${key} "*) options="${names}" ;;`;
  });
  const values = new Map(
    commands.flatMap(({ flags: own }) =>
      own.flatMap(({ name, complete }) => (Array.isArray(complete) ? [[name, complete] as const] : [])),
    ),
  );
  const valueCases = [...values].map(
    ([name, words]) =>
      `    --${name}) COMPREPLY=($(compgen -W "${words.join(' ')}" -- "$current")); return ;;`,
  );
  return `_fleetwright() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words="" options=""
  case "$previous" in
${valueCases.join('\n')}
  esac
  [ "$COMP_CWORD" -eq 1 ] && words="${firsts.join(' ')}"
  case "\${COMP_WORDS[1]}" in
${seconds.join('\n')}
  esac
  case "\${COMP_WORDS[*]:1:2}" in
${flags.join('\n')}
  esac
  case "$current" in
    -*) COMPREPLY=($(compgen -W "$options" -- "$current")) ;;
    *) COMPREPLY=($(compgen -W "$words" -- "$current")); [ -z "$words" ] && COMPREPLY=($(compgen -f -- "$current")) ;;
  esac
}
complete -o filenames -F _fleetwright fleetwright
`;
}

function fish(commands: readonly Command[]): string {
  const firsts = [...new Set(commands.map(({ words }) => words[0] ?? ''))].join(' ');
  const lines = commands.flatMap((command) => {
    const [first = '', second] = command.words;
    const when =
      second === undefined
        ? `__fish_seen_subcommand_from ${first}`
        : `__fish_seen_subcommand_from ${first}; and __fish_seen_subcommand_from ${second}`;
    const word =
      second === undefined
        ? `complete -c fleetwright -n "not __fish_seen_subcommand_from ${firsts}" -a ${first} -d ${quote(command.summary)}`
        : `complete -c fleetwright -n "__fish_seen_subcommand_from ${first}" -a ${second} -d ${quote(command.summary)}`;
    const options = [...command.flags, ...commonFlags].map((flag) => {
      const value = flag.value === undefined ? '' : flag.complete === 'file' ? ' -r' : ' -x';
      const choices = Array.isArray(flag.complete) ? ` -a ${quote(flag.complete.join(' '))}` : '';
      return `complete -c fleetwright -n "${when}" -l ${flag.name}${value}${choices} -d ${quote(flag.summary)}`;
    });
    return [word, ...options];
  });
  return `${lines.join('\n')}\n`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`\'`)}'`;
}
