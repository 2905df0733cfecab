/** A point in time of a trace: seconds (of its own clock or since 1970), and how its zone was written. */
export interface TraceTime {
  readonly seconds: number;
  /** `number` for a bare number, `none` for a date without a zone, else the offset as written. */
  readonly zone: string;
}

const date = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?$/u;

/** Reads a number or an ISO date with any number of decimals; dates without a zone are UTC. Undefined where it is neither. */
export function traceTime(written: string | number, unit: number): TraceTime | undefined {
  if (typeof written === 'number')
    return Number.isFinite(written) ? { seconds: written * unit, zone: 'number' } : undefined;
  const text = written.trim();
  if (text === '') return undefined;
  const value = Number(text);
  if (Number.isFinite(value)) return { seconds: value * unit, zone: 'number' };
  const found = date.exec(text);
  if (found === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = found;
  const whole =
    Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) /
    1000;
  const part = fraction === undefined ? 0 : Number(`0${fraction}`);
  if (zone === undefined || zone === 'Z') return { seconds: whole + part, zone: zone ?? 'none' };
  const sign = zone.startsWith('-') ? -1 : 1;
  const offset = Number(zone.slice(1, 3)) * 3600 + Number(zone.slice(-2)) * 60;
  return { seconds: whole + part - sign * offset, zone };
}

/**
 * Seconds per unit of times that are numbers, by the first of them: one that no clock shows in the unit of its column counts milliseconds,
 * microseconds or nanoseconds since 1970. Seconds since 1970 have reached 10^11 in the year 5138 only, milliseconds in 1973.
 */
export function unitOf(written: string | number, unit: number): number {
  const size = Math.abs(Number(written));
  if (unit !== 1 || Number.isNaN(size)) return unit;
  if (size > 1e17) return 1e-9;
  if (size > 1e14) return 1e-6;
  return size > 1e11 ? 1e-3 : 1;
}
