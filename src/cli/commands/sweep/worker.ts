import { availableParallelism, hostname } from 'node:os';
import { isPostgres, runWorker } from '../../../stress/index.ts';
import { exitCodes, type Command } from '../../command.ts';
import { complaint } from '../../messages.ts';
import { engineFlag, engineWish } from './flags.ts';
import { refuse } from '../../refuse.ts';
import { FlagReader } from '../../flag-reader.ts';

export const worker: Command = {
  words: ['worker'],
  summary: 'Work on the chunks that wait in a PostgreSQL database, until Ctrl-C',
  details:
    'Start as many as you like, on any machine that has this version and reaches the database; no shared folder is needed. A worker ' +
    'that is killed loses nothing: its chunks go to others after some seconds without a sign of life. A database that restarts ' +
    'is waited for.',
  positionals: [],
  flags: [
    engineFlag,
    { name: 'name', value: 'NAME', summary: 'What others see it as (default: the host and the process)' },
    { name: 'threads', value: 'N', summary: 'Chunks at a time (default: one per core)' },
    { name: 'until-empty', summary: 'End when nothing waits, rather than wait for more' },
  ],
  examples: [
    {
      line: 'fleetwright worker --engine postgres://fleet@db/sweeps --name rack7',
      does: 'works until Ctrl-C',
    },
  ],
  keepsWork: true,
  async run(args, terminal) {
    const read = new FlagReader(args);
    const { problems } = read;
    const threads = read.number('threads', { least: 1, whole: true }) ?? availableParallelism();
    const url = engineWish(args, '');
    if (!isPostgres(url))
      problems.push(
        complaint('FW-CLI-0003', 'engine', '--engine must be an address that starts with postgres://'),
      );
    if (problems.length > 0) return refuse(terminal, problems);
    const name = typeof args.flags.name === 'string' ? args.flags.name : `${hostname()}-${process.pid}`;
    if (!terminal.quiet) terminal.note(`worker ${name}, ${threads} threads, waiting for chunks`);
    let chunks = 0;
    const trouble = await runWorker(
      url,
      name,
      threads,
      terminal.signal,
      {
        onChunk: (sweep, chunk, seconds) => {
          chunks += 1;
          terminal.progress(
            `${chunks} chunks; last: ${chunk} of ${sweep.slice(0, 12)} in ${seconds.toFixed(1)} s`,
          );
        },
        onTrouble: (message) => terminal.note(`going on after: ${message}`),
      },
      args.flags['until-empty'] === true,
    );
    if (trouble) return refuse(terminal, [trouble]);
    terminal.progress('');
    terminal.result(
      () => `worker ${name}: ${chunks} chunks`,
      () => ({ worker: name, chunks }),
    );
    return exitCodes.done;
  },
};
