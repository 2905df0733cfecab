import { move } from 'piscina';
import { openSweep, type OpenSweep } from './chunk.ts';
import type { SweepSpec } from './spec.ts';

/** One chunk to be worked on. */
export interface ChunkRequest {
  readonly spec: SweepSpec;
  /** Hash of the sweep, so that a thread knows it again. */
  readonly hash: string;
  readonly chunk: number;
}

/** The sweep this thread worked on last: opening a task may cost more than a chunk. */
let opened: { readonly hash: string; readonly sweep: Promise<OpenSweep> } | undefined;

/** Bytes of one chunk; this is all that runs in a thread of chunks. */
export async function chunkBytes({ spec, hash, chunk }: ChunkRequest): Promise<Uint8Array> {
  if (opened?.hash !== hash) {
    const last = opened;
    opened = { hash, sweep: open(spec) };
    await last?.sweep.then((sweep) => sweep.close());
  }
  const bytes = await (await opened.sweep).chunk(chunk);
  return move(bytes) as Uint8Array;
}

async function open(spec: SweepSpec): Promise<OpenSweep> {
  const sweep = await openSweep(spec);
  if ('chunk' in sweep) return sweep;
  throw new Error(sweep.map(({ message }) => message).join('; '));
}
