import type { Diagnostic } from '../../diagnostics/index.ts';
import { stressProblem } from '../messages.ts';
import type { SweepEngine } from './engine.ts';
import type { SweepFolder } from './folder.ts';
import { localEngine } from './local-engine.ts';
import { postgresEngine, withholdChunks } from './postgres/index.ts';
import { controlSlurm, slurmEngine } from './slurm/index.ts';
import { readState, writeState } from './state.ts';

/** Which engine is wished for, as a user writes it. */
export interface EngineWish {
  /** `local`, `postgres://…` or `slurm`. */
  readonly engine: string;
  /** Threads of the local engine; by default one per core. */
  readonly threads: number | undefined;
  /** Further options of sbatch. */
  readonly slurm: readonly string[];
  /** Told of trouble the engine goes on from. */
  readonly onTrouble: (message: string) => void;
}

/** The engine a user wishes for. */
export function findEngine({ engine, threads, slurm, onTrouble }: EngineWish): SweepEngine | Diagnostic {
  if (engine === 'local') return localEngine(threads);
  if (engine === 'slurm') return slurmEngine({ options: slurm });
  if (isPostgres(engine)) return postgresEngine(engine, onTrouble);
  // What was written may hold a password, so it is not repeated.
  return stressProblem(
    'FW-STR-0012',
    ['engine'],
    'no such engine',
    'local, postgres://user@host/database, or slurm',
  );
}

/** True for an address of PostgreSQL. */
export function isPostgres(engine: string): boolean {
  return /^postgres(?:ql)?:\/\//u.test(engine) && URL.canParse(engine);
}

/**
 * Pauses, resumes or cancels a sweep whose engine works elsewhere: in another terminal, on other machines. Finished chunks are
 * kept, whatever is asked.
 *
 * @param url address of the database for a sweep whose chunks wait in one
 */
export async function controlSweep(
  folder: SweepFolder,
  wish: 'run' | 'pause' | 'cancel',
  url: string | undefined,
): Promise<Diagnostic | undefined> {
  const state = readState(folder);
  if (state.engine === 'postgres' && wish !== 'run') {
    if (url === undefined || !isPostgres(url))
      return stressProblem(
        'FW-STR-0012',
        ['engine'],
        'its chunks wait in a database',
        'say which: --engine postgres://…',
      );
    const trouble = await withholdChunks(url, folder);
    if (trouble) return trouble;
  }
  const refused = state.engine === 'slurm' ? await controlSlurm(folder, verbs[wish]) : undefined;
  if (refused === undefined) writeState(folder, { ...state, wish });
  return refused;
}

const verbs = { run: 'release', pause: 'hold', cancel: 'cancel' } as const;
