import { controlSweep, isWorkedOn, readState } from '../../../stress/index.ts';
import { exitCodes, type Command } from '../../command.ts';
import { engineFlag, engineWish, folderPositional, inFolder } from './flags.ts';
import { engineFlags, workOn } from './work.ts';
import { refuse } from '../../refuse.ts';

export const sweepRun: Command = {
  words: ['sweep', 'run'],
  summary: 'Work on what is missing of a sweep: in threads, on a queue in PostgreSQL or on Slurm',
  details:
    'Finished chunks are never worked on again, whichever engine made them; every engine gives the same bytes. Ctrl-C keeps ' +
    'what is finished: threads stop, a queue and Slurm go on without you. Exit code 3: not finished yet.',
  positionals: [folderPositional],
  flags: engineFlags,
  examples: [
    { line: 'fleetwright sweep run trial', does: 'works in threads of this machine' },
    {
      line: 'fleetwright sweep run trial --engine postgres://fleet@db/sweeps',
      does: 'waits for what `fleetwright worker` on other machines makes of it',
    },
    {
      line: 'fleetwright sweep run trial --engine slurm --slurm "partition=cpu"',
      does: 'submits a job array; the folder must be on a file system the nodes share',
    },
  ],
  keepsWork: true,
  run: (args, terminal) => inFolder(args, terminal, (folder) => workOn(folder, args, terminal)),
};

export const sweepResume: Command = {
  words: ['sweep', 'resume'],
  summary: 'Go on with a sweep that was paused, cancelled or interrupted',
  details:
    'With the engine it was begun on, unless another is named. A paused sweep in another terminal goes on there.',
  positionals: [folderPositional],
  flags: engineFlags,
  examples: [{ line: 'fleetwright sweep resume trial', does: 'works on what is missing' }],
  keepsWork: true,
  run: (args, terminal) =>
    inFolder(args, terminal, async (folder) => {
      const trouble = await controlSweep(folder, 'run', undefined);
      if (trouble) return refuse(terminal, [trouble]);
      if (isWorkedOn(folder)) {
        terminal.result(
          () => `${folder.path} goes on in the other terminal`,
          () => ({ end: 'resumed', folder: folder.path }),
        );
        return exitCodes.done;
      }
      return workOn(folder, args, terminal, readState(folder).engine);
    }),
};

export const sweepPause = control(
  'pause',
  'Hold a sweep: what is being worked on is finished, nothing new is begun',
);
export const sweepCancel = control('cancel', 'Stop a sweep; finished chunks are kept, and it can be resumed');

function control(wish: 'pause' | 'cancel', summary: string): Command {
  return {
    words: ['sweep', wish],
    summary,
    positionals: [folderPositional],
    flags: [engineFlag],
    examples: [{ line: `fleetwright sweep ${wish} trial`, does: 'from another terminal' }],
    run: (args, terminal) =>
      inFolder(args, terminal, async (folder) => {
        const trouble = await controlSweep(folder, wish, engineWish(args, 'local'));
        if (trouble) return refuse(terminal, [trouble]);
        terminal.result(
          () =>
            `${folder.path}: ${wish === 'pause' ? 'paused' : 'cancelled'}; fleetwright sweep resume ${folder.path} goes on`,
          () => ({ folder: folder.path, wish }),
        );
        return exitCodes.done;
      }),
  };
}
