import {
  closeSync,
  createReadStream,
  createWriteStream,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import type { Unpacked } from './parquet-trace.ts';

/** First bytes of packed files, and what unpacks them. */
const packings = [
  { magic: [0x1f, 0x8b], unpack: () => createGunzip() },
  { magic: [0x28, 0xb5, 0x2f, 0xfd], unpack: () => createZstdDecompress() },
] as const;

/**
 * Unpacks a file packed with gzip or Zstandard, whatever its name, into the folder for temporary files, a piece at a time; undefined where
 * it is not packed.
 *
 * @throws where it is cut or damaged
 */
export async function unpackPacked(path: string): Promise<Unpacked | undefined> {
  const start = firstBytes(path, 4);
  const packing = packings.find(({ magic }) => magic.every((byte, index) => start[index] === byte));
  if (packing === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'fleetwright-trace-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const unpacked = join(folder, 'trace');
  try {
    await pipeline(createReadStream(path), packing.unpack(), createWriteStream(unpacked));
  } catch (error) {
    remove();
    throw error;
  }
  return { path: unpacked, remove };
}

/** The first bytes of a file, fewer where it is shorter. */
export function firstBytes(path: string, count: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(count);
    return buffer.subarray(0, readSync(file, buffer));
  } finally {
    closeSync(file);
  }
}
