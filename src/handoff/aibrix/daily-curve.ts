import type { Country } from '../../catalog/index.ts';

/** Hour of the day with most demand, where people live. Assumed: an evening peak; no source gives the hour. */
export const peakHour = 21;

/** IANA time zone of the people a service is for, by country; UTC where none is listed. */
const zones: Readonly<Record<Country, string>> = {
  CN: 'Asia/Shanghai',
  DE: 'Europe/Berlin',
  FR: 'Europe/Paris',
  GB: 'Europe/London',
  JP: 'Asia/Tokyo',
  MY: 'Asia/Kuala_Lumpur',
  NL: 'Europe/Amsterdam',
  NO: 'Europe/Oslo',
  SG: 'Asia/Singapore',
  TH: 'Asia/Bangkok',
  US: 'America/New_York',
};

/** Time zone in which the day of a country's demand is counted; Beijing time for China. */
export function zoneOf(country: Country | undefined): string {
  return (country === undefined ? undefined : zones[country]) ?? 'UTC';
}

/**
 * Demand of each hour of the day as a part of the peak: a smooth day with one peak, whose mean over 24 hours is the
 * peak divided by `peakOverMean`. Up to a ratio of 2 it is a cosine above a floor; beyond, the cosine is raised to the
 * power that narrows the peak enough, and the night is empty.
 *
 * ```
 * load(h) = floor + (1 − floor) · ((1 + cos 2π(h − peak)/24) / 2) ^ power
 * ```
 *
 * @param peakOverMean at least 1; above 24 no day of hours can have it, and one hour holds all demand
 */
export function dailyCurve(peakOverMean: number): readonly number[] {
  const mean = 1 / Math.max(1, peakOverMean);
  if (mean >= 0.5) return day(2 * mean - 1, 1);
  let [narrow, wide] = [1, 2 ** 20];
  for (let step = 0; step < 100; step += 1) {
    const power = (narrow + wide) / 2;
    if (average(day(0, power)) > mean) narrow = power;
    else wide = power;
  }
  return day(0, wide);
}

function day(floor: number, power: number): readonly number[] {
  return Array.from({ length: 24 }, (_, hour) => {
    const wave = (1 + Math.cos((2 * Math.PI * (hour - peakHour)) / 24)) / 2;
    return floor + (1 - floor) * wave ** power;
  });
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
