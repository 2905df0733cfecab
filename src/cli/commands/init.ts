import { existsSync } from 'node:fs';
import { starterScenario } from '../../scenario/index.ts';
import { exitCodes, type Command } from '../command.ts';
import { writeTextFile } from '../../files/index.ts';
import { complaint } from '../messages.ts';
import { refuse } from '../refuse.ts';

export const init: Command = {
  words: ['init'],
  summary: 'Write a commented starter scenario',
  details:
    'The starter plans as it stands; replace its numbers by yours, top to bottom. An existing file is never overwritten unless you say --force.',
  positionals: [
    { name: 'FILE', summary: 'where to write it (default: scenario.yaml)', optional: true, complete: 'file' },
  ],
  flags: [{ name: 'force', summary: 'Overwrite an existing file' }],
  examples: [
    { line: 'fleetwright init', does: 'writes scenario.yaml' },
    {
      line: 'fleetwright init bank.yaml && fleetwright plan bank.yaml',
      does: 'writes a starter and plans it',
    },
  ],
  async run({ positionals, flags }, terminal) {
    const path = positionals.FILE ?? 'scenario.yaml';
    if (existsSync(path) && flags.force !== true) {
      return refuse(terminal, [
        complaint(
          'FW-CLI-0007',
          path,
          `${path} exists; nothing was written`,
          'choose another name, or say --force',
        ),
      ]);
    }
    const trouble = writeTextFile(path, starterScenario());
    if (trouble) return refuse(terminal, [trouble]);
    terminal.result(
      () => `Wrote ${path}. Next: fleetwright validate ${path}, then fleetwright plan ${path}`,
      () => ({ written: path }),
    );
    return exitCodes.done;
  },
};
