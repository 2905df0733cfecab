import type { Diagnostic, MessageBook } from '../diagnostics/index.ts';

/** What may be wrong with a trace; `docs/diagnostics.md` is made from it. */
export const simulationMessages = {
  'FW-SIM-0001': {
    title: 'The columns of the trace are not known',
    explain:
      'A trace needs the time of each request, its prompt tokens and its answer tokens. Known names are those of the Azure, BurstGPT, Mooncake, ' +
      'ServeGen, ShareGPT and Vidur traces; rename the columns of your own to `timestamp`, `input_tokens` and `output_tokens`.',
  },
  'FW-SIM-0002': {
    title: 'Rows of the trace were left out',
    explain:
      'Rows without a time, with times or token counts that are not numbers or are negative, or with more tokens than any model takes, cannot be ' +
      'replayed. They are counted by reason, and the first of each is named by its line. Failed requests without an answer count as rows left out too.',
  },
  'FW-SIM-0003': {
    title: 'The trace is not in the order of time',
    explain:
      'Requests must come in the order of their times. Small disorder (up to a minute, as log writers cause it) is put in order; a row that lies ' +
      'further back is left out. Sort the trace by time.',
  },
  'FW-SIM-0004': {
    title: 'The trace mixes time zones',
    explain:
      'Some times say their offset from UTC and others do not, or the offsets differ. Times without an offset are read as UTC. Write all of ' +
      'them in one way.',
  },
  'FW-SIM-0005': {
    title: 'The trace has a gap',
    explain:
      'Nothing arrives for more than an hour and a hundred times the usual gap: the log may be cut. The gap is replayed as it is.',
  },
  'FW-SIM-0006': {
    title: 'The trace holds no request',
    explain: 'The file is empty, or no row of it can be replayed.',
  },
  'FW-SIM-0007': {
    title: 'Times of the trace are parts of a second',
    explain:
      'Times are numbers too large for seconds since 1970, or their column says so: they are read as milliseconds, microseconds or nanoseconds.',
  },
  'FW-SIM-0008': {
    title: 'Lengths of the clients are missing',
    explain:
      "A file of ServeGen's client rates says when requests come, not how long they are. Lay its `client-length-stats` or `length-histogram` file " +
      'beside it, under the same name up to the first dot.',
  },
  'FW-SIM-0009': {
    title: 'The trace is drawn from rates of clients',
    explain:
      'The file holds rates of clients in windows of time. Requests are drawn from them, with gaps distributed as stated and lengths of each client, ' +
      'anew for every replication.',
  },
} as const satisfies MessageBook;

/** Builds one diagnostic about a line of a trace. */
export function traceTrouble(
  code: keyof typeof simulationMessages,
  severity: Diagnostic['severity'],
  file: string,
  line: number,
  message: string,
  hint?: string,
): Diagnostic {
  return {
    code,
    severity,
    path: [],
    span: { file, line, column: 1 },
    message,
    ...(hint !== undefined && { hint }),
  };
}
