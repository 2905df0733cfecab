/** What a column of a trace means. */
export type TraceField = 'time' | 'input' | 'output' | 'session' | 'chain' | 'priority';

/** Names that published traces and common logs use, in lower case without spaces, dashes and underscores. */
const names: Readonly<Record<TraceField, readonly string[]>> = {
  time: [
    'timestamp',
    'arrivaltime',
    'arrivedat',
    'arrivaltimens',
    'arrivaltimems',
    'time',
    'ts',
    'tss',
    'starttime',
    'arrival',
  ],
  input: [
    'contexttokens',
    'requesttokens',
    'inputlength',
    'numprefilltokens',
    'inputtokens',
    'inputtoks',
    'prompttokens',
    'input',
    'promptlen',
  ],
  output: [
    'generatedtokens',
    'responsetokens',
    'outputlength',
    'numdecodetokens',
    'outputtokens',
    'outputtoks',
    'completiontokens',
    'output',
    'outputlen',
  ],
  session: ['sessionid', 'session', 'conversationid', 'chatid', 'conversation'],
  chain: ['hashids'],
  priority: ['priority'],
};

/** Which column holds which field. */
export interface TraceColumns {
  readonly columns: ReadonlyMap<TraceField, string>;
  /** Seconds per unit of a time that is a number. */
  readonly timeUnit: number;
  /** Fields a replay cannot do without that no column holds. */
  readonly missing: readonly TraceField[];
}

/**
 * Finds the columns of a trace by their names. A time in numbers is in seconds unless its name says ms or ns, or block hashes stand
 * beside it: Mooncake counts milliseconds.
 */
export function traceColumns(header: readonly string[]): TraceColumns {
  const columns = new Map<TraceField, string>();
  for (const field of ['time', 'input', 'output', 'session', 'chain', 'priority'] as const) {
    const found = names[field].flatMap((name) => header.filter((column) => plain(column) === name))[0];
    if (found !== undefined) columns.set(field, found);
  }
  const time = plain(columns.get('time') ?? '');
  const timeUnit = time.endsWith('timens')
    ? 1e-9
    : time.endsWith('timems') || columns.has('chain')
      ? 1e-3
      : 1;
  const missing = (['time', 'input', 'output'] as const).filter((field) => !columns.has(field));
  return { columns, timeUnit, missing };
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/gu, '');
}
