import { quarterOf, type Quarter } from '../../quantity/index.ts';
import type { ReadFrom, ServedLoad } from '../types.ts';

interface Sum {
  readonly service: string;
  readonly site: string | undefined;
  readonly quarter: Quarter;
  requests: number;
  input: number;
  output: number;
  from: number;
  to: number;
  readonly hours: Map<number, number>;
}

const hour = 3600;

/** True for a moment of the years that quarters are written in. */
export function isMoment(time: number): boolean {
  return Number.isFinite(time) && time > 0 && time < latest;
}

/** The year 9999, seconds since 1970. */
const latest = 2.5e11;

/** Adds up served requests by service, site and quarter; times are seconds since 1970, quarters those of UTC. */
export class Tally {
  readonly #sums = new Map<string, Sum>();
  readonly #from: ReadFrom;

  constructor(from: ReadFrom) {
    this.#from = from;
  }

  /**
   * @param seconds that the amounts were served in, ending at `time`; 0 for one request
   */
  add(
    service: string,
    site: string | undefined,
    time: number,
    seconds: number,
    amounts: { readonly requests?: number; readonly input?: number; readonly output?: number },
  ): void {
    const quarter = quarterOf(new Date(time * 1000).toISOString().slice(0, 10));
    const key = JSON.stringify([service, site, quarter]);
    const known = this.#sums.get(key);
    const start = time - seconds;
    const sum = known ?? {
      service,
      site,
      quarter,
      requests: 0,
      input: 0,
      output: 0,
      from: start,
      to: time,
      hours: new Map<number, number>(),
    };
    if (known === undefined) this.#sums.set(key, sum);
    const { requests = 0, input = 0, output = 0 } = amounts;
    sum.requests += requests;
    sum.input += input;
    sum.output += output;
    sum.from = Math.min(sum.from, start);
    sum.to = Math.max(sum.to, time);
    const at = Math.floor(time / hour);
    sum.hours.set(at, (sum.hours.get(at) ?? 0) + requests);
  }

  /** Sorted by service, site and quarter. The peak is told where at least two hours are covered. */
  loads(): readonly ServedLoad[] {
    return [...this.#sums]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { service, site, quarter, requests, input, output, from, to, hours }]) => ({
        service,
        site,
        quarter,
        seconds: to - from,
        requests,
        inputTokens: input,
        outputTokens: output,
        peakRequestsPerSecond: to - from >= 2 * hour ? Math.max(...hours.values()) / hour : undefined,
        from: this.#from,
      }));
  }
}
