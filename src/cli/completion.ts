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

/** A place in the tree of words: what was typed, and what may follow. */
interface Branch {
  readonly typed: readonly string[];
  readonly next: readonly string[];
}

/** Every beginning of a command that another word may follow; the first is the empty one. */
function branches(commands: readonly Command[]): readonly Branch[] {
  const found = new Map<string, { readonly typed: readonly string[]; readonly next: Set<string> }>();
  for (const { words } of commands) {
    for (const [index, word] of words.entries()) {
      const typed = words.slice(0, index);
      const branch = found.get(typed.join(' ')) ?? { typed, next: new Set<string>() };
      found.set(typed.join(' '), branch);
      branch.next.add(word);
    }
  }
  return [...found.values()].map(({ typed, next }) => ({ typed, next: [...next] }));
}

function bash(commands: readonly Command[]): string {
  const nexts = branches(commands).map(
    ({ typed, next }) => `    "${typed.join(' ')}") words="${next.join(' ')}" ;;`,
  );
  // Longer commands first: `evidence verify` is no file of `evidence`.
  const flags = commands
    .toSorted((a, b) => b.words.length - a.words.length)
    .map((command) => {
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
  case "\${COMP_WORDS[*]:1:COMP_CWORD-1}" in
${nexts.join('\n')}
  esac
  case "\${COMP_WORDS[*]:1}" in
${flags.join('\n')}
  esac
  case "$current" in
    -*) COMPREPLY=($(compgen -W "$options" -- "$current")) ;;
    *) COMPREPLY=($(compgen -W "$words" -- "$current")); [ -z "\${COMPREPLY[*]}" ] && COMPREPLY=($(compgen -f -- "$current")) ;;
  esac
}
complete -o filenames -F _fleetwright fleetwright
`;
}

function fish(commands: readonly Command[]): string {
  const all = branches(commands);
  const firsts = all.find(({ typed }) => typed.length === 0)?.next.join(' ') ?? '';
  const words = all.flatMap(({ typed, next }) =>
    next.map((word) => {
      const when = typed.length === 0 ? `not __fish_seen_subcommand_from ${firsts}` : seen(typed);
      const path = [...typed, word].join(' ');
      const command = commands.find((one) => one.words.join(' ') === path);
      const about = command === undefined ? '' : ` -d ${quote(command.summary)}`;
      return `complete -c fleetwright -n "${when}" -a ${word}${about}`;
    }),
  );
  const options = commands.flatMap((command) =>
    [...command.flags, ...commonFlags].map((flag) => {
      const value = flag.value === undefined ? '' : flag.complete === 'file' ? ' -r' : ' -x';
      const choices = Array.isArray(flag.complete) ? ` -a ${quote(flag.complete.join(' '))}` : '';
      return `complete -c fleetwright -n "${seen(command.words)}" -l ${flag.name}${value}${choices} -d ${quote(flag.summary)}`;
    }),
  );
  return `${[...words, ...options].join('\n')}\n`;
}

/** A condition of fish: these words were typed. */
function seen(words: readonly string[]): string {
  return words.map((word) => `__fish_seen_subcommand_from ${word}`).join('; and ');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`\'`)}'`;
}
