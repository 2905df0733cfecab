import { workerData } from 'node:worker_threads';
import { openSweep, type OpenSweep } from './chunk.ts';
import { hasChunk, keepChunk, type SweepFolder } from './folder.ts';

/** What a thread of the local engine is started with. */
export interface ChunkWorkerData {
  readonly folder: SweepFolder;
}

let opened: Promise<OpenSweep> | undefined;

/** Works on one chunk and keeps it; the task is opened once per thread. */
export async function workOnChunk(chunk: number): Promise<void> {
  const { folder } = workerData as ChunkWorkerData;
  if (hasChunk(folder, chunk)) return;
  opened ??= open(folder);
  const sweep = await opened;
  keepChunk(folder, chunk, await sweep.chunk(chunk));
}

async function open({ spec }: SweepFolder): Promise<OpenSweep> {
  const sweep = await openSweep(spec);
  if ('chunk' in sweep) return sweep;
  throw new Error(sweep.map(({ message }) => message).join('; '));
}
