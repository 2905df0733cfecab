import type { Diagnostic } from '../diagnostics/index.ts';
import type { Arguments, Flag } from './command.ts';
import { complaint } from './messages.ts';
import type { TraceWish } from './trace-files.ts';

const numbers = {
  rate: { least: 1e-9, words: 'a positive number' },
  'trace-from': { least: 0, words: 'seconds from 0 on' },
  'trace-seconds': { least: 1, words: 'a number of at least 1' },
  'input-scale': { least: 1e-9, words: 'a positive number' },
  'output-scale': { least: 1e-9, words: 'a positive number' },
} as const;

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
  { name: 'trace-from', value: 'SECONDS', summary: 'With --trace: leave out so much of its beginning' },
  { name: 'trace-seconds', value: 'SECONDS', summary: 'With --trace: replay so much of it (default all)' },
  { name: 'input-scale', value: 'FACTOR', summary: 'With --trace: on the tokens of its prompts (default 1)' },
  {
    name: 'output-scale',
    value: 'FACTOR',
    summary: 'With --trace: on the tokens of its answers (default 1)',
  },
];

/** Reads the flags of a trace; says what is wrong with them, and which of them have no trace to work on. */
export function traceOptions({ flags }: Arguments): {
  readonly wish: TraceWish;
  readonly problems: readonly Diagnostic[];
} {
  const problems: Diagnostic[] = [];
  const read = (name: keyof typeof numbers): number | undefined => {
    const written = flags[name];
    if (typeof written !== 'string') return undefined;
    const { least, words } = numbers[name];
    const value = Number(written);
    const expected =
      flags.trace === undefined
        ? '--trace beside it'
        : written.trim() === '' || !(value >= least && value < Infinity)
          ? words
          : undefined;
    if (expected === undefined) return value;
    problems.push(complaint('FW-CLI-0004', name, `--${name} ${written}: expected ${expected}`));
    return undefined;
  };
  const wish = {
    rate: read('rate'),
    from: read('trace-from'),
    seconds: read('trace-seconds'),
    inputScale: read('input-scale'),
    outputScale: read('output-scale'),
  };
  return { wish, problems };
}
