import { randomBytes } from 'node:crypto';
import { lstat, open, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { errorCode } from '../../files/index.ts';
import { etagOf } from '../http/etag.ts';
import { isExpected, type Expected } from '../http/preconditions.ts';
import { isName, longestScenario } from '../http/references.ts';

/** A scenario document of the workspace. */
export interface ScenarioFile {
  readonly name: string;
  readonly text: string;
  readonly etag: string;
  /** Bytes. */
  readonly size: number;
  /** Last change, ISO 8601. */
  readonly modified: string;
}

/** A document that was written. */
export interface Written {
  readonly kind: 'written';
  readonly created: boolean;
  readonly file: ScenarioFile;
}

/** Why nothing was written. `stale`: the document is not in the expected state, but in the one of this ETag. */
export type NotWritten =
  | { readonly kind: 'stale'; readonly etag: string | undefined }
  | { readonly kind: 'failed'; readonly why: string };

const ending = '.yaml';

/**
 * The scenarios of one folder, by name. Only files directly in the folder are seen; links that lead out of it are not.
 * Writes are whole or not at all and one after the other, each against the state its writer has read.
 */
export class Workspace {
  readonly folder: string;
  readonly readOnly: boolean;
  /** The last write under way of each name; the next one waits for it. */
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(folder: string, options: { readonly readOnly?: boolean } = {}) {
    this.folder = folder;
    this.readOnly = options.readOnly ?? false;
  }

  /** Names of all scenarios, in order. */
  async names(): Promise<readonly string[]> {
    const entries = await readdir(this.folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() || entry.isSymbolicLink())
      .filter(({ name }) => name.endsWith(ending))
      .map(({ name }) => name.slice(0, -ending.length))
      .filter((name) => isName(name))
      .toSorted();
  }

  /** A scenario, or undefined where there is none of this name. */
  async read(name: string): Promise<ScenarioFile | undefined> {
    if (!isName(name)) return undefined;
    try {
      const path = join(this.folder, name + ending);
      const found = await stat(path);
      if (!found.isFile() || found.size > longestScenario * 4 || !(await this.#isInside(path)))
        return undefined;
      const bytes = await readFile(path);
      return {
        name,
        text: bytes.toString('utf8'),
        etag: etagOf(bytes),
        size: bytes.byteLength,
        modified: found.mtime.toISOString(),
      };
    } catch (error) {
      if (['ENOENT', 'EACCES', 'ELOOP', 'ENAMETOOLONG', 'EISDIR'].includes(errorCode(error)))
        return undefined;
      throw error;
    }
  }

  /** Writes a scenario where it is in the expected state. */
  write(name: string, text: string, expected: Expected): Promise<Written | NotWritten> {
    return this.#inTurn(name, async (): Promise<Written | NotWritten> => {
      const now = await this.read(name);
      if (!isExpected(now?.etag, expected)) return { kind: 'stale', etag: now?.etag };
      if (now === undefined && (await this.#isTaken(name)))
        return { kind: 'failed', why: 'something that is no readable scenario lies in its place' };
      const why = await this.#replace(name, text);
      if (why !== undefined) return { kind: 'failed', why };
      const file = await this.read(name);
      if (file === undefined) return { kind: 'failed', why: 'it was removed by somebody else' };
      return { kind: 'written', created: now === undefined, file };
    });
  }

  /** Removes a scenario where it is in the expected state. */
  remove(name: string, expected: Expected): Promise<'removed' | NotWritten> {
    return this.#inTurn(name, async (): Promise<'removed' | NotWritten> => {
      const now = await this.read(name);
      if (now === undefined || !isExpected(now?.etag, expected)) return { kind: 'stale', etag: now?.etag };
      try {
        await rm(join(this.folder, name + ending));
        return 'removed';
      } catch (error) {
        return { kind: 'failed', why: errorCode(error) };
      }
    });
  }

  async #inTurn<T>(name: string, work: () => Promise<T | NotWritten>): Promise<T | NotWritten> {
    if (!isName(name)) return { kind: 'failed', why: 'its name is not allowed' };
    if (this.readOnly) return { kind: 'failed', why: 'the workspace is read-only' };
    const before = this.#turns.get(name) ?? Promise.resolve();
    const turn = before.then(work, work);
    this.#turns.set(name, turn);
    try {
      return await turn;
    } finally {
      if (this.#turns.get(name) === turn) this.#turns.delete(name);
    }
  }

  /** Writes a neighbour, brings it to disk, and puts it in the place of the document. */
  async #replace(name: string, text: string): Promise<string | undefined> {
    const draft = join(this.folder, `.${name}.${randomBytes(6).toString('hex')}.part`);
    try {
      const file = await open(draft, 'wx');
      try {
        await file.writeFile(text, 'utf8');
        await file.sync();
      } finally {
        await file.close();
      }
      const target = join(this.folder, name + ending);
      await rename(draft, await realpath(target).catch(() => target));
      return undefined;
    } catch (error) {
      await rm(draft, { force: true });
      return errorCode(error);
    }
  }

  /** True when anything lies there: a folder, a link that leads out, a file that may not be read. */
  async #isTaken(name: string): Promise<boolean> {
    return lstat(join(this.folder, name + ending)).then(
      () => true,
      () => false,
    );
  }

  async #isInside(path: string): Promise<boolean> {
    const [target, folder] = await Promise.all([realpath(path), realpath(this.folder)]);
    return target.startsWith(folder + sep);
  }
}
