import type { Diagnostic } from '../../diagnostics/index.ts';
import { traceTrouble } from '../messages.ts';

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

/** What makes a trace with this first line unreadable, if anything does. */
export function headerTrouble(
  file: string,
  line: number,
  text: string,
  header: readonly string[],
  missing: readonly TraceField[],
): Diagnostic | undefined {
  const trouble = (message: string, hint: string): Diagnostic =>
    traceTrouble('FW-SIM-0001', 'error', file, line, message, hint);
  const rename = 'name the columns timestamp, input_tokens, output_tokens';
  if (!isText(text.slice(0, 4096)))
    return trouble(
      'this is not text',
      'write the trace as UTF-8 text, packed with gzip or Zstandard if it is large',
    );
  if (text.startsWith('['))
    return trouble('the trace is one JSON array', "write one object per line: jq -c '.[]' does");
  const twice = header.find((name, index) => header.indexOf(name) !== index && fieldOf(name) !== undefined);
  if (twice !== undefined) return trouble(`two columns are called ${twice}`, rename);
  if (missing.length === 0) return undefined;
  const words = missing.map(
    (field) => ({ time: 'the time', input: 'prompt tokens', output: 'answer tokens' })[field as 'time'],
  );
  const found = header.slice(0, 12).map((name) => (name.length > 40 ? `${name.slice(0, 40)} …` : name));
  return trouble(
    `no column for ${words.join(', ')} among ${found.join(', ')}`,
    header.includes('total_rate_rps') ? 'name the file of client rates of ServeGen' : rename,
  );
}

/** Without control characters but white space, and without what no text decodes to. */
function isText(text: string): boolean {
  return !/\uFFFD|(?!\s)\p{Cc}/u.test(text);
}

function fieldOf(name: string): TraceField | undefined {
  const wanted = plain(name);
  return (Object.keys(names) as TraceField[]).find((field) => names[field].includes(wanted));
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/gu, '');
}
