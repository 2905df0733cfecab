import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Family, Labels } from './exposition.ts';

/** Upper bounds of the buckets of request times, seconds. */
const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

interface Times {
  readonly labels: Labels;
  buckets: readonly number[];
  count: number;
  sum: number;
}

/** Counts what the server does, for Prometheus. Series are bounded: routes are patterns, never addresses. */
export class Metrics {
  readonly #requests = new Map<string, { readonly labels: Labels; count: number }>();
  readonly #times = new Map<string, Times>();
  readonly #ended = new Map<string, { readonly labels: Labels; count: number }>();
  readonly #delay = monitorEventLoopDelay({ resolution: 20 });

  constructor() {
    this.#delay.enable();
  }

  /** Notes a request that was answered; seconds. */
  request(method: string, route: string, status: number, seconds: number): void {
    const labels = (): Labels => ({ method, route, status: String(status) });
    entry(this.#requests, `${method} ${route} ${status}`, () => ({ labels: labels(), count: 0 })).count += 1;
    const times = entry(this.#times, route, () => ({
      labels: { route },
      buckets: bounds.map(() => 0),
      count: 0,
      sum: 0,
    }));
    times.count += 1;
    times.sum += seconds;
    times.buckets = times.buckets.map((hits, index) => hits + (seconds <= (bounds[index] ?? 0) ? 1 : 0));
  }

  /** Notes a job that ended. */
  jobEnded(kind: string, state: string): void {
    entry(this.#ended, `${kind} ${state}`, () => ({ labels: { kind, state }, count: 0 })).count += 1;
  }

  /** Everything, as it is now. */
  families(now: {
    readonly waiting: number;
    readonly running: number;
    readonly version: string;
  }): readonly Family[] {
    const { user, system } = process.cpuUsage();
    return [
      gauge('fleetwright_build_info', 'Version of the program.', 1, { version: now.version }),
      {
        name: 'fleetwright_http_requests_total',
        help: 'Requests answered.',
        type: 'counter',
        samples: [...this.#requests.values()].map(({ labels, count }) => ({ labels, value: count })),
      },
      {
        name: 'fleetwright_http_request_duration_seconds',
        help: 'Time from the head of a request to its answer.',
        type: 'histogram',
        samples: [...this.#times.values()].flatMap(histogramSamples),
      },
      gauge('fleetwright_jobs_waiting', 'Jobs that wait.', now.waiting),
      gauge('fleetwright_jobs_running', 'Jobs that run on this server.', now.running),
      {
        name: 'fleetwright_jobs_ended_total',
        help: 'Jobs that ended.',
        type: 'counter',
        samples: [...this.#ended.values()].map(({ labels, count }) => ({ labels, value: count })),
      },
      gauge(
        'fleetwright_event_loop_delay_p99_seconds',
        'How late the thread that answers is, since the start.',
        this.#delay.count === 0 ? 0 : this.#delay.percentile(99) / 1e9,
      ),
      gauge('process_resident_memory_bytes', 'Resident memory of the server.', process.memoryUsage.rss()),
      {
        name: 'process_cpu_seconds_total',
        help: 'Processor time of the server.',
        type: 'counter',
        samples: [{ labels: {}, value: (user + system) / 1e6 }],
      },
    ];
  }
}

function gauge(name: string, help: string, value: number, labels: Labels = {}): Family {
  return { name, help, type: 'gauge', samples: [{ labels, value }] };
}

function histogramSamples({ labels, buckets, count, sum }: Times): Family['samples'] {
  const of = (le: string, value: number) => ({ suffix: '_bucket', labels: { ...labels, le }, value });
  return [
    ...bounds.map((bound, index) => of(String(bound), buckets[index] ?? 0)),
    of('+Inf', count),
    { suffix: '_sum', labels, value: sum },
    { suffix: '_count', labels, value: count },
  ];
}

function entry<T>(map: Map<string, T>, key: string, fresh: () => T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = fresh();
  map.set(key, made);
  return made;
}
