import { hasErrors, type Diagnostic } from '../../diagnostics/index.ts';
import { loadOf, type RateBook } from '../../intake/index.ts';
import { bestMix, localSolver, type MixAnswer } from '../../planning/index.ts';
import { formatNumber } from '../../quantity/index.ts';
import { cell, textTable } from '../../report/index.ts';
import { exitCodes, type Arguments, type Command } from '../command.ts';
import { complaint } from '../messages.ts';
import { FlagReader } from '../flag-reader.ts';
import { ratesFrom } from '../rate-files.ts';
import { refuse } from '../refuse.ts';

export const rateMix: Command = {
  words: ['rate', 'mix'],
  summary: 'The cheapest mix of machines for a load, from rates that others measured (Mélange, AIBrix)',
  details:
    'Reads a configuration of Mélange, or GPU profiles of AIBrix; several files are separated by commas. Machines are whole. ' +
    'Requests of one size may be split between machines at will, or into slices of which each goes to one kind of machine, as ' +
    'Mélange does. Place, time, power and rules play no part: for those, plan a scenario.',
  positionals: [
    { name: 'FILES', summary: 'configuration or profiles (JSON), separated by commas', complete: 'file' },
  ],
  flags: [
    { name: 'load', value: 'REQUESTS', summary: 'Requests per second in all; default: what the file says' },
    { name: 'isl', value: 'TOKENS', summary: 'Input tokens per request, where the file has no load' },
    { name: 'osl', value: 'TOKENS', summary: 'Output tokens per request, likewise' },
    {
      name: 'slices',
      value: 'N',
      summary: 'Slices per size of request; `any` splits at will (default: what the file says, else any)',
    },
    { name: 'seed', value: 'N', summary: 'Seed of the solver (default 1)' },
  ],
  examples: [
    { line: 'fleetwright rate mix melange.json', does: 'the mix that Mélange would choose' },
    { line: 'fleetwright rate mix melange.json --slices any', does: 'what is left when sizes may be split' },
    {
      line: 'fleetwright rate mix a100.json,l20.json --load 60 --isl 1000 --osl 200',
      does: 'AIBrix profiles, one size of requests',
    },
  ],
  async run(args, terminal) {
    const { book, diagnostics } = ratesFrom(args.positionals.FILES ?? '');
    terminal.diagnostics(diagnostics);
    if (book === undefined) return exitCodes.badInput;
    const asked = question(args, book);
    if ('problems' in asked) return refuse(terminal, asked.problems);
    const { load, slices, seed } = asked;
    if (!terminal.quiet) terminal.note(`seed ${seed}`);
    const solver = await localSolver(() => terminal.signal.aborted);
    const answer = await bestMix(
      {
        machines: book.machines.map(({ name, ...machine }) => ({ id: name, ...machine })),
        load,
        slices,
        seed,
        seconds: 60,
      },
      solver,
    );
    terminal.result(
      () =>
        answer.status === 'infeasible'
          ? `No mix serves it: ${unserved(book, load).join('; ') || 'there are not enough machines'}.`
          : textTable(mixSection(book, load, answer), terminal.colour, terminal.width),
      () => ({
        status: answer.status,
        costPerHour: answer.status === 'infeasible' ? null : answer.costPerHour,
        machines: Object.fromEntries(
          book.machines.map(({ name }, index) => [name, answer.counts[index] ?? 0]),
        ),
        served: book.cells.flatMap(({ id }, index) =>
          (load[index] ?? 0) > 0 ? [{ size: id, load: load[index], by: answer.served[index] }] : [],
        ),
        slices: slices ?? null,
        seed,
      }),
    );
    return answer.status === 'infeasible' ? exitCodes.no : exitCodes.done;
  },
};

interface Asked {
  readonly load: readonly number[];
  readonly slices: number | undefined;
  readonly seed: number;
}

function question(
  { flags }: Arguments,
  book: RateBook,
): Asked | { readonly problems: readonly Diagnostic[] } {
  const read = new FlagReader({ flags });
  const { problems } = read;
  const above = { fits: (value: number) => value > 0, expected: 'a number above 0' };
  const total = read.fitting('load', above);
  const input = read.fitting('isl', above);
  const output = read.fitting('osl', above);
  const seed = read.number('seed', { least: 1, whole: true }) ?? 1;
  const slices =
    flags.slices === 'any'
      ? undefined
      : flags.slices === undefined
        ? book.slices
        : read.number('slices', { least: 1, whole: true });
  const load = loadAsked(book, total, input, output);
  if ('code' in load) problems.push(load);
  return hasErrors(problems) || 'code' in load ? { problems } : { load, slices, seed };
}

/** The load of the file scaled to `total`, or all of `total` at one size. */
function loadAsked(
  book: RateBook,
  total: number | undefined,
  input: number | undefined,
  output: number | undefined,
): readonly number[] | Diagnostic {
  if (input === undefined && output === undefined && book.load !== undefined) {
    const sum = book.load.reduce((all, rate) => all + rate, 0);
    return total === undefined ? book.load : book.load.map((rate) => (rate * total) / sum);
  }
  if (total === undefined || input === undefined || output === undefined) {
    return complaint(
      'FW-CLI-0003',
      'load',
      'the file says no load: --load, --isl and --osl are needed',
      'for example --load 60 --isl 1000 --osl 200',
    );
  }
  return (
    loadOf(book, { input, output }, total) ??
    complaint('FW-CLI-0004', 'isl', `no size of the profile holds ${input} input and ${output} output tokens`)
  );
}

/** Sizes with load that no machine serves. */
function unserved(book: RateBook, load: readonly number[]): readonly string[] {
  return book.cells
    .filter((_, index) => (load[index] ?? 0) > 0 && book.machines.every(({ rates }) => rates[index] === 0))
    .map(({ id }) => `no machine serves ${id}`);
}

function mixSection(book: RateBook, load: readonly number[], answer: MixAnswer) {
  const cost = Number(answer.costPerHour.toFixed(6));
  return {
    id: 'mix',
    title: `${cost} per hour${answer.status === 'optimal' ? ', which is the least possible' : ''}`,
    columns: [
      { title: 'Machine' },
      { title: 'Count', align: 'right' as const },
      { title: 'Per hour', align: 'right' as const },
      { title: 'Serves' },
    ],
    rows: book.machines.map(({ name, costPerHour }, machine) => {
      const count = answer.counts[machine] ?? 0;
      const served = book.cells
        .map(({ id }, size) => ({ id, part: (answer.served[size]?.[machine] ?? 0) / (load[size] ?? 1) }))
        .filter(({ part }) => part > 1e-9)
        .map(({ id, part }) => (part > 1 - 1e-9 ? id : `${formatNumber(part * 100)} % of ${id}`));
      return [
        cell(name),
        cell(String(count)),
        cell(String(Number((count * costPerHour).toFixed(6)))),
        cell(served.join('; ') || 'nothing'),
      ];
    }),
    empty: 'There are no machines.',
  };
}
