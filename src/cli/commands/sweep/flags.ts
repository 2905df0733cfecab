import { openFolder, type SweepFolder } from '../../../stress/index.ts';
import type { Arguments, ExitCode, Flag } from '../../command.ts';
import type { Terminal } from '../../terminal.ts';
import { refuse } from '../../refuse.ts';

/** Where the engine is looked for when the command line does not say it: addresses hold passwords. */
const engineVariable = 'FLEETWRIGHT_ENGINE';

export const folderPositional = { name: 'FOLDER', summary: 'folder of the sweep', complete: 'file' } as const;

export const engineFlag: Flag = {
  name: 'engine',
  value: 'ENGINE',
  summary: `local, postgres://user:password@host/database or slurm (default: ${engineVariable}, else local)`,
};

/** The engine a command line wishes for; that of the environment, else `fallback`, where it names none. */
export function engineWish({ flags }: Arguments, fallback: string): string {
  return typeof flags.engine === 'string' ? flags.engine : (process.env[engineVariable] ?? fallback);
}

/** Opens the folder a command line names and goes on with it, or prints why it cannot. */
export async function inFolder(
  { positionals }: Arguments,
  terminal: Terminal,
  work: (folder: SweepFolder) => Promise<ExitCode>,
): Promise<ExitCode> {
  const folder = openFolder(positionals.FOLDER ?? '');
  return 'spec' in folder ? work(folder) : refuse(terminal, folder);
}
