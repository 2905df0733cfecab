import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { makeFolders, readTextFile, writeTextFile } from '../../files/index.ts';
import { stressProblem } from '../messages.ts';
import { chunkCount, readSpec, sweepHash, writeSpec, type SweepSpec } from './spec.ts';

/**
 * Where the files of a sweep lie:
 *
 *     sweep.json             the sweep
 *     chunk-K.parquet        finished chunks; a draft is renamed when it is whole, so a file that is there is finished
 *     state.json             which engine works on it, and what the user wants of it
 *     merged.parquet         all rows, in the order of the chunks
 */
export interface SweepFolder {
  readonly path: string;
  readonly spec: SweepSpec;
}

/** Opens a folder for a sweep, making it where it is not there. A folder of another sweep is refused. */
export function makeFolder(path: string, spec: SweepSpec): SweepFolder | readonly Diagnostic[] {
  const file = join(path, 'sweep.json');
  if (existsSync(file)) {
    const found = openFolder(path);
    if (!('spec' in found)) return found;
    if (sweepHash(found.spec) === sweepHash(spec)) return found;
    const message = `${path} holds another sweep (${sweepHash(found.spec).slice(0, 12)}, not ${sweepHash(spec).slice(0, 12)})`;
    return [stressProblem('FW-STR-0006', [path], message, 'name another folder')];
  }
  const trouble = writeTextFile(file, writeSpec(spec));
  return trouble ? [trouble] : { path, spec };
}

/** Opens the folder of a sweep that was begun. */
export function openFolder(path: string): SweepFolder | readonly Diagnostic[] {
  const file = readTextFile(join(path, 'sweep.json'));
  if ('code' in file) return [file];
  const spec = readSpec(file.path, file.text);
  return 'task' in spec ? { path, spec } : spec;
}

/** Path of a chunk's file. */
export function chunkPath({ path }: Pick<SweepFolder, 'path'>, chunk: number): string {
  return join(path, `chunk-${chunk}.parquet`);
}

/** True when a chunk is finished. */
export function hasChunk(folder: SweepFolder, chunk: number): boolean {
  return existsSync(chunkPath(folder, chunk));
}

/** Keeps a finished chunk: to a draft of this process first, then by renaming, so that a kill leaves no half of a chunk. */
export function keepChunk(folder: SweepFolder, chunk: number, bytes: Uint8Array): void {
  keepFile(chunkPath(folder, chunk), bytes);
}

/** Writes bytes whole or not at all. */
export function keepFile(path: string, bytes: Uint8Array): void {
  const draft = `${path}.${process.pid}.part`;
  makeFolders(join(path, '..'));
  writeFileSync(draft, bytes);
  renameSync(draft, path);
}

/** Bytes of a finished chunk. */
export function readChunk(folder: SweepFolder, chunk: number): Uint8Array {
  return readFileSync(chunkPath(folder, chunk));
}

/** Numbers of the chunks that are not finished, in order. */
export function missingChunks({ path, spec }: SweepFolder): readonly number[] {
  const there = new Set(existsSync(path) ? readdirSync(path) : []);
  return Array.from({ length: chunkCount(spec) }, (_, chunk) => chunk).filter(
    (chunk) => !there.has(`chunk-${chunk}.parquet`),
  );
}
