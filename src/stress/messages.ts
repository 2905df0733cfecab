import type { Diagnostic, MessageBook } from '../diagnostics/index.ts';

/** Why each diagnostic of stress tests, backtests and sweeps exists; `docs/diagnostics.md` is made from it. */
export const stressMessages = {
  'FW-STR-0001': {
    title: 'The file is no sweep',
    explain:
      'A sweep is a JSON file with task, input, count, chunkSize, seed and the version it was made by.',
  },
  'FW-STR-0002': {
    title: 'The input does not fit the task',
    explain: 'The task of the sweep cannot work on this input; the message says what it takes.',
  },
  'FW-STR-0003': {
    title: 'Unknown task',
    explain: 'No task of this version has the name.',
  },
  'FW-STR-0004': {
    title: 'Another version made the sweep',
    explain:
      'Every chunk must be worked on by the version that made the sweep, or the results could differ from chunk to chunk. Install that version, or make the sweep anew.',
  },
  'FW-STR-0005': {
    title: 'No such chunk',
    explain: 'The sweep has fewer chunks; they are counted from 0.',
  },
  'FW-STR-0006': {
    title: 'The folder holds another sweep',
    explain:
      'Chunks of two sweeps in one folder could be mixed up. Name another folder, or remove the old one.',
  },
  'FW-STR-0007': {
    title: 'Chunks are missing',
    explain:
      'The sweep is not finished: `fleetwright sweep status` counts, `fleetwright sweep resume` goes on.',
  },
  'FW-STR-0008': {
    title: 'A chunk is damaged',
    explain:
      'The file is no Parquet file, or belongs to another sweep or chunk. Remove it and resume the sweep.',
  },
  'FW-STR-0009': {
    title: 'A chunk failed',
    explain:
      'The task threw while it worked on a chunk; the message has its words. Finished chunks are kept.',
  },
  'FW-STR-0010': {
    title: 'The question cannot be answered',
    explain:
      'DuckDB refused the SQL; its words stand in the message. The rows of the sweep are the view `rows`.',
  },
  'FW-STR-0011': {
    title: 'Slurm refused',
    explain: 'A command of Slurm is not installed here or failed; its words stand in the message.',
  },
  'FW-STR-0012': {
    title: 'No such engine',
    explain: 'An engine is `local`, an address that starts with `postgres://`, or `slurm`.',
  },
  'FW-STR-0013': {
    title: 'The database cannot be reached',
    explain: 'PostgreSQL did not answer, or refused the user. Nothing was put into the queue.',
  },
  'FW-STR-0014': {
    title: 'No window to replay',
    explain: 'A backtest needs months in order: `--from 2025-01 --to 2026-06`.',
  },
  'FW-STR-0020': {
    title: 'A predicate of an event cannot be read',
    explain: 'What an event forbids is written in the language of the rules; see docs/rules.md.',
  },
  'FW-STR-0021': {
    title: 'An event names an unknown rule',
    explain: 'Rules that an event publishes, ends or answers are those of the catalog.',
  },
  'FW-STR-0022': {
    title: 'No such event',
    explain:
      'The catalog has no shock and the scenario no event of this name, and it is no file that can be read.',
  },
  'FW-STR-0023': {
    title: 'The expected world leaves no room for the orders',
    explain:
      'Orders that are best over many futures break a limit in the one world that the plan shows. The plan shows that world planned alone; the orders stand under uncertainty.',
  },
  'FW-STR-0024': {
    title: 'Interrupted before first orders over futures were found',
    explain: 'The plan is that of the expected world alone, as far as it was found.',
  },
} as const satisfies MessageBook;

/** Builds one diagnostic of this room. */
export function stressProblem(
  code: keyof typeof stressMessages,
  path: readonly (string | number)[],
  message: string,
  hint?: string,
): Diagnostic {
  return { code, severity: 'error', path: [...path], message, ...(hint !== undefined && { hint }) };
}
