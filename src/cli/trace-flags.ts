import type { Flag } from './command.ts';
import { type FlagReader, numberOf } from './flag-reader.ts';
import type { TraceWish } from './trace-files.ts';

/** Where requests come from in place of drawn ones, and how they are changed. */
export const traceFlags: readonly Flag[] = [
  {
    name: 'trace',
    value: 'FILE',
    summary: 'Requests from a trace (CSV, JSONL or Parquet, packed or not; or client rates of ServeGen)',
    complete: 'file',
  },
  {
    name: 'rate',
    value: 'FACTOR',
    summary: 'How much faster than recorded the trace is replayed (default 1)',
  },
  {
    name: 'lengths',
    value: 'FACTOR|PROMPTS:ANSWERS',
    summary: 'How much longer than recorded the prompts and answers of the trace are (default 1)',
  },
  { name: 'trace-from', value: 'SECONDS', summary: 'With --trace: leave out so much of its beginning' },
  { name: 'trace-seconds', value: 'SECONDS', summary: 'With --trace: replay so much of it (default all)' },
];

/** Reads the flags of a trace. */
export function traceWish(read: FlagReader): TraceWish {
  for (const { name } of traceFlags.slice(1))
    if (read.text('trace') === undefined && read.text(name) !== undefined)
      read.wrong(name, '--trace beside it');
  return {
    rate: read.number('rate', { least: 1e-9 }),
    ...lengthsOf(read),
    from: read.number('trace-from', { least: 0 }),
    seconds: read.number('trace-seconds', { least: 1 }),
  };
}

/** How much longer than recorded prompts and answers are. */
function lengthsOf(read: FlagReader): { readonly inputScale?: number; readonly outputScale?: number } {
  const written = read.text('lengths');
  if (written === undefined) return {};
  const parts = written.split(':').map(numberOf);
  const [inputScale, outputScale = inputScale] = parts;
  if (parts.length > 2 || !inputScale || !outputScale) {
    read.wrong('lengths', 'FACTOR or PROMPTS:ANSWERS, as in 1.5 or 2:1');
    return {};
  }
  return { inputScale, outputScale };
}
