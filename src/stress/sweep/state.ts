import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { errorCode, writeTextFile } from '../../files/index.ts';
import type { SweepFolder } from './folder.ts';

const schema = z.object({
  /** Which kind of engine works on it; a database's address is never kept, as it may hold a password. */
  engine: z.enum(['local', 'postgres', 'slurm']),
  /** What the user wants of it. */
  wish: z.enum(['run', 'pause', 'cancel']),
  /** Slurm's number of the job array. */
  job: z.string().optional(),
  /** Process that works on it with threads. */
  pid: z.int().optional(),
});

/** How a sweep in a folder stands; another terminal writes the wish and the engine obeys it. */
export type SweepState = Readonly<z.infer<typeof schema>>;

/** Reads the state of a sweep; a folder without one is run by threads. */
export function readState({ path }: Pick<SweepFolder, 'path'>): SweepState {
  const file = join(path, 'state.json');
  if (!existsSync(file)) return { engine: 'local', wish: 'run' };
  return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** Keeps the state of a sweep. */
export function writeState({ path }: Pick<SweepFolder, 'path'>, state: SweepState): void {
  const trouble = writeTextFile(join(path, 'state.json'), `${JSON.stringify(state)}\n`);
  if (trouble) throw new Error(trouble.message);
}

/** True while a process of this machine works on the folder with threads. */
export function isWorkedOn(folder: Pick<SweepFolder, 'path'>): boolean {
  const { pid } = readState(folder);
  if (pid === undefined || pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
