import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { tasks } from './tasks.ts';

/** The tasks by name. */
type Tasks = typeof tasks;

/** Too much is asked at once, or an answer took too long: nothing is wrong with the question. */
export class NotNow extends Error {
  readonly kind: 'busy' | 'slow';

  constructor(kind: 'busy' | 'slow') {
    super(kind === 'busy' ? 'too many questions wait' : 'the answer took too long');
    this.kind = kind;
  }
}

/** Works questions out on other threads than the one that answers requests. */
export interface Compute {
  /** Rejects with `NotNow`; aborting the signal gives up. */
  run<K extends keyof Tasks>(
    name: K,
    input: Parameters<Tasks[K]>[0],
    signal?: AbortSignal,
  ): Promise<Awaited<ReturnType<Tasks[K]>>>;
  close(): Promise<void>;
}

/** Questions that wait for a thread. */
const mostWaiting = 64;
/** Milliseconds a question may take; the thread is ended where it takes longer. */
const mostTime = 60_000;

const file = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './tasks.ts' : './tasks.js', import.meta.url),
);

/** Threads that have read the catalog; at least two, so that a slow question does not hold up a quick one. Idle ones end. */
export function threads(): Compute {
  const pool = new Piscina({
    filename: file,
    name: 'work',
    minThreads: 0,
    maxThreads: Math.max(2, Math.min(4, availableParallelism() - 1)),
    idleTimeout: 300_000,
    maxQueue: mostWaiting,
  });
  return {
    async run(name, input, signal) {
      const late = AbortSignal.timeout(mostTime);
      try {
        return (await pool.run(
          { name, input },
          { signal: signal === undefined ? late : AbortSignal.any([signal, late]) },
        )) as never;
      } catch (error) {
        if (late.aborted) throw new NotNow('slow');
        if (error instanceof Error && /queue is at limit/u.test(error.message)) throw new NotNow('busy');
        throw error;
      }
    },
    close: () => pool.destroy(),
  };
}
