import { Piscina } from 'piscina';
import type { RunAll, RunRecord } from '../simulation/index.ts';
import type { ProofAnswer, ProofTask, ProofThreadInput } from './proof-thread.ts';
import type { FleetGround } from './service-fleets.ts';

/** Threads that run the runs of proofs. */
export interface ProofThreads {
  readonly runAll: RunAll;
  /** Ends the threads at once, whatever they work on. */
  close(): Promise<void>;
}

/** How many runs may be under way or done ahead of the one whose record is next: bounds the records held. */
const ahead = 4;
/** Milliseconds between two looks at how far the runs are. */
const look = 200;

/**
 * Opens threads. Records are handed on in the order of the runs, so that the number of threads never shows. Aborting the signal stops
 * every run within some tens of milliseconds.
 *
 * @param onProgress told the part of the runs in hand that is done, 0 … 1
 */
export function openProofThreads(
  count: number,
  ground: FleetGround,
  signal: AbortSignal,
  onProgress: (done: number) => void,
): ProofThreads {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const slots = count * ahead;
  const parts = new Float64Array(new SharedArrayBuffer(8 * slots));
  const file = import.meta.url.endsWith('.ts') ? './proof-thread.ts' : './proof-thread.js';
  const pool = new Piscina({
    filename: new URL(file, import.meta.url).href,
    name: 'proofRun',
    minThreads: count,
    maxThreads: count,
    workerData: { ground, stop, parts } satisfies ProofThreadInput,
  });
  const abort = (): void => {
    Atomics.store(stop, 0, 1);
  };
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort);

  const runAll: RunAll = async (runs, take) => {
    let begun = 0;
    let taken = 0;
    let stopped = false;
    const held = new Map<number, RunRecord>();
    const tell = setInterval(() => {
      const underWay = parts.reduce((sum, part) => sum + part, 0);
      onProgress(Math.min(1, (taken + underWay) / runs.length));
    }, look);
    const lane = async (slot: number): Promise<void> => {
      for (let index = begun++; index < runs.length && !stopped; index = begun++) {
        const run = runs[index];
        if (run === undefined) break;
        const { record, complete } = (await pool.run({ run, slot } satisfies ProofTask)) as ProofAnswer;
        parts[slot] = 0;
        stopped ||= !complete;
        if (complete || index === 0) held.set(index, record);
        for (let next = held.get(taken); next !== undefined; next = held.get(taken)) {
          held.delete(taken);
          take(next, taken);
          taken += 1;
        }
      }
    };
    try {
      await Promise.all(Array.from({ length: slots }, (_, slot) => lane(slot)));
    } finally {
      clearInterval(tell);
    }
    return stopped ? 'stopped' : 'done';
  };
  return {
    runAll,
    async close() {
      signal.removeEventListener('abort', abort);
      await pool.destroy();
    },
  };
}
