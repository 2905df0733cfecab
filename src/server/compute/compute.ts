import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { World } from '../../pipeline/index.ts';
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
/** Milliseconds a what-if has to give up by itself before its thread is ended; one whose thread only starts gives up once it runs. */
const grace = 10_000;
/** Milliseconds after which an idle thread ends; that of what-ifs stays for as long as somebody may look at a plan. */
const idle = { work: 300_000, whatIf: 1_800_000 } as const;

const file = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './tasks.ts' : './tasks.js', import.meta.url),
);

/**
 * Threads that know the world, at least two, so that a slow question does not hold up a quick one; and a lane of its own
 * for what-ifs, where the solver stays loaded and compiled: a fresh one takes four times as long for its first plan. A
 * what-if that nobody waits for any more stops by itself and leaves its thread warm for the next.
 */
export function threads(world: World): Compute {
  const open = (maxThreads: number, idleTimeout: number): Piscina =>
    new Piscina({
      filename: file,
      name: 'work',
      minThreads: 0,
      maxThreads,
      idleTimeout,
      maxQueue: mostWaiting,
      workerData: world,
    });
  const spare = availableParallelism() - 1;
  const pool = open(Math.max(2, Math.min(4, spare)), idle.work);
  const lane = open(Math.max(1, Math.min(2, spare)), idle.whatIf);
  return {
    async run(name, input, signal) {
      const late = AbortSignal.timeout(mostTime);
      const given = signal === undefined ? late : AbortSignal.any([signal, late]);
      try {
        return await (name === 'whatIf'
          ? runStoppable(lane, { name, input }, given)
          : pool.run({ name, input }, { signal: given }));
      } catch (error) {
        if (late.aborted) throw new NotNow('slow');
        if (error instanceof Error && /queue is at limit/u.test(error.message)) throw new NotNow('busy');
        throw error;
      }
    },
    async close() {
      await Promise.all([pool.destroy(), lane.destroy()]);
    },
  };
}

/** Runs a task that looks at a flag; its thread is ended only where it does not stop in time. */
async function runStoppable(
  lane: Piscina,
  task: { readonly name: string; readonly input: unknown },
  signal: AbortSignal,
): Promise<Awaited<ReturnType<Tasks[keyof Tasks]>>> {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const end = new AbortController();
  let patience: NodeJS.Timeout | undefined;
  const giveUp = (): void => {
    Atomics.store(stop, 0, 1);
    patience = setTimeout(() => end.abort(), grace);
  };
  signal.addEventListener('abort', giveUp);
  if (signal.aborted) giveUp();
  try {
    return await lane.run({ ...task, stop }, { signal: end.signal });
  } finally {
    clearTimeout(patience);
    signal.removeEventListener('abort', giveUp);
  }
}
