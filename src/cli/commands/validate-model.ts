import { scoreTruth, type ScoreLevel } from '../../performance/index.ts';
import { cell, textTable } from '../../report/index.ts';
import { fileTrouble } from '../../files/index.ts';
import { exitCodes, type Command } from '../command.ts';
import { complaint } from '../messages.ts';
import { readTable } from '../table-file.ts';
import { readWorld } from '../../pipeline/index.ts';
import { refuse } from '../refuse.ts';

const levels: readonly ScoreLevel[] = ['spec', 'operator', 'anchored'];

export const validateModel: Command = {
  words: ['validate-model'],
  summary: 'Score predicted rates against a file of measured ones',
  details:
    'One row per chip and model, regime and metric: errors as fractions of the truth, the bias (median signed error) and the part of ' +
    'the truths inside the 80 % interval. Rows that are not scored are counted with the reason. `anchored` sets three points of each ' +
    'chip, engine, model and format aside as anchors and scores the others.',
  positionals: [{ name: 'TRUTH', summary: 'CSV of the truth format, gzip or not', complete: 'file' }],
  flags: [
    {
      name: 'level',
      value: 'LEVEL',
      summary: 'spec, operator (default) or anchored',
      complete: levels,
    },
  ],
  examples: [
    { line: 'fleetwright validate-model truth.csv', does: 'errors by chip, model and regime, worst first' },
    {
      line: 'fleetwright validate-model truth.csv.gz --level anchored --json',
      does: 'with anchors, for a program',
    },
  ],
  async run({ positionals, flags }, terminal) {
    const level = levels.find((one) => one === (flags.level ?? 'operator'));
    if (level === undefined)
      return refuse(terminal, [complaint('FW-CLI-0004', '--level', `expected ${levels.join(', ')}`)]);
    const table = readTable(positionals.TRUTH ?? '');
    if (!table.ok) return refuse(terminal, [table.diagnostic]);
    if (table.rows.length === 0) {
      const file = positionals.TRUTH ?? '';
      return refuse(terminal, [fileTrouble('FW-FILE-0001', file, `${file} holds no row to score`)]);
    }
    const scores = scoreTruth(table.rows, readWorld().catalog, level);
    terminal.result(
      () => {
        const worst = scores.rows.toSorted((a, b) => b.medianAbsError - a.medianAbsError);
        return [
          textTable(
            {
              id: 'scores',
              title: `${worst.length} slices at level ${level}, worst first`,
              columns: [
                { title: 'Chip and model' },
                { title: 'Regime' },
                { title: 'Metric' },
                { title: 'Points', align: 'right' },
                { title: 'Median error', align: 'right' },
                { title: 'Bias', align: 'right' },
                { title: 'In interval', align: 'right' },
              ],
              rows: worst.map((row) =>
                [
                  row.group,
                  row.regime,
                  row.metric,
                  String(row.n),
                  percent(row.medianAbsError),
                  percent(row.bias),
                  percent(row.coverage),
                ].map((text) => cell(text)),
              ),
              empty: 'No row could be scored.',
            },
            terminal.colour,
            terminal.width,
          ),
          '',
          'Not scored',
          ...scores.skipped.map(({ reason, n }) => `  ${n}  ${reason}`),
        ].join('\n');
      },
      () => scores,
    );
    return exitCodes.done;
  },
};

function percent(part: number): string {
  return `${Math.round(part * 100)} %`;
}
