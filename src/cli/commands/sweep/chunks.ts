import { dirname } from 'node:path';
import { formatNumber } from '../../../quantity/index.ts';
import {
  chunkCount,
  isPostgres,
  isWorkedOn,
  liveWorkers,
  mergeSweep,
  missingChunks,
  querySweep,
  readState,
  runChunk,
  sweepHash,
} from '../../../stress/index.ts';
import { cell, textTable } from '../../../report/index.ts';
import { readTextFile } from '../../../files/index.ts';
import { exitCodes, type Command } from '../../command.ts';
import { engineFlag, engineWish, folderPositional, inFolder } from './flags.ts';
import { refuse } from '../../refuse.ts';
import { FlagReader } from '../../flag-reader.ts';

export const sweepRunChunk: Command = {
  words: ['sweep', 'run-chunk'],
  summary: 'Work on one chunk of a sweep: what engines call',
  details:
    'Writes chunk-K.parquet by renaming a draft, so a file that is there is finished; then it ends at once with exit code 0. ' +
    'The bytes depend on the sweep and the number alone.',
  positionals: [],
  flags: [
    { name: 'spec', value: 'FILE', summary: 'The sweep (sweep.json)', complete: 'file', required: true },
    { name: 'chunk', value: 'K', summary: 'Number of the chunk, from 0', required: true },
    {
      name: 'folder',
      value: 'FOLDER',
      summary: 'Where to write (default: beside the sweep)',
      complete: 'file',
    },
  ],
  examples: [
    {
      line: 'fleetwright sweep run-chunk --spec trial/sweep.json --chunk 3',
      does: 'writes trial/chunk-3.parquet',
    },
  ],
  async run(args, terminal) {
    const read = new FlagReader(args);
    const { problems } = read;
    const chunk = read.number('chunk', { least: 0, whole: true }) ?? 0;
    const file = readTextFile(String(args.flags.spec));
    if ('code' in file) problems.push(file);
    if ('code' in file || problems.length > 0) return refuse(terminal, problems);
    const made = await runChunk(
      file,
      chunk,
      typeof args.flags.folder === 'string' ? args.flags.folder : dirname(file.path),
    );
    if ('problems' in made) return refuse(terminal, made.problems);
    terminal.result(
      () => `${made.path}${made.before ? ' is there already' : ''}`,
      () => made,
    );
    return exitCodes.done;
  },
};

export const sweepStatus: Command = {
  words: ['sweep', 'status'],
  summary: 'Say how far a sweep is and who works on it',
  positionals: [folderPositional],
  flags: [engineFlag],
  examples: [{ line: 'fleetwright sweep status trial --json', does: 'counts chunks, as data' }],
  run: (args, terminal) =>
    inFolder(args, terminal, async (folder) => {
      const { engine, wish, job } = readState(folder);
      const total = chunkCount(folder.spec);
      const missing = missingChunks(folder);
      const url = engineWish(args, '');
      const workers = engine === 'postgres' && isPostgres(url) ? await liveWorkers(url) : [];
      if ('code' in workers) return refuse(terminal, [workers]);
      const at = isWorkedOn(folder) ? ['this machine'] : workers;
      const state =
        missing.length === 0 ? 'done' : { run: 'unfinished', pause: 'paused', cancel: 'cancelled' }[wish];
      terminal.result(
        () =>
          [
            `${folder.path}: ${state}, ${total - missing.length} of ${total} chunks`,
            `task ${folder.spec.task}, ${formatNumber(folder.spec.count)} indexes, seed ${folder.spec.seed}, sweep ${sweepHash(folder.spec).slice(0, 12)}`,
            `engine ${engine}${job === undefined ? '' : `, job ${job}`}, ${at.length === 0 ? 'nobody seen at work' : `at work: ${at.join(', ')}`}`,
          ].join('\n'),
        () => ({
          folder: folder.path,
          hash: sweepHash(folder.spec),
          state,
          engine,
          job: job ?? null,
          done: total - missing.length,
          total,
          missing,
          atWork: at,
        }),
      );
      return exitCodes.done;
    }),
};

export const sweepMerge: Command = {
  words: ['sweep', 'merge'],
  summary: 'Put the chunks of a finished sweep into one Parquet file, in their order',
  positionals: [folderPositional],
  flags: [],
  examples: [{ line: 'fleetwright sweep merge trial', does: 'writes trial/merged.parquet' }],
  run: (args, terminal) =>
    inFolder(args, terminal, async (folder) => {
      const merged = await mergeSweep(folder);
      if ('problems' in merged) return refuse(terminal, merged.problems);
      terminal.result(
        () => `${formatNumber(merged.rows)} rows in ${merged.path}`,
        () => merged,
      );
      return exitCodes.done;
    }),
};

export const sweepQuery: Command = {
  words: ['sweep', 'query'],
  summary: 'Ask the rows of a sweep in SQL (DuckDB); an unfinished one answers with what it has',
  positionals: [folderPositional, { name: 'SQL', summary: 'a question; the rows are the view `rows`' }],
  flags: [],
  examples: [
    { line: 'fleetwright sweep query trial "select avg(mean) from rows"', does: 'one number' },
    {
      line: `fleetwright sweep query trial "copy (from rows order by index) to 'rows.csv'"`,
      does: 'writes a table',
    },
  ],
  run: (args, terminal) =>
    inFolder(args, terminal, async (folder) => {
      const answer = await querySweep(folder, args.positionals.SQL ?? '');
      if ('problems' in answer) return refuse(terminal, answer.problems);
      terminal.result(
        () =>
          textTable(
            {
              id: 'answer',
              title: `${formatNumber(answer.rows.length)} rows`,
              columns: answer.columns.map((title) => ({ title })),
              rows: answer.rows.map((row) =>
                answer.columns.map((name) => cell(row[name] === null ? '–' : String(row[name]))),
              ),
              empty: 'No row.',
            },
            terminal.colour,
            terminal.width,
          ),
        () => answer.rows,
      );
      return exitCodes.done;
    }),
};
