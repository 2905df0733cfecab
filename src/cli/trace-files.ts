import { fileTrouble } from '../files/index.ts';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { hasErrors, type Diagnostic } from '../diagnostics/index.ts';
import { unpackParquet, type Unpacked } from './parquet-trace.ts';
import {
  type ArrivalSource,
  isClientRates,
  nothingWithin,
  replay,
  type ReplayOptions,
  TraceReader,
} from '../simulation/index.ts';
import { clientTrace } from './client-trace.ts';
import { firstBytes, unpackPacked } from './packed-trace.ts';

const pieceBytes = 1 << 20;

/** A trace that can be replayed, any number of times from its beginning. */
export interface Trace {
  readonly remarks: readonly Diagnostic[];
  /** Seconds the replay takes, and its requests. */
  open(): { readonly source: ArrivalSource; readonly seconds: number };
  /** Removes what was written to read it. */
  close(): void;
}

/** How a trace is replayed; all of it as it was recorded where nothing is said. */
export interface TraceWish {
  /** How much faster than recorded; for rates of clients, how many times their rates. */
  readonly rate?: number | undefined;
  /** Part of the trace, on its own clock: from so many seconds after its start, for so many. */
  readonly from?: number | undefined;
  readonly seconds?: number | undefined;
  /** Factors on the tokens of prompts and answers. */
  readonly inputScale?: number | undefined;
  readonly outputScale?: number | undefined;
  /** Of what is drawn from rates of clients. */
  readonly seed?: number | undefined;
}

/**
 * Reads a trace once to see what is in it, then gives replays. Files are read a piece at a time: their size does not matter;
 * Parquet, gzip and Zstandard are unpacked into a temporary file first. ServeGen's rates of clients are drawn from.
 */
export async function openTrace(
  path: string,
  wish: TraceWish,
): Promise<Trace | { readonly problems: readonly Diagnostic[] }> {
  const { rate = 1, from = 0, seconds = Infinity, inputScale = 1, outputScale = 1, seed = 1 } = wish;
  const options: ReplayOptions = { speed: rate, from, seconds, inputScale, outputScale };
  let unpacked: Unpacked | undefined;
  const reader = new TraceReader(path);
  const seen = {
    start: undefined as number | undefined,
    first: undefined as number | undefined,
    last: 0,
    end: 0,
  };
  let begin = from;
  try {
    unpacked = path.toLowerCase().endsWith('.parquet') ? await unpackParquet(path) : await unpackPacked(path);
    const plain = unpacked?.path ?? path;
    const [header = ''] = firstBytes(plain, 4096).toString('utf8').split(/\r?\n/u);
    if (isClientRates(header.split(','))) {
      const text = readFileSync(plain, 'utf8');
      unpacked?.remove();
      return await clientTrace(path, text, options, seed);
    }
    const more = pieces(plain);
    for (let text = more(); ; text = more()) {
      reader.feed(text);
      for (let request = reader.next(); request !== undefined; request = reader.next()) {
        // The clock starts at the first row; the earliest request, which is handed out first, may lie before it.
        seen.start ??= request.time;
        begin = seen.start + from;
        seen.end = request.time;
        if (request.time < begin || request.time >= begin + seconds) continue;
        seen.first ??= request.time;
        seen.last = request.time;
      }
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
  const problems = hasErrors(remarks)
    ? remarks
    : seen.first === undefined
      ? [nothingWithin(path, seen.end)]
      : [];
  if (problems.length > 0) {
    unpacked?.remove();
    return { problems };
  }
  return {
    remarks,
    open: () => ({
      source: replay(new TraceReader(path), pieces(unpacked?.path ?? path), { ...options, from: begin }),
      seconds: Math.max(1e-9, (seen.last - begin) / rate),
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
