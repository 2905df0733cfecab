import {
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Diagnostic } from '../diagnostics/index.ts';
import { fileTrouble } from './messages.ts';
import { makeFolders } from './folders.ts';

/** Root of the clone or of the installed package: where `catalog/` and `scenarios/` live. */
export const packageRoot = fileURLToPath(new URL('../..', import.meta.url));

/** A text file that was read, by the name the user gave it. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

const largestFile = 64_000_000;

/** Reads a text file the user named, or says why not. Files too large to be one of ours are not loaded at all. */
export function readTextFile(path: string): TextFile | Diagnostic {
  try {
    const found = statSync(path);
    if (found.isCharacterDevice() || found.isBlockDevice()) {
      return fileTrouble('FW-FILE-0001', path, `cannot read ${path}: it is a device`, 'name a text file');
    }
    const { size } = found;
    if (size > largestFile) {
      const holds = `${path} holds ${Math.round(size / 1e6)} MB; at most ${largestFile / 1e6} MB is read`;
      return fileTrouble('FW-FILE-0001', path, holds, 'is this the file you meant?');
    }
    return { path, text: readFileSync(path, 'utf8') };
  } catch (error) {
    const reasons: Readonly<Record<string, string>> = {
      ENOENT: 'it does not exist',
      EISDIR: 'it is a folder',
      EACCES: 'you may not read it',
      ENOTDIR: 'a part of its path is not a folder',
    };
    const why = reasons[errorCode(error)] ?? errorCode(error);
    return fileTrouble(
      'FW-FILE-0001',
      path,
      `cannot read ${path}: ${why}`,
      'check the name and the folder you are in',
    );
  }
}

/** Every `.yaml` file below a folder, in the order of their names; paths relative to `base`, with forward slashes. */
export function readYamlFolder(folder: string, base: string = packageRoot): readonly TextFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((path) => ({ path: relative(base, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }));
}

/**
 * Writes a file whole or not at all: to a neighbour first, then by renaming. A link stays a link and its target is
 * replaced; what is no regular file (a pipe, a terminal) is written to and never replaced. Returns what went wrong.
 */
export function writeTextFile(path: string, text: string): Diagnostic | undefined {
  const target = existsSync(path) ? realpathSync(path) : path;
  const draft = `${target}.${process.pid}.part`;
  try {
    makeFolders(dirname(target));
    if (existsSync(target) && !statSync(target).isFile()) {
      writeFileSync(target, text);
      return undefined;
    }
    writeFileSync(draft, text);
    renameSync(draft, target);
    return undefined;
  } catch (error) {
    rmSync(draft, { force: true });
    return fileTrouble(
      'FW-FILE-0002',
      path,
      `cannot write ${path}: ${errorCode(error)}`,
      'nothing was written',
    );
  }
}

/** True when both names lead to the same file. */
export function sameFile(a: string, b: string): boolean {
  return realPath(a) === realPath(b);
}

function realPath(path: string): string {
  return existsSync(path) ? realpathSync(path) : resolve(path);
}

/** The short code of a failed file operation: `ENOENT`, `EACCES`, … */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
