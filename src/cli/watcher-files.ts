import { fileTrouble } from '../files/index.ts';
import { closeSync, openSync, writeSync } from 'node:fs';
import type { Diagnostic } from '../diagnostics/index.ts';
import { requestRecords, requestRows, timeline, type Fleet, type Observer } from '../simulation/index.ts';
import { requestColumnsFile, type RequestColumnsFile } from './request-columns-file.ts';

const pieceCharacters = 1 << 20;

/** Files that a simulation writes while it runs. */
export interface Watcher {
  readonly watch: (fleet: Fleet) => Observer | undefined;
  close(): void;
}

/** Opens the files that `--requests` and `--timeline` name, or says why not. */
export function openWatcher(
  flags: Readonly<Record<string, string | boolean | undefined>>,
): Watcher | { readonly problems: readonly Diagnostic[] } {
  const { requests, timeline: spans } = flags;
  const problems: Diagnostic[] = [];
  const open = (path: string | boolean | undefined): ReturnType<typeof slowFile> | undefined => {
    if (typeof path !== 'string') return undefined;
    try {
      return slowFile(path);
    } catch (error) {
      problems.push(cannotWrite(path, error));
      return undefined;
    }
  };
  const inColumns = typeof requests === 'string' && requests.endsWith('.parquet');
  const rows = open(inColumns ? undefined : requests);
  const columns = inColumns ? openColumns(requests, problems) : undefined;
  const track = open(spans);
  if (problems.length > 0) return { problems };
  const closing: (() => void)[] = [];
  return {
    watch(fleet) {
      const names = fleet.pools.map(({ id }) => id);
      const poolOf = fleet.pools.flatMap(({ replicas }, pool) =>
        Array.from({ length: replicas }, () => pool),
      );
      const observers: Observer[] = [];
      if (rows !== undefined) {
        observers.push(
          requestRows(String(requests).endsWith('.jsonl') ? 'jsonl' : 'csv', names, poolOf, rows.write),
        );
      }
      if (columns !== undefined) observers.push(requestRecords(names, poolOf, columns.take));
      if (track !== undefined) {
        const made = timeline(names, poolOf, track.write);
        closing.push(() => made.end());
        observers.push(made);
      }
      if (observers.length === 0) return undefined;
      return { ended: (...what) => observers.forEach((each) => each.ended(...what)) };
    },
    close() {
      for (const each of closing) each();
      rows?.close();
      columns?.close();
      track?.close();
    },
  };
}

function openColumns(path: string, problems: Diagnostic[]): RequestColumnsFile | undefined {
  try {
    // The writer says only at the end that it could not open the file.
    closeSync(openSync(path, 'w'));
    return requestColumnsFile(path);
  } catch (error) {
    problems.push(cannotWrite(path, error));
    return undefined;
  }
}

function cannotWrite(path: string, error: unknown): Diagnostic {
  const why = error instanceof Error ? error.message : String(error);
  return fileTrouble('FW-FILE-0002', path, `cannot write ${path}: ${why}`);
}

/** A file that is written in pieces of a megabyte. */
function slowFile(path: string): { readonly write: (text: string) => void; readonly close: () => void } {
  const file = openSync(path, 'w');
  let held = '';
  const flush = (): void => {
    writeSync(file, held);
    held = '';
  };
  return {
    write(text) {
      held += text;
      if (held.length > pieceCharacters) flush();
    },
    close() {
      flush();
      closeSync(file);
    },
  };
}
