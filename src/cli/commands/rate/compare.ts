import { compareRates, readWorld } from '../../../pipeline/index.ts';
import { formatQuantity } from '../../../quantity/index.ts';
import { cell, textTable } from '../../../report/index.ts';
import { exitCodes, type Command } from '../../command.ts';
import { anchorsFlag } from '../../kept-anchors.ts';
import { refuse } from '../../refuse.ts';
import { loadFlags, modelFlag } from './flags.ts';
import { keptIn, withAnchors } from './kept.ts';
import { round, splitInBrief } from './words.ts';

export const rateCompare: Command = {
  words: ['rate', 'compare'],
  summary: 'The same model and service level on several systems, or on all of the catalog',
  positionals: [],
  flags: [
    modelFlag,
    { name: 'systems', value: 'IDS', summary: 'Systems, separated by commas (default: all)' },
    ...loadFlags,
    anchorsFlag,
  ],
  examples: [
    {
      line: 'fleetwright rate compare --model Qwen3-32B --systems hgx-h20-96,hgx-h100,atlas-800t-a3',
      does: 'tokens per chip, most first',
    },
  ],
  async run(args, terminal) {
    const kept = keptIn(args.flags.anchors);
    if ('code' in kept) return refuse(terminal, [kept]);
    const asked = compareRates(args.flags, readWorld(), (question) => withAnchors(question, kept));
    if (!asked.ok) return refuse(terminal, asked.problems);
    const sorted = asked.value;
    terminal.result(
      () =>
        textTable(
          {
            id: 'rates',
            title: `${String(args.flags.model)} on ${sorted.length} systems, most tokens per chip first`,
            columns: [
              { title: 'System' },
              { title: 'Token/s per chip', align: 'right' },
              { title: 'Interval', align: 'right' },
              { title: 'Time per token', align: 'right' },
              { title: 'Bound by' },
              { title: 'Configuration' },
            ],
            rows: sorted.map(({ system, answer }) => {
              if ('code' in answer) return [system, '–', '', '', '', answer.why].map((text) => cell(text));
              const { rate: one } = answer;
              const { low, high, value } = one.requestsPerSecond;
              const scaled = (side: number): string => round((answer.perAccelerator * side) / value);
              return [
                system,
                round(answer.perAccelerator),
                `${scaled(low)} to ${scaled(high)}`,
                formatQuantity(one.tpot.value, 'duration'),
                one.boundBy,
                splitInBrief(one.configuration),
              ].map((text) => cell(text));
            }),
            empty: 'No system was named.',
          },
          terminal.colour,
          terminal.width,
        ),
      () => sorted,
    );
    return exitCodes.done;
  },
};
