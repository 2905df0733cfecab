import type { Diagnostic } from '../../diagnostics/index.ts';
import { traceTrouble } from '../messages.ts';
import { splitCsv } from './csv-line.ts';
import type { ReplayOptions } from './replay.ts';

/** How the gaps between requests of a client are distributed; shapes as of the distributions, 1 is exponential in both. */
export interface Gaps {
  readonly kind: 'gamma' | 'weibull';
  readonly shape: number;
}

/** A stretch of time in which a client sends `rate` requests per second; seconds since the start of the trace. */
export interface ClientWindow extends Gaps {
  readonly start: number;
  readonly rate: number;
}

/** Clients with rates of their own over time, as ServeGen publishes them. */
export interface ClientRates {
  /** Windows of each client in the order of time. */
  readonly clients: ReadonlyMap<string, readonly ClientWindow[]>;
  /** Seconds of a window. */
  readonly width: number;
  /** Requests to be expected, and the end of the last window, seconds. */
  readonly requests: number;
  readonly seconds: number;
}

/** Columns of a file of ServeGen's client rates. */
const columns = ['client', 'ts_s', 'rate_rps', 'cv', 'pattern', 'param1'] as const;

/** Whether a header is that of client rates. */
export function isClientRates(header: readonly string[]): boolean {
  return columns.slice(0, 3).every((name) => header.includes(name));
}

/** Windows of ServeGen, where the file has only one time. */
const usualWidth = 600;

/**
 * Reads a file of clients' rates. Rows that say nothing that can be drawn are counted by reason; a client without a row for a window
 * is silent in it. The distribution is the named one with its shape; without a name, gamma by the coefficient of variation.
 */
export function readClientRates(
  file: string,
  text: string,
): { readonly rates: ClientRates; readonly remarks: readonly Diagnostic[] } {
  const [header = '', ...lines] = text.split(/\r?\n/u);
  const place = new Map(splitCsv(header, ',').map((name, index) => [name, index]));
  const clients = new Map<string, ClientWindow[]>();
  const left = new Map<string, { count: number; line: number }>();
  const times = new Set<number>();
  const seen = new Set<string>();
  let rows = 0;
  lines.forEach((each, index) => {
    if (each.trim() === '') return;
    rows += 1;
    const cells = splitCsv(each, ',');
    const at = (name: (typeof columns)[number]): string => cells[place.get(name) ?? -1] ?? '';
    const start = at('ts_s') === '' ? Number.NaN : Number(at('ts_s'));
    const rate = at('rate_rps') === '' ? Number.NaN : Number(at('rate_rps'));
    const gaps = gapsOf(at('pattern'), Number(at('param1')), Number(at('cv')));
    const key = `${at('client')} ${start}`;
    const reason = Number.isNaN(start)
      ? 'its time is not a number'
      : !(rate >= 0 && rate < Infinity)
        ? 'its rate is not a number from 0 on'
        : typeof gaps === 'string'
          ? gaps
          : seen.has(key)
            ? 'its client has a row for this time already'
            : undefined;
    if (reason !== undefined || typeof gaps === 'string') {
      const known = left.get(reason ?? '') ?? { count: 0, line: index + 2 };
      known.count += 1;
      left.set(reason ?? '', known);
      return;
    }
    seen.add(key);
    times.add(start);
    const windows = clients.get(at('client')) ?? [];
    windows.push({ start, rate, ...gaps });
    clients.set(at('client'), windows);
  });
  const remarks = [...left].map(([reason, { count, line }]) =>
    traceTrouble(
      'FW-SIM-0002',
      'warning',
      file,
      line,
      `${count === 1 ? '1 row' : `${count} rows`} of ${rows} left out, the first here: ${reason}`,
    ),
  );
  return {
    rates: ratesOf(
      clients,
      [...times].toSorted((a, b) => a - b),
    ),
    remarks,
  };
}

function ratesOf(
  clients: ReadonlyMap<string, readonly ClientWindow[]>,
  times: readonly number[],
): ClientRates {
  const [first = 0] = times;
  const apart = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  const width = apart.reduce(
    (least, each) => Math.min(least, each),
    apart.length === 0 ? usualWidth : Infinity,
  );
  const shifted = new Map(
    [...clients].map(([id, windows]) => [
      id,
      windows
        .map((window) => ({ ...window, start: window.start - first }))
        .toSorted((a, b) => a.start - b.start),
    ]),
  );
  const requests = [...shifted.values()].flat().reduce((sum, { rate }) => sum + rate * width, 0);
  return {
    clients: shifted,
    width,
    requests,
    seconds: times.length === 0 ? 0 : (times.at(-1) ?? 0) - first + width,
  };
}

function gapsOf(pattern: string, shape: number, variation: number): Gaps | string {
  const named = pattern.toLowerCase();
  if (named === '' || named === 'nan') {
    if (!(variation > 0 && variation < Infinity)) return 'its gaps have no variation';
    return { kind: 'gamma', shape: 1 / variation ** 2 };
  }
  if (named === 'exponential' || named === 'poisson') return { kind: 'gamma', shape: 1 };
  if (named !== 'gamma' && named !== 'weibull') return 'its pattern is neither Gamma nor Weibull';
  return shape > 0 && shape < Infinity ? { kind: named, shape } : 'its shape is not a positive number';
}

/** Says that no lengths were found for some clients. */
export function noLengths(file: string, name: string, clients: readonly string[]): Diagnostic {
  const who =
    clients.length > 5
      ? `${clients.slice(0, 5).join(', ')} and ${clients.length - 5} more`
      : clients.join(', ');
  return traceTrouble(
    'FW-SIM-0008',
    'error',
    file,
    1,
    `no lengths of requests for client ${who}`,
    `lay ${name}.length-histogram.csv or ${name}.client-length-stats.csv beside it`,
  );
}

/** What will be drawn, or that nothing would be. */
export function ratesNote(
  file: string,
  { clients, width, seconds: all }: ClientRates,
  { speed, from, seconds }: ReplayOptions,
  pooled: number,
): Diagnostic {
  const end = Math.min(all, from + seconds);
  const windows = [...clients.values()].flat();
  const requests = windows.reduce(
    (sum, { start, rate }) =>
      sum + rate * speed * Math.max(0, Math.min(end, start + width) - Math.max(from, start)),
    0,
  );
  if (requests === 0)
    return traceTrouble('FW-SIM-0006', 'error', file, 1, 'no client sends anything in this time');
  const own = pooled === 0 ? 'lengths of each' : `lengths of all together for ${pooled} of them`;
  return traceTrouble(
    'FW-SIM-0009',
    'note',
    file,
    1,
    `about ${Math.round(requests)} requests of ${clients.size} clients in ${((end - from) / 3600).toFixed(1)} hours are drawn, with ${own}`,
  );
}
