import type { Diagnostic } from '../../diagnostics/index.ts';
import { stressProblem } from '../messages.ts';
import { rowsToParquet } from './parquet.ts';
import { chunkCount, chunkRange, sweepHash, type SweepSpec } from './spec.ts';
import { findTask, taskNames } from './tasks.ts';

/** A sweep whose task is ready: gives the bytes of any chunk. */
export interface OpenSweep {
  /** Bytes of a chunk's Parquet file: a pure function of the sweep and the chunk's number. */
  chunk(number: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Opens the task of a sweep, or says why it cannot be worked on here. */
export async function openSweep(spec: SweepSpec): Promise<OpenSweep | readonly Diagnostic[]> {
  const task = await findTask(spec.task);
  if (task === undefined) {
    const message = `no task is called ${spec.task}`;
    return [stressProblem('FW-STR-0003', ['task'], message, `tasks: ${taskNames.join(', ')}`)];
  }
  const open = await task.open(spec.input, spec.seed);
  if ('problems' in open) return open.problems;
  const hash = sweepHash(spec);
  return {
    async chunk(number) {
      if (!Number.isInteger(number) || number < 0 || number >= chunkCount(spec))
        throw new RangeError(`chunk ${number} of ${chunkCount(spec)}`);
      const rows = await open.rows(chunkRange(spec, number));
      return rowsToParquet(open.columns, rows, { sweep: hash, chunk: String(number) });
    },
    close: async () => open.close?.(),
  };
}
