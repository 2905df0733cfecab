import { parseArgs } from 'node:util';
import { didYouMean, type Diagnostic } from '../diagnostics/index.ts';
import { commonFlags, type Arguments, type Command, type Flag } from './command.ts';
import { complaint } from './messages.ts';

/** Parses what follows a command's words. Every problem is reported at once; nothing is guessed. */
export function parseArguments(
  command: Command,
  rest: readonly string[],
): { readonly args: Arguments; readonly problems: readonly Diagnostic[] } {
  const flags = [...command.flags, ...commonFlags];
  const options = Object.fromEntries(
    flags.map((flag) => [
      flag.name,
      { type: flag.value === undefined ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  const { values, positionals, tokens } = parseArgs({
    args: [...rest],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const problems: Diagnostic[] = [];
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const flag = flags.find(({ name }) => name === token.name);
    if (!flag) problems.push(unknownFlag(token.rawName, flags));
    else if (
      flag.value !== undefined &&
      (token.value === undefined || (!token.inlineValue && token.value.startsWith('--')))
    ) {
      problems.push(
        complaint('FW-CLI-0003', flag.name, `--${flag.name} needs a value: --${flag.name} ${flag.value}`),
      );
    } else if (flag.value === undefined && token.value !== undefined) {
      problems.push(complaint('FW-CLI-0004', flag.name, `--${flag.name} is a switch and takes no value`));
    }
  }
  if (values.help !== true) {
    for (const flag of command.flags) {
      if (flag.required === true && values[flag.name] === undefined) {
        problems.push(
          complaint('FW-CLI-0003', flag.name, `missing --${flag.name} ${flag.value ?? ''}: ${flag.summary}`),
        );
      }
    }
    for (const [index, positional] of command.positionals.entries()) {
      if (positional.optional !== true && positionals[index] === undefined) {
        problems.push(
          complaint('FW-CLI-0003', positional.name, `missing ${positional.name}: ${positional.summary}`),
        );
      }
    }
    for (const extra of positionals.slice(command.positionals.length)) {
      problems.push(complaint('FW-CLI-0002', extra, `unexpected argument \`${extra}\``));
    }
  }
  const named = Object.fromEntries(
    command.positionals.map((positional, index) => [positional.name, positionals[index]]),
  );
  return { args: { flags: values, positionals: named }, problems };
}

function unknownFlag(raw: string, flags: readonly Flag[]): Diagnostic {
  const guess = didYouMean(
    raw,
    flags.map((flag) => `--${flag.name}`),
  );
  const hint = guess === undefined ? 'see --help' : `did you mean \`${guess}\`?`;
  return complaint('FW-CLI-0002', raw, `unknown option \`${raw}\``, hint);
}
