import { fileTrouble } from '../files/index.ts';
import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { hasErrors, type Diagnostic } from '../diagnostics/index.ts';
import { unpackParquet, type Unpacked } from './parquet-trace.ts';
import { replay, TraceReader, type ArrivalSource } from '../simulation/index.ts';

const pieceBytes = 1 << 20;

/** A trace that can be replayed, any number of times from its beginning. */
export interface Trace {
  readonly remarks: readonly Diagnostic[];
  /** Seconds the replay takes, and its requests. */
  open(): { readonly source: ArrivalSource; readonly seconds: number };
  /** Removes what was written to read it. */
  close(): void;
}

/** How a trace is changed while it is replayed; 1 where undefined: as recorded. */
export interface TraceChange {
  /** How much faster. */
  readonly rate?: number | undefined;
  /** How much longer prompts and answers are. */
  readonly inputScale?: number | undefined;
  readonly outputScale?: number | undefined;
}

/**
 * Reads a trace once to see what is in it, then gives replays. Files are read a piece at a time: their size does not matter;
 * Parquet is unpacked into a temporary file first.
 */
export async function openTrace(
  path: string,
  { rate = 1, inputScale = 1, outputScale = 1 }: TraceChange,
): Promise<Trace | { readonly problems: readonly Diagnostic[] }> {
  let unpacked: Unpacked | undefined;
  const reader = new TraceReader(path);
  let last = 0;
  try {
    if (path.toLowerCase().endsWith('.parquet')) unpacked = await unpackParquet(path);
    const more = pieces(unpacked?.path ?? path);
    for (let text = more(); ; text = more()) {
      reader.feed(text);
      for (let request = reader.next(); request !== undefined; request = reader.next()) last = request.time;
      if (text === undefined || reader.trouble !== undefined) break;
    }
  } catch (error) {
    unpacked?.remove();
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
  if (hasErrors(remarks)) {
    unpacked?.remove();
    return { problems: remarks };
  }
  return {
    remarks,
    open: () => ({
      source: replay(new TraceReader(path), pieces(unpacked?.path ?? path), {
        speed: rate,
        inputScale,
        outputScale,
      }),
      seconds: Math.max(1e-9, last / rate),
    }),
    close: () => unpacked?.remove(),
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
