import { textTable } from '../../report/index.ts';
import { exitCodes, type Command } from '../command.ts';
import { ratesFrom, ratesSection } from '../rate-files.ts';

export const importRates: Command = {
  words: ['import', 'rates'],
  summary: 'Read rates that others measured: a configuration of Mélange or GPU profiles of AIBrix',
  details:
    'Shows what each machine does of each size of request. `fleetwright rate mix` finds the cheapest mix from the same files.',
  positionals: [
    {
      name: 'FILES',
      summary: 'configuration, or profiles or a folder of them (JSON), separated by commas',
      complete: 'file',
    },
  ],
  flags: [],
  examples: [
    { line: 'fleetwright import rates melange.json', does: 'its machines, sizes and load' },
    { line: 'fleetwright import rates profile-a100.json,profile-l20.json --json', does: 'as data' },
    { line: 'fleetwright import rates aibrix/home/2025Q3/profiles/chat', does: 'what `export aibrix` wrote' },
  ],
  async run({ positionals }, terminal) {
    const { book, diagnostics } = ratesFrom(positionals.FILES ?? '');
    terminal.diagnostics(diagnostics);
    if (book === undefined) return exitCodes.badInput;
    terminal.result(
      () => textTable(ratesSection(book), terminal.colour, terminal.width),
      () => book,
    );
    return exitCodes.done;
  },
};
