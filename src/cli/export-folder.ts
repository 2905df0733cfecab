import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { createHash } from 'node:crypto';
import type { Diagnostic } from '../diagnostics/index.ts';
import type { ExportedFile, ExportFormat } from '../handoff/index.ts';
import { errorCode, fileTrouble, makeFolders } from '../files/index.ts';

/** Lists the documents of an export in its folder, each with its hash: tells an export from a folder of somebody's own. */
const manifestName = '.fleetwright-export.json';

/** The last export at a path, as far as there is one. */
export interface LastExport {
  readonly files: readonly ExportedFile[];
  /** Documents of the export that were changed since: a new export would overwrite the changes. */
  readonly edited: readonly string[];
  /** What lies at the path and is no part of an export: it is never removed. */
  readonly foreign: readonly string[];
}

/** Reads what lies at a path: the documents of an export, or nothing. */
export function readExport(
  path: string,
  { shape, name }: Pick<ExportFormat, 'shape' | 'name'>,
  single: string,
): LastExport {
  if (!existsSync(path)) return { files: [], edited: [], foreign: [] };
  if (shape === 'file') {
    return statSync(path).isDirectory()
      ? { files: [], edited: [], foreign: [path] }
      : { files: [{ path: single, content: new Uint8Array(readFileSync(path)) }], edited: [], foreign: [] };
  }
  if (!statSync(path).isDirectory()) return { files: [], edited: [], foreign: [path] };
  const names = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(path, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted();
  const hashes = readManifest(join(path, manifestName), name);
  const files = names
    .filter((file) => file !== manifestName)
    .map((file) => ({ path: file, content: new Uint8Array(readFileSync(join(path, file))) }));
  const listed = files.filter(({ path: file }) => file in hashes);
  return {
    files,
    edited: listed.filter((file) => hashes[file.path] !== hashOf(file.content)).map((file) => file.path),
    foreign: files.filter((file) => !listed.includes(file)).map((file) => file.path),
  };
}

/**
 * Writes an export whole or not at all: first beside its place, then by renaming. What lay there before is put back when
 * that fails. Returns what went wrong, if anything.
 */
export function writeExport(
  path: string,
  { shape, name }: Pick<ExportFormat, 'shape' | 'name'>,
  files: readonly ExportedFile[],
): Diagnostic | undefined {
  const draft = `${path}.${process.pid}.part`;
  const old = `${path}.${process.pid}.old`;
  try {
    makeFolders(dirname(path));
    if (shape === 'file') writeFileSync(draft, files[0]?.content ?? '');
    else writeFolder(draft, name, files);
    // A file is replaced in one step; a folder that is not empty has to make way first.
    if (shape === 'folder' && existsSync(path)) renameSync(path, old);
    try {
      renameSync(draft, path);
    } catch (error) {
      if (existsSync(old)) renameSync(old, path);
      throw error;
    }
    rmSync(old, { recursive: true, force: true });
    return undefined;
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    return fileTrouble(
      'FW-FILE-0002',
      path,
      `cannot write ${path}: ${errorCode(error)}`,
      'nothing was written',
    );
  }
}

/**
 * Clears away what exports that were killed left beside a path: a draft is removed, and the last export is put back where
 * the kill fell between its making way and the new one taking its place. What a living process works on is left alone.
 */
export function clearAfterKill(path: string): void {
  const folder = dirname(path);
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${basename(path)}.`)) continue;
    const [, pid, what] = /^(\d+)\.(part|old)$/u.exec(name.slice(basename(path).length + 1)) ?? [];
    if (pid === undefined || isAlive(Number(pid))) continue;
    if (what === 'old' && !existsSync(path)) renameSync(join(folder, name), path);
    else rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) !== 'ESRCH';
  }
}

function writeFolder(folder: string, name: string, files: readonly ExportedFile[]): void {
  mkdirSync(folder);
  for (const { path, content } of files) {
    // Names are made from ids of scenarios that others wrote; one that leads out of the folder is a bug.
    if (!/^[\w@+=-][\w.@+=-]*(?:\/[\w@+=-][\w.@+=-]*)*$/u.test(path)) throw new Error(`unsafe name ${path}`);
    makeFolders(dirname(join(folder, path)));
    writeFileSync(join(folder, path), content);
  }
  const hashes = Object.fromEntries(files.map(({ path, content }) => [path, hashOf(content)]));
  writeFileSync(join(folder, manifestName), `${JSON.stringify({ format: name, files: hashes }, null, 2)}\n`);
}

function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function readManifest(path: string, name: string): Readonly<Record<string, unknown>> {
  try {
    const manifest: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const { format, files } = manifest as { readonly format?: unknown; readonly files?: unknown };
    return format === name && typeof files === 'object' && files !== null ? { ...files } : {};
  } catch {
    return {};
  }
}
