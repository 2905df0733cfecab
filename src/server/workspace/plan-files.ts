import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { errorCode, writeTextFile } from '../../files/index.ts';
import { etagOf } from '../http/etag.ts';
import { isExpected, type Expected } from '../http/preconditions.ts';
import type { NotWritten } from './workspace.ts';

/** A plan file of the workspace; its name is its path below the folder without the ending. */
export interface PlanFileEntry {
  readonly name: string;
  readonly size: number;
  readonly modified: string;
}

/** A plan file that was written. */
export interface KeptPlan {
  readonly kind: 'kept';
  readonly etag: string;
}

/** How a plan file may be called: one folder at most, nothing hidden, nothing that leads elsewhere. */
export const planFilePattern = /^(?:[A-Za-z0-9][\w-]*\/)?[A-Za-z0-9][\w-]*(?:\.[\w-]+)*$/u;

const ending = '.plan.json';
const largest = 100_000_000;

/** Plan files directly in a folder and in the folders directly below it. */
export class PlanFiles {
  readonly folder: string;
  #turn: Promise<unknown> = Promise.resolve();

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

  /** Writes a plan file, whole or not at all, where it is in the expected state; else why not. */
  write(name: string, text: string, expected: Expected): Promise<KeptPlan | NotWritten> {
    const write = async (): Promise<KeptPlan | NotWritten> => {
      const now = await this.read(name);
      const etag = now === undefined ? undefined : etagOf(now);
      if (!isExpected(etag, expected)) return { kind: 'stale', etag };
      const why = await this.#replace(name, text);
      return why === undefined ? { kind: 'kept', etag: etagOf(text) } : { kind: 'failed', why };
    };
    // One write after the other: what is read before a write is what the write replaces.
    const turn = this.#turn.then(write, write);
    this.#turn = turn;
    return turn;
  }

  async #replace(name: string, text: string): Promise<string | undefined> {
    const path = join(this.folder, name + ending);
    // A link among the folders, or in the place of the file, must not lead the write elsewhere.
    const [home, ...places] = await Promise.all(
      [this.folder, dirname(path), path].map((each) => realpath(each).catch(() => undefined)),
    );
    const outside = places.some(
      (place) => place !== undefined && place !== home && !place.startsWith(`${home}${sep}`),
    );
    if (outside) return `${name} lies outside the workspace`;
    return writeTextFile(path, text) && `${name} cannot be written`;
  }
}
