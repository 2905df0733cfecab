import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { errorCode, writeTextFile } from '../../files/index.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';

/** A plan file of the workspace; its name is its path below the folder without the ending. */
export interface PlanFileEntry {
  readonly name: string;
  readonly size: number;
  readonly modified: string;
}

/** How a plan file may be called: one folder at most, nothing hidden, nothing that leads elsewhere. */
export const planFilePattern = /^(?:[A-Za-z0-9][\w-]{0,60}\/)?[A-Za-z0-9](?:[\w-]|\.(?=[\w-])){0,120}$/u;

const ending = '.plan.json';
const largest = 100_000_000;

/** Plan files directly in a folder and in the folders directly below it. */
export class PlanFiles {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  async list(): Promise<readonly PlanFileEntry[]> {
    const here = await readdir(this.folder, { withFileTypes: true });
    const below = here.filter((entry) => entry.isDirectory() && /^[A-Za-z0-9][\w-]*$/u.test(entry.name));
    const names = [
      ...here.filter((entry) => entry.isFile()).map(({ name }) => name),
      ...(
        await Promise.all(
          below.slice(0, 50).map(async ({ name: inside }) => {
            const entries = await readdir(join(this.folder, inside), { withFileTypes: true }).catch(() => []);
            return entries.filter((entry) => entry.isFile()).map(({ name }) => `${inside}/${name}`);
          }),
        )
      ).flat(),
    ];
    const plans = names
      .filter((name) => name.endsWith(ending))
      .map((name) => name.slice(0, -ending.length))
      .filter((name) => planFilePattern.test(name));
    const entries = await Promise.all(
      plans.map(async (name) => {
        const found = await stat(join(this.folder, name + ending)).catch(() => undefined);
        return found && { name, size: found.size, modified: found.mtime.toISOString() };
      }),
    );
    return entries
      .filter((entry) => entry !== undefined)
      .toSorted((a, b) =>
        a.modified > b.modified ? -1 : a.modified < b.modified ? 1 : a.name < b.name ? -1 : 1,
      );
  }

  /** The text of a plan file, or undefined where there is none of this name inside the folder. */
  async read(name: string): Promise<string | undefined> {
    if (!planFilePattern.test(name)) return undefined;
    try {
      const path = await realpath(join(this.folder, name + ending));
      if (!path.startsWith((await realpath(this.folder)) + sep)) return undefined;
      if ((await stat(path)).size > largest) return undefined;
      return await readFile(path, 'utf8');
    } catch (error) {
      if (['ENOENT', 'EACCES', 'ELOOP', 'ENAMETOOLONG', 'EISDIR', 'ENOTDIR'].includes(errorCode(error)))
        return undefined;
      throw error;
    }
  }

  /** Writes a plan file whole or not at all; what is wrong where it cannot. */
  write(name: string, text: string): Diagnostic | undefined {
    return writeTextFile(join(this.folder, name + ending), text);
  }
}
