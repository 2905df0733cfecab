import { intakeTrouble, Rejects } from '../messages.ts';
import { csvRows, type TableRow } from '../tables/csv-rows.ts';
import { numberIn } from '../tables/numbers.ts';
import type { Intake, ServedLoad } from '../types.ts';
import { isEntry, jsonIn } from '../values.ts';
import { isMoment, Tally } from './tally.ts';
import { tableIntake } from '../tables/table-intake.ts';

/** Columns of request logs: LiteLLM's spend logs, and published traces. */
const columns = {
  time: [
    'startTime',
    'timestamp',
    'arrival_time',
    'arrived_at',
    'start_time',
    'arrival_time_ms',
    'arrival_time_ns',
  ],
  /** There when the time is in that unit; block hashes stand beside Mooncake's milliseconds. */
  milliseconds: ['arrival_time_ms', 'hash_ids'],
  nanoseconds: ['arrival_time_ns'],
  input: [
    'prompt_tokens',
    'ContextTokens',
    'Request tokens',
    'input_length',
    'input_tokens',
    'num_prefill_tokens',
  ],
  output: [
    'completion_tokens',
    'GeneratedTokens',
    'Response tokens',
    'output_length',
    'output_tokens',
    'num_decode_tokens',
  ],
  model: ['model_group', 'model_name', 'model'],
  status: [],
};

/** How a request log is read. */
export interface RequestsOptions {
  /** Service by model name; a log without models is all of one service. */
  readonly services: ReadonlyMap<string, string>;
  /** Service of requests that name no model. */
  readonly service: string | undefined;
  /** Seconds since 1970 of time 0, where times are not moments but count from the start; undefined = not known. */
  readonly start: number | undefined;
}

/** Reads a log with one row per request, CSV or JSON lines, and adds it up by service and quarter. */
export function readRequests(file: string, text: string, options: RequestsOptions): Intake<ServedLoad> {
  const { rows, diagnostics } = /^\s*[[{]/u.test(text)
    ? jsonRows(file, text)
    : csvRows(file, text, columns, ['time', 'input', 'output']);
  const rejects = new Rejects();
  const tally = new Tally({ file });
  for (const { line, cells } of rows) {
    const from = { file, line };
    const time = timeIn(cells.time ?? '', unitOf(cells), options.start);
    const input = numberIn(cells.input);
    const output = numberIn(cells.output);
    if (time === 'relative') {
      rejects.reject(from, 'its time counts from a start that the log does not name: say it with --from');
    } else if (time === undefined || !isMoment(time)) {
      rejects.reject(from, (cells.time ?? '') === '' ? 'it has no time' : `\`${cells.time}\` is no moment`);
    } else if (input === undefined || output === undefined || input < 0 || output < 0) {
      rejects.reject(from, 'its token counts are not numbers');
    } else if (output === 0 || /fail|error/iu.test(cells.status ?? '')) {
      rejects.reject(from, 'it was not answered');
    } else {
      const model = cells.model ?? '';
      const service = options.services.get(model) ?? (model === '' ? (options.service ?? 'all') : model);
      tally.add(service, undefined, time, 0, { requests: 1, input, output });
    }
  }
  return tableIntake(file, tally.loads(), rows.length, rejects, diagnostics);
}

/** Seconds per unit of a time that is a number and no moment; undefined columns are not there. */
function unitOf({ milliseconds, nanoseconds }: TableRow['cells']): number {
  if (nanoseconds !== undefined && nanoseconds !== '') return 1e-9;
  return milliseconds !== undefined && milliseconds !== '' ? 1e-3 : 1;
}

/** Beyond this a number of seconds counts from 1970 (it is September 2001). */
const epoch = 1e9;

/** Seconds since 1970 of a moment as written; numbers that large are moments, in the unit that their size tells. */
function timeIn(written: string, unit: number, start: number | undefined): number | 'relative' | undefined {
  const value = numberIn(written);
  if (value === undefined) {
    // A moment without an offset is UTC.
    const zoned = /(?:Z|[+-]\d\d:?\d\d)$/u.test(written) ? written : `${written}Z`;
    const parsed = Date.parse(zoned.replace(' ', 'T').replace(/(\.\d{3})\d+/u, '$1'));
    return Number.isFinite(parsed) ? parsed / 1000 : undefined;
  }
  const moment = [1, 1e-3, 1e-6, 1e-9]
    .map((scale) => value * scale)
    .find((seconds) => seconds >= epoch && seconds < 10 * epoch);
  if (moment !== undefined && unit === 1) return moment;
  return start === undefined ? 'relative' : start + value * unit;
}

/** A list of objects, one object a line, or an object that holds the list under `data`. */
function jsonRows(file: string, text: string): ReturnType<typeof csvRows> {
  const whole = jsonIn(text);
  const listed = isEntry(whole) && Array.isArray(whole.data) ? whole.data : whole;
  const records: readonly unknown[] = Array.isArray(listed)
    ? listed
    : whole === undefined
      ? text
          .split('\n')
          .filter((line) => line.trim() !== '')
          .map(jsonIn)
      : [whole];
  const rows = records.map((record, index): TableRow => {
    const entry = isEntry(record) ? record : {};
    const cells = Object.fromEntries(
      Object.entries(columns).map(([name, names]) => {
        const value = [name, ...names]
          .map((key) => entry[key])
          .find((each) => each !== undefined && each !== null);
        return [
          name,
          typeof value === 'string' || typeof value === 'number'
            ? String(value)
            : value === undefined
              ? ''
              : 'there',
        ];
      }),
    );
    return { line: index + 1, cells };
  });
  return rows.length === 0
    ? { rows, diagnostics: [intakeTrouble('FW-INT-0001', 'error', { file }, `${file} holds no requests`)] }
    : { rows, diagnostics: [] };
}
