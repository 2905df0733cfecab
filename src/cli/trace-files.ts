import { fileTrouble } from '../files/index.ts';
import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { hasErrors, type Diagnostic } from '../diagnostics/index.ts';
import { replay, TraceReader, type ArrivalSource } from '../simulation/index.ts';

const pieceBytes = 1 << 20;

/** A trace that can be replayed, any number of times from its beginning. */
export interface Trace {
  readonly remarks: readonly Diagnostic[];
  /** Seconds the replay takes, and its requests. */
  open(): { readonly source: ArrivalSource; readonly seconds: number };
}

/**
 * Reads a trace once to see what is in it, then gives replays. Files are read a piece at a time: their size does not matter.
 *
 * @param rate how much faster than recorded; 1 where undefined
 */
export function openTrace(
  path: string,
  { rate = 1 }: { readonly rate?: number | undefined },
): Trace | { readonly problems: readonly Diagnostic[] } {
  const reader = new TraceReader(path);
  let last = 0;
  try {
    const more = pieces(path);
    for (let text = more(); ; text = more()) {
      reader.feed(text);
      for (let request = reader.next(); request !== undefined; request = reader.next()) last = request.time;
      if (text === undefined || reader.trouble !== undefined) break;
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      problems: [
        fileTrouble(
          'FW-FILE-0001',
          path,
          `cannot read ${path}: ${why}`,
          'check the name and the folder you are in',
        ),
      ],
    };
  }
  const remarks = reader.remarks();
  if (hasErrors(remarks)) return { problems: remarks };
  return {
    remarks,
    open: () => ({
      source: replay(new TraceReader(path), pieces(path), { speed: rate, inputScale: 1, outputScale: 1 }),
      seconds: Math.max(1e-9, last / rate),
    }),
  };
}

/** The text of a file piece by piece; undefined at its end. */
function pieces(path: string): () => string | undefined {
  const file = openSync(path, 'r');
  const decoder = new StringDecoder('utf8');
  const buffer = Buffer.alloc(pieceBytes);
  let open = true;
  return () => {
    if (!open) return undefined;
    const read = readSync(file, buffer);
    if (read > 0) return decoder.write(buffer.subarray(0, read));
    closeSync(file);
    open = false;
    return undefined;
  };
}
