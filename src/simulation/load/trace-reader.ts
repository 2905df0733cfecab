import type { Diagnostic } from '../../diagnostics/index.ts';
import { traceTrouble } from '../messages.ts';
import { traceColumns, type TraceColumns, type TraceField } from './trace-columns.ts';
import { traceTime } from './trace-time.ts';

/** One request of a trace; times from the first request on, seconds. */
export interface TraceRequest {
  readonly time: number;
  readonly line: number;
  readonly input: number;
  readonly output: number;
  readonly session: number;
  readonly chain: readonly number[] | undefined;
  readonly priority: number;
}

/** Why a row was left out. */
type Reason =
  | 'it cannot be read'
  | 'it has no time'
  | 'its token counts are not whole numbers'
  | 'a token count is negative'
  | 'it has no answer tokens'
  | 'it has more tokens than any model takes'
  | 'it lies more than a minute back in time';

/** More than the longest context of any model. */
const mostTokens = 20_000_000;
/** Rows out of order by less than this are put in order, seconds. */
const window = 60;
const longGap = 3600;

/**
 * Reads a trace piece by piece: text goes in with `feed`, requests in the order of their times come out with `next`. Holds no more than
 * a minute of the trace, so its size does not matter. CSV with a header, or one JSON object per line; the columns are found by name.
 *
 * ```
 * text → lines → fields → request or a reason to leave the row out → put in order within a minute → next
 * ```
 */
export class TraceReader {
  readonly file: string;
  rows = 0;
  accepted = 0;
  /** Set when the trace cannot be read at all. */
  trouble: Diagnostic | undefined;
  private readonly left = new Map<Reason, { count: number; line: number }>();
  /** Read and in order; those before `head` are handed out. */
  private readonly pending: TraceRequest[] = [];
  private head = 0;
  private readonly sessions = new Map<string, number>();
  private readonly zones = new Map<string, number>();
  private found: TraceColumns | undefined;
  private header: readonly string[] = [];
  private json = false;
  private line = 0;
  private rest = '';
  private start: number | undefined;
  private latest = -Infinity;
  private handedOut = -Infinity;
  private disordered: { count: number; line: number } | undefined;
  private gap: { seconds: number; line: number } | undefined;
  private ended = false;

  constructor(file: string) {
    this.file = file;
  }

  /** Takes the next piece of the text; `undefined` says that there is no more. */
  feed(text: string | undefined): void {
    if (text === undefined) {
      if (this.rest !== '') this.takeLine(this.rest);
      this.rest = '';
      this.ended = true;
      return;
    }
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.takeLine(line);
  }

  /** The next request, once none that may still be read can come before it; undefined asks for more text, or says that all is out. */
  next(): TraceRequest | undefined {
    const first = this.pending[this.head];
    if (first === undefined || (!this.ended && first.time > this.latest - window)) return undefined;
    this.handedOut = first.time;
    this.head += 1;
    // Taking them off one by one would move all the others each time.
    if (this.head >= 1024 && this.head * 2 >= this.pending.length) {
      this.pending.splice(0, this.head);
      this.head = 0;
    }
    return first;
  }

  /** Everything that was noticed so far: rows left out by reason, disorder, zones, gaps. */
  remarks(): readonly Diagnostic[] {
    if (this.trouble !== undefined) return [this.trouble];
    const { file } = this;
    const all: Diagnostic[] = [];
    if (this.ended && this.accepted === 0) {
      all.push(
        traceTrouble('FW-SIM-0006', 'error', file, Math.max(1, this.line), `no request in ${this.rows} rows`),
      );
    }
    for (const [reason, { count, line }] of this.left) {
      const rows = count === 1 ? '1 row' : `${count} rows`;
      all.push(
        traceTrouble(
          'FW-SIM-0002',
          'warning',
          file,
          line,
          `${rows} of ${this.rows} left out, the first here: ${reason}`,
        ),
      );
    }
    if (this.disordered !== undefined) {
      const { count, line } = this.disordered;
      all.push(
        traceTrouble(
          'FW-SIM-0003',
          'note',
          file,
          line,
          `${count} ${count === 1 ? 'row' : 'rows'} put in order, the first here`,
        ),
      );
    }
    if (this.zones.size > 1) {
      const [, second] = [...this.zones];
      const kinds = [...this.zones.keys()]
        .map((zone) => (zone === 'none' ? 'without zone' : zone))
        .join(', ');
      all.push(
        traceTrouble(
          'FW-SIM-0004',
          'warning',
          file,
          second?.[1] ?? 1,
          `times are written in several ways: ${kinds}`,
        ),
      );
    }
    if (this.gap !== undefined) {
      const hours = (this.gap.seconds / 3600).toFixed(1);
      all.push(
        traceTrouble(
          'FW-SIM-0005',
          'warning',
          file,
          this.gap.line,
          `nothing arrives for ${hours} hours before this row`,
        ),
      );
    }
    return all;
  }

  private takeLine(written: string): void {
    this.line += 1;
    const text = (this.line === 1 ? written.replace(/^\uFEFF/u, '') : written).trim();
    if (text === '' || this.trouble !== undefined) return;
    if (this.found === undefined) {
      this.json = text.startsWith('{');
      const names = this.json ? keysOf(text) : splitCsv(text);
      this.found = traceColumns(names);
      this.header = names;
      if (this.found.missing.length > 0) {
        const missing = this.found.missing.map(
          (field) => ({ time: 'the time', input: 'prompt tokens', output: 'answer tokens' })[field as 'time'],
        );
        this.trouble = traceTrouble(
          'FW-SIM-0001',
          'error',
          this.file,
          this.line,
          `no column for ${missing.join(', ')} among ${names.slice(0, 12).join(', ')}`,
          'name the columns timestamp, input_tokens, output_tokens',
        );
      }
      if (!this.json || this.trouble !== undefined) return;
    }
    this.rows += 1;
    const fields = this.json ? parsed(text) : this.cells(text);
    const request = fields === undefined ? 'it cannot be read' : this.request(fields);
    if (typeof request === 'string') this.leaveOut(request);
    else this.put(request);
  }

  private cells(text: string): Readonly<Record<string, unknown>> | undefined {
    const cells = splitCsv(text);
    if (cells.length < this.header.length) return undefined;
    return Object.fromEntries(this.header.map((name, index) => [name, cells[index]]));
  }

  private request(fields: Readonly<Record<string, unknown>>): TraceRequest | Reason {
    const { columns, timeUnit } = this.found ?? { columns: new Map<TraceField, string>(), timeUnit: 1 };
    const at = (field: TraceField): unknown => fields[columns.get(field) ?? ''];
    const written = at('time');
    const time =
      typeof written === 'string' || typeof written === 'number' ? traceTime(written, timeUnit) : undefined;
    if (time === undefined) return 'it has no time';
    const input = tokens(at('input'));
    const output = tokens(at('output'));
    if (input === undefined || output === undefined) return 'its token counts are not whole numbers';
    if (input < 0 || output < 0) return 'a token count is negative';
    if (output === 0) return 'it has no answer tokens';
    if (input > mostTokens || output > mostTokens) return 'it has more tokens than any model takes';
    if (!this.zones.has(time.zone)) this.zones.set(time.zone, this.line);
    this.start ??= time.seconds;
    const since = time.seconds - this.start;
    if (since < this.latest - window || since < this.handedOut)
      return 'it lies more than a minute back in time';
    const chain = at('chain');
    return {
      time: since,
      line: this.line,
      input: Math.max(1, input),
      output,
      session: this.session(at('session')),
      chain: Array.isArray(chain) ? chain.filter((id) => typeof id === 'number') : undefined,
      priority: tokens(at('priority')) ?? 0,
    };
  }

  private session(written: unknown): number {
    if (typeof written !== 'string' && typeof written !== 'number') return -1;
    const name = String(written);
    if (name === '') return -1;
    const known = this.sessions.get(name);
    if (known !== undefined) return known;
    this.sessions.set(name, this.sessions.size);
    return this.sessions.size - 1;
  }

  private put(request: TraceRequest): void {
    this.accepted += 1;
    const usual = this.accepted > 100 ? this.latest / this.accepted : 0;
    const gap = request.time - this.latest;
    if (gap > Math.max(longGap, 100 * usual) && this.gap === undefined && gap < Infinity)
      this.gap = { seconds: gap, line: request.line };
    if (request.time >= this.latest) {
      this.latest = request.time;
      this.pending.push(request);
      return;
    }
    this.disordered ??= { count: 0, line: request.line };
    this.disordered.count += 1;
    let at = this.pending.length;
    while (at > this.head && (this.pending[at - 1]?.time ?? 0) > request.time) at -= 1;
    this.pending.splice(at, 0, request);
  }

  private leaveOut(reason: Reason): void {
    const known = this.left.get(reason);
    if (known === undefined) this.left.set(reason, { count: 1, line: this.line });
    else known.count += 1;
  }
}

function tokens(value: unknown): number | undefined {
  const number =
    typeof value === 'number'
      ? value
      : typeof value === 'string' && value.trim() !== ''
        ? Number(value)
        : Number.NaN;
  return Number.isInteger(number) ? number : undefined;
}

function keysOf(text: string): readonly string[] {
  return Object.keys(parsed(text) ?? {});
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value))
      : undefined;
  } catch {
    return undefined;
  }
}

/** Cells of a CSV line: commas (or semicolons or tabs where there is no comma), double quotes around cells that hold one. */
function splitCsv(text: string): readonly string[] {
  if (!text.includes('"')) {
    const mark = text.includes(',') ? ',' : text.includes('\t') ? '\t' : ';';
    return text.split(mark).map((each) => each.trim());
  }
  return [...text.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/gu)].map(([, quoted, bare]) =>
    quoted === undefined ? (bare ?? '').trim() : quoted.replaceAll('""', '"'),
  );
}
