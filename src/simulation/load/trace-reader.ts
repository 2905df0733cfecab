import type { Diagnostic } from '../../diagnostics/index.ts';
import { markOf, splitCsv } from './csv-line.ts';
import { headerTrouble, traceColumns, type TraceColumns, type TraceField } from './trace-columns.ts';
import { type LeftOut, remarksOf } from './trace-remarks.ts';
import { traceTime, unitOf } from './trace-time.ts';

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
  | 'it is longer than any row'
  | 'it has more cells than the header'
  | 'it has no time'
  | 'its token counts are not whole numbers'
  | 'a token count is negative'
  | 'it has no answer tokens'
  | 'it has more tokens than any model takes'
  | 'it lies more than a minute back in time';

/** More than the longest context of any model. */
const mostTokens = 20_000_000;
/** A row longer than this is none: what is held of it is let go. Characters; a chain of 512-token blocks of a million tokens has 14,000. */
const longestRow = 4_000_000;
/** Rows out of order by less than this are put in order, seconds. */
const window = 60;
const longGap = 3600;
/** Requests held to be put in order, at most, however many come within the minute. */
const mostHeld = 1_000_000;

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
  private readonly left = new Map<Reason, LeftOut>();
  /** Read and in order; those before `head` are handed out. */
  private readonly pending: TraceRequest[] = [];
  private head = 0;
  private readonly zones = new Map<string, number>();
  private found: TraceColumns | undefined;
  private header: readonly string[] = [];
  /** In which cell of a row a field stands. */
  private places: ReadonlyMap<TraceField, number> = new Map();
  private json = false;
  private line = 0;
  private rest = '';
  private start: number | undefined;
  private latest = -Infinity;
  private handedOut = -Infinity;
  private mark = ',';
  private isTooLong = false;
  /** Seconds per unit of times that are numbers, once one was read. */
  private unit: number | undefined;
  private disordered: LeftOut | undefined;
  private gap: { seconds: number; line: number } | undefined;
  private ended = false;

  constructor(file: string) {
    this.file = file;
  }

  /** Takes the next piece of the text; `undefined` says that there is no more. */
  feed(text: string | undefined): void {
    if (text === undefined) {
      if (this.rest !== '' || this.isTooLong) this.endLine(this.rest);
      this.rest = '';
      this.ended = true;
      return;
    }
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.endLine(line);
    if (this.rest.length > longestRow) {
      this.isTooLong = true;
      this.rest = '';
    }
  }

  private endLine(line: string): void {
    const text = this.isTooLong ? '' : line;
    this.takeLine(text);
    if (this.isTooLong) {
      this.rows += 1;
      this.leaveOut('it is longer than any row');
    }
    this.isTooLong = false;
  }

  /** The next request, once none that may still be read can come before it; undefined asks for more text, or says that all is out. */
  next(): TraceRequest | undefined {
    const first = this.pending[this.head];
    const held = this.pending.length - this.head;
    const isEarly = first !== undefined && first.time > this.latest - window && held < mostHeld;
    if (first === undefined || (isEarly && !this.ended)) return undefined;
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
    const { file, trouble, rows, accepted, line, left, disordered, zones, gap, ended } = this;
    if (trouble !== undefined) return [trouble];
    return remarksOf(file, {
      rows,
      left,
      disordered,
      zones,
      gap,
      unit: this.unit === this.found?.timeUnit ? undefined : this.unit,
      emptyAt: ended && accepted === 0 ? line : undefined,
    });
  }

  private takeLine(written: string): void {
    this.line += 1;
    const text = (this.line === 1 ? written.replace(/^\uFEFF/u, '') : written).trim();
    if (text === '' || this.trouble !== undefined) return;
    if (this.found === undefined) {
      this.json = text.startsWith('{');
      this.mark = markOf(text);
      const names = this.json ? keysOf(text) : splitCsv(text, this.mark);
      this.found = traceColumns(names);
      this.header = names;
      this.places = new Map([...this.found.columns].map(([field, name]) => [field, names.indexOf(name)]));
      this.trouble = headerTrouble(this.file, this.line, text, names, this.found.missing);
      if (!this.json || this.trouble !== undefined) return;
    }
    this.rows += 1;
    const request = this.json ? this.objectRequest(text) : this.cellsRequest(text);
    if (typeof request === 'string') this.leaveOut(request);
    else this.put(request);
  }

  private cellsRequest(text: string): TraceRequest | Reason {
    const { header } = this;
    const cells = splitCsv(text, this.mark);
    if (cells.length < header.length) return 'it cannot be read';
    if (cells.length > header.length && cells.slice(header.length).some((cell) => cell !== ''))
      return 'it has more cells than the header';
    return this.request((field) => cells[this.places.get(field) ?? -1]);
  }

  private objectRequest(text: string): TraceRequest | Reason {
    const fields = parsed(text);
    if (fields === undefined) return 'it cannot be read';
    return this.request((field) => fields[this.found?.columns.get(field) ?? '']);
  }

  private request(at: (field: TraceField) => unknown): TraceRequest | Reason {
    const timeUnit = this.found?.timeUnit ?? 1;
    const written = at('time');
    if (typeof written !== 'string' && typeof written !== 'number') return 'it has no time';
    const time = traceTime(written, this.unit ?? unitOf(written, timeUnit));
    if (time === undefined) return 'it has no time';
    if (time.zone === 'number') this.unit ??= unitOf(written, timeUnit);
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
      session: sessionOf(at('session')),
      chain: Array.isArray(chain) ? chain.filter((id) => typeof id === 'number') : undefined,
      priority: tokens(at('priority')) ?? 0,
    };
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

/**
 * The number of a session: a whole number is its own, any other name is hashed to 50 bits, so that no list of all sessions is kept.
 * Of a million names two are alike with a chance of one in two thousand; then they share what is cached of them.
 */
function sessionOf(written: unknown): number {
  if (typeof written !== 'string' && typeof written !== 'number') return -1;
  const name = String(written);
  if (name === '') return -1;
  const number = /^\d{1,9}$/u.test(name) ? Number(name) : Number.NaN;
  if (!Number.isNaN(number)) return number;
  let high = 0x811c9dc5;
  let low = 0x9e3779b9;
  for (const letter of name) {
    const code = letter.codePointAt(0) ?? 0;
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code, 0x85ebca6b) ^ (low >>> 13);
  }
  return (high >>> 7) * 2 ** 25 + (low >>> 7);
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
