import { exitCodes, type Command } from '../command.ts';
import { completionScript, shells, type Shell } from '../completion.ts';
import { complaint } from '../messages.ts';

/** The command that prints completion scripts, given the commands to complete. */
export function completion(commands: () => readonly Command[]): Command {
  return {
    words: ['completion'],
    summary: 'Print a completion script for your shell',
    positionals: [{ name: 'SHELL', summary: shells.join(', '), complete: shells }],
    flags: [],
    examples: [
      { line: 'source <(fleetwright completion bash)', does: 'completes in this bash' },
      {
        line: 'fleetwright completion fish > ~/.config/fish/completions/fleetwright.fish',
        does: 'completes in every fish',
      },
    ],
    async run({ positionals }, terminal) {
      const shell = shells.find((one) => one === positionals.SHELL);
      if (shell === undefined) {
        terminal.diagnostics([
          complaint(
            'FW-CLI-0004',
            'SHELL',
            `no completion for \`${positionals.SHELL}\`; expected one of ${shells.join(', ')}`,
          ),
        ]);
        return exitCodes.badInput;
      }
      terminal.raw(completionScript(shell satisfies Shell, commands()));
      return exitCodes.done;
    },
  };
}
