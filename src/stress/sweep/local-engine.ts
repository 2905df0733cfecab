import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Piscina } from 'piscina';
import { stressProblem } from '../messages.ts';
import { openSweep } from './chunk.ts';
import type { ChunkWorkerData } from './chunk-worker.ts';
import type { RunEnd, SweepEngine } from './engine.ts';
import { missingChunks } from './folder.ts';
import { progressOf } from './progress.ts';
import { chunkCount } from './spec.ts';
import { readState, writeState } from './state.ts';

/** Milliseconds between two looks at the state while paused. */
const look = 300;

/**
 * Works on chunks in threads of this machine, in the order of their numbers.
 *
 * Between two chunks it looks at the state of the folder, so another terminal can pause, resume or cancel it. Aborting ends
 * the threads at once; what they were working on is worked on anew next time.
 *
 * @param threads how many; by default one per core
 */
export function localEngine(threads: number = availableParallelism()): SweepEngine {
  return {
    async run(folder, { signal, onProgress }): Promise<RunEnd> {
      const missing = missingChunks(folder);
      if (missing.length === 0) return { end: 'done' };
      // A task that cannot be opened is told once, with its diagnostics, rather than by every thread.
      const trial = await openSweep(folder.spec);
      if (!('chunk' in trial)) return { end: 'failed', problems: trial };
      await trial.close();

      writeState(folder, { engine: 'local', wish: 'run' });
      const total = chunkCount(folder.spec);
      let done = total - missing.length;
      const progress = progressOf(done, total, () => performance.now() / 1000);
      const queue = missing.values();
      const pool = openPool(Math.min(threads, missing.length), { folder });
      const stop = (): void => void pool.destroy();
      signal.addEventListener('abort', stop);
      let end: RunEnd = { end: 'done' };

      const slot = async (): Promise<void> => {
        while (end.end === 'done') {
          const wish = await wishOnceResumed(folder, signal);
          if (wish === 'cancel') end = { end: 'cancelled' };
          if (signal.aborted) end = { end: 'interrupted' };
          if (end.end !== 'done') return;
          const next = queue.next();
          if (next.done === true) return;
          try {
            await pool.run(next.value);
          } catch (error) {
            end = signal.aborted
              ? { end: 'interrupted' }
              : { end: 'failed', problems: [failure(next.value, error)] };
            return;
          }
          done += 1;
          onProgress(progress(done));
        }
      };
      try {
        onProgress(progress(done));
        await Promise.all(Array.from({ length: pool.maxThreads }, slot));
      } finally {
        signal.removeEventListener('abort', stop);
        await pool.destroy();
      }
      return end;
    },
  };
}

function openPool(threads: number, workerData: ChunkWorkerData): Piscina {
  const file = import.meta.url.endsWith('.ts') ? './chunk-worker.ts' : './chunk-worker.js';
  return new Piscina({
    filename: new URL(file, import.meta.url).href,
    name: 'workOnChunk',
    minThreads: threads,
    maxThreads: threads,
    workerData,
  });
}

/** What the user wants, once that is no longer a pause. */
async function wishOnceResumed(
  folder: Parameters<typeof readState>[0],
  signal: AbortSignal,
): Promise<'run' | 'cancel'> {
  for (;;) {
    const { wish } = readState(folder);
    if (wish !== 'pause' || signal.aborted) return wish === 'cancel' ? 'cancel' : 'run';
    await sleep(look);
  }
}

function failure(chunk: number, error: unknown): ReturnType<typeof stressProblem> {
  const words = error instanceof Error ? error.message : String(error);
  return stressProblem('FW-STR-0009', [`chunk ${chunk}`], `chunk ${chunk}: ${words}`);
}
