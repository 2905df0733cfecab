import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeTextFile } from '../../files/index.ts';
import type { SweepFolder } from './folder.ts';

const schema = z.object({
  /** Which kind of engine works on it; a database's address is never kept, as it may hold a password. */
  engine: z.enum(['local', 'postgres', 'slurm']),
  /** What the user wants of it. */
  wish: z.enum(['run', 'pause', 'cancel']),
  /** Slurm's number of the job array. */
  job: z.string().optional(),
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
