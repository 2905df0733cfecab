import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { stressProblem } from '../messages.ts';
import { openThreads } from './chunk-threads.ts';
import { openSweep } from './chunk.ts';
import type { RunEnd, SweepEngine } from './engine.ts';
import { hasChunk, keepChunk, missingChunks, type SweepFolder } from './folder.ts';
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

      writeState(folder, { engine: 'local', wish: 'run', pid: process.pid });
      const total = chunkCount(folder.spec);
      let done = total - missing.length;
      const progress = progressOf(done, total, () => performance.now() / 1000);
      const queue = missing.values();
      const slots = Math.min(threads, missing.length);
      const pool = openThreads(slots);
      const stop = (): void => void pool.close();
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
            if (!hasChunk(folder, next.value))
              keepChunk(folder, next.value, await pool.chunk(folder.spec, next.value));
          } catch (error) {
            end = signal.aborted
              ? { end: 'interrupted' }
              : { end: 'failed', problems: [failedChunk(next.value, error)] };
            return;
          }
          done += 1;
          onProgress(progress(done));
        }
      };
      try {
        onProgress(progress(done));
        await Promise.all(Array.from({ length: slots }, slot));
      } finally {
        signal.removeEventListener('abort', stop);
        await pool.close();
      }
      return end;
    },
  };
}

/** What the user wants, once that is no longer a pause. */
async function wishOnceResumed(folder: SweepFolder, signal: AbortSignal): Promise<'run' | 'cancel'> {
  for (;;) {
    const { wish } = readState(folder);
    if (wish !== 'pause' || signal.aborted) return wish === 'cancel' ? 'cancel' : 'run';
    await sleep(look);
  }
}

function failedChunk(chunk: number, error: unknown): ReturnType<typeof stressProblem> {
  const words = error instanceof Error ? error.message : String(error);
  return stressProblem('FW-STR-0009', [`chunk ${chunk}`], `chunk ${chunk}: ${words}`);
}
