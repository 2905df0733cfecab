import { Piscina } from 'piscina';
import type { ChunkRequest } from './chunk-worker.ts';
import { sweepHash, type SweepSpec } from './spec.ts';

/** Threads that work on chunks. Solvers block their thread; the one that asks stays free for files, networks and signals. */
export interface ChunkThreads {
  /** Bytes of a chunk; rejects with the words of the task when it throws, and when the threads are closed. */
  chunk(spec: SweepSpec, chunk: number): Promise<Uint8Array>;
  /** Ends the threads at once, whatever they work on. */
  close(): Promise<void>;
}

/** Starts threads; works from sources and from the compiled package, where the file of a thread ends in `.js`. */
export function openThreads(count: number): ChunkThreads {
  const file = import.meta.url.endsWith('.ts') ? './chunk-worker.ts' : './chunk-worker.js';
  const pool = new Piscina({
    filename: new URL(file, import.meta.url).href,
    name: 'chunkBytes',
    minThreads: count,
    maxThreads: count,
  });
  const hashes = new WeakMap<SweepSpec, string>();
  return {
    chunk: async (spec, chunk) => {
      const hash = hashes.get(spec) ?? sweepHash(spec);
      hashes.set(spec, hash);
      return (await pool.run({ spec, hash, chunk } satisfies ChunkRequest)) as Uint8Array;
    },
    close: () => pool.destroy(),
  };
}
