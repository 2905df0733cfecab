import type { Diagnostic } from '../../diagnostics/index.ts';
import type { TextFile } from '../../files/index.ts';
import { stressProblem } from '../messages.ts';
import { openSweep } from './chunk.ts';
import { chunkPath, hasChunk, keepChunk } from './folder.ts';
import { chunkCount, readSpec } from './spec.ts';

/** Where a chunk is, and whether it was there before. */
export interface MadeChunk {
  readonly path: string;
  readonly chunk: number;
  readonly before: boolean;
}

/**
 * Works on one chunk of a sweep's file and keeps it in a folder; nothing to do where it is there already. This is the contract of
 * all engines: pure in sweep and number, so that doing it twice, or in two places, changes nothing.
 */
export async function runChunk(
  file: TextFile,
  chunk: number,
  folder: string,
): Promise<MadeChunk | { readonly problems: readonly Diagnostic[] }> {
  const spec = readSpec(file.path, file.text);
  if (!('task' in spec)) return { problems: spec };
  if (chunk >= chunkCount(spec)) {
    const message = `${file.path} has ${chunkCount(spec)} chunks, counted from 0; there is no chunk ${chunk}`;
    return { problems: [stressProblem('FW-STR-0005', ['chunk'], message)] };
  }
  const place = { path: folder, spec };
  const path = chunkPath(place, chunk);
  if (hasChunk(place, chunk)) return { path, chunk, before: true };
  const sweep = await openSweep(spec);
  if (!('chunk' in sweep)) return { problems: sweep };
  try {
    keepChunk(place, chunk, await sweep.chunk(chunk));
  } finally {
    await sweep.close();
  }
  return { path, chunk, before: false };
}
