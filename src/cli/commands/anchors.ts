import type { Accelerator } from '../../catalog/index.ts';
import { didYouMean, type Diagnostic } from '../../diagnostics/index.ts';
import { fileTrouble } from '../../files/index.ts';
import { benchmarkRuns } from '../../performance/index.ts';
import { isIsoDate } from '../../quantity/index.ts';
import { exitCodes, type Command } from '../command.ts';
import { keepAnchors } from '../kept-anchors.ts';
import { complaint } from '../messages.ts';
import { readTable } from '../table-file.ts';
import { readWorld } from '../../pipeline/index.ts';
import { refuse } from '../refuse.ts';

export const anchorsAdd: Command = {
  words: ['anchors', 'add'],
  summary: 'Keep your own benchmark of a model on a chip; rates that use it are corrected and more certain',
  details:
    'Reads JSON of `vllm bench serve`, SGLang or InferenceX, or CSV of AIConfigurator, and appends claims to a file of your own. ' +
    'Three measurements of the same model on the same chip narrow the interval most; measurements of other models do not help.',
  positionals: [{ name: 'FILE', summary: 'Benchmark result', complete: 'file' }],
  flags: [
    { name: 'chip', value: 'ID', summary: 'Accelerator of the catalog it ran on', required: true },
    { name: 'model', value: 'ID', summary: 'Model of the catalog', required: true },
    { name: 'engine', value: 'NAME', summary: 'Engine and version' },
    { name: 'precision', value: 'FORMAT', summary: 'Format of the weights: bf16, fp8, int8' },
    { name: 'date', value: 'DATE', summary: 'Day of the measurement, YYYY-MM-DD' },
    { name: 'to', value: 'FILE', summary: 'File of anchors (default anchors.yaml)', complete: 'file' },
  ],
  examples: [
    {
      line: 'fleetwright anchors add bench.json --chip nvidia-h20-96 --model Qwen3-8B --precision fp8',
      does: 'then: fleetwright rate --anchors anchors.yaml …',
    },
  ],
  async run({ positionals, flags }, terminal) {
    const { catalog } = readWorld();
    const file = positionals.FILE ?? '';
    const text = (flag: string): string | undefined => {
      const value = flags[flag];
      return typeof value === 'string' ? value : undefined;
    };
    const chip = text('chip') ?? '';
    const model = text('model') ?? '';
    const unknown = [
      ['--chip', chip, catalog.accelerators] as const,
      ['--model', model, catalog.models] as const,
    ].filter(([, id, entries]) => !entries.has(id));
    if (unknown.length > 0) {
      terminal.diagnostics(
        unknown.map(([flag, id, entries]) => {
          const guess = didYouMean(id, [...entries.keys()]);
          return complaint(
            'FW-CLI-0008',
            flag,
            `the catalog has no \`${id}\``,
            guess && `did you mean \`${guess}\`?`,
          );
        }),
      );
      return exitCodes.badInput;
    }
    const wrong = wrongValues(catalog.accelerators.get(chip), text('precision'), text('date'));
    if (wrong.length > 0) return refuse(terminal, wrong);
    const table = readTable(file);
    if (!table.ok) return refuse(terminal, [table.diagnostic]);
    const runs = benchmarkRuns(table.rows);
    if (runs.length === 0) {
      return refuse(terminal, [
        fileTrouble(
          'FW-FILE-0001',
          file,
          `${file} holds no run with a time per output token and a number of users`,
        ),
      ]);
    }
    const to = text('to') ?? 'anchors.yaml';
    const failed = keepAnchors(to, runs, {
      chip,
      model,
      engine: text('engine'),
      precision: text('precision'),
      source: file,
      date: text('date'),
    });
    if (failed !== undefined) return refuse(terminal, [failed]);
    terminal.result(
      () => `${runs.length} measurement${runs.length === 1 ? '' : 's'} of ${model} on ${chip} added to ${to}`,
      () => ({ file: to, added: runs.length, chip, model, runs }),
    );
    return exitCodes.done;
  },
};

/** What is wrong with the format and the day of a measurement on that chip. */
function wrongValues(
  chip: Accelerator | undefined,
  precision: string | undefined,
  date: string | undefined,
): readonly Diagnostic[] {
  const formats = Object.keys(chip?.dense ?? {});
  return [
    ...(precision === undefined || formats.includes(precision)
      ? []
      : [
          complaint(
            'FW-CLI-0004',
            '--precision',
            `--precision ${precision}: expected one of ${formats.join(', ')}`,
          ),
        ]),
    ...(date === undefined || isIsoDate(date)
      ? []
      : [complaint('FW-CLI-0004', '--date', `--date ${date}: expected a date, for example 2025-01-20`)]),
  ];
}
