import type { Request } from '../engine/request.ts';
import type { Observer, Outcome } from '../fleet/fleet-run.ts';

/** Takes text as it is made, so that nothing is held however many requests there are. */
export type Write = (text: string) => void;

/** One column of what is told of each request. */
export interface RequestColumn {
  readonly name: string;
  readonly kind: 'text' | 'whole' | 'broken';
  /** Some requests have none: those that were not served, or have no second token. */
  readonly mayMiss: boolean;
}

const column = (name: string, kind: RequestColumn['kind'], mayMiss = false): RequestColumn => ({
  name,
  kind,
  mayMiss,
});

/** What is told of each request; latencies and times in seconds. */
export const requestColumns: readonly RequestColumn[] = [
  column('request', 'whole'),
  column('outcome', 'text'),
  column('class', 'whole'),
  column('pool', 'text'),
  column('replica', 'whole', true),
  column('arrival_s', 'broken'),
  column('input_tokens', 'whole'),
  column('output_tokens', 'whole'),
  column('cached_tokens', 'whole', true),
  column('ttft_s', 'broken', true),
  column('tpot_s', 'broken', true),
  column('end_to_end_s', 'broken', true),
  column('preemptions', 'whole'),
];

/** One request as values of `requestColumns`; null where there is none. */
export type RequestValues = readonly (string | number | null)[];

/** Gives each request to `take` as it ends. */
export function requestRecords(
  pools: readonly string[],
  poolOf: readonly number[],
  take: (values: RequestValues) => void,
): Observer {
  return {
    ended(request, outcome, time, replica) {
      take(rowOf(request, outcome, time, pools[poolOf[replica] ?? -1] ?? '', replica));
    },
  };
}

/** One row per request in the order they end, as CSV with a header or as JSON lines. Unknown figures are empty, or null. */
export function requestRows(
  format: 'csv' | 'jsonl',
  pools: readonly string[],
  poolOf: readonly number[],
  write: Write,
): Observer {
  const names = requestColumns.map(({ name }) => name);
  if (format === 'csv') write(`${names.join(',')}\n`);
  return requestRecords(pools, poolOf, (values) =>
    write(
      format === 'csv'
        ? `${values.map((value) => value ?? '').join(',')}\n`
        : `${JSON.stringify(Object.fromEntries(names.map((name, index) => [name, values[index]])))}\n`,
    ),
  );
}

function rowOf(
  request: Request,
  outcome: Outcome,
  time: number,
  pool: string,
  replica: number,
): RequestValues {
  const { arrival, first, output, overhead } = request;
  const served = outcome === 'finished';
  return [
    request.number,
    outcome,
    request.klass,
    pool,
    replica < 0 ? null : replica,
    arrival,
    request.input,
    output,
    served ? request.cached : null,
    served ? first - arrival + overhead : null,
    served && output > 1 ? (time - first) / (output - 1) : null,
    served ? time - arrival + overhead : null,
    request.preemptions,
  ];
}

/**
 * A timeline for Perfetto (ui.perfetto.dev) or chrome://tracing: a process per pool, a track per replica, and on it for every
 * request a span from arrival to first token and one from there to the last. Call `end` when all is over. Source: the Trace Event Format,
 * asynchronous spans (`b`, `e`), microseconds.
 */
export function timeline(
  pools: readonly string[],
  poolOf: readonly number[],
  write: Write,
): Observer & { end(): void } {
  write('{"displayTimeUnit":"ms","traceEvents":[');
  const event = (fields: object): void => write(`${JSON.stringify(fields)},\n`);
  pools.forEach((name, pid) => event({ ph: 'M', name: 'process_name', pid, args: { name } }));
  poolOf.forEach((pid, tid) =>
    event({ ph: 'M', name: 'thread_name', pid, tid, args: { name: `replica ${tid}` } }),
  );
  return {
    ended(request, outcome, time, replica) {
      if (outcome !== 'finished') return;
      const id = request.number;
      const first = request.first;
      const where = { cat: 'request', id, pid: poolOf[replica] ?? 0, tid: replica };
      const span = (name: string, from: number, to: number): void => {
        event({ ph: 'b', name, ts: from * 1e6, ...where });
        event({ ph: 'e', name, ts: to * 1e6, ...where });
      };
      span('to first token', request.arrival, first);
      span('answer', first, time);
    },
    end() {
      write('{"ph":"M","name":"end","pid":0}]}\n');
    },
  };
}

/** Tells several observers. */
export function together(observers: readonly Observer[]): Observer {
  return {
    arrived: (time) => observers.forEach((each) => each.arrived?.(time)),
    ended: (...what) => observers.forEach((each) => each.ended(...what)),
  };
}
