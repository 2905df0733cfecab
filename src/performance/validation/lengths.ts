import { cell, numberIn, type TruthRow } from './truth.ts';

/** Spread of lengths: as drawn by benchmarks with random lengths, as people write, or all the same. */
export type Spread = 'range' | 'people' | 'fixed';

/** Even and repeatable draws in [0, 1): multiples of the golden ratio. */
function drawn(index: number, salt: number): number {
  const value = (index + 1) * 0.618_033_988_749_894_9 + salt * 0.754_877_666;
  return value - Math.floor(value);
}

/** Tokens of the request of an index, with the given mean (nominal mean where draws range below it). */
export function lengths(average: number, spread: Spread, salt: number): (index: number) => number {
  switch (spread) {
    case 'fixed':
      return () => Math.max(1, Math.round(average));
    case 'range':
      return (index) => Math.max(1, Math.round(average * (0.8 + 0.2 * drawn(index, salt))));
    default:
      return (index) => Math.max(1, Math.round(-average * Math.log(1 - drawn(index, salt) * 0.999)));
  }
}

/** How the lengths of a row's requests spread. */
export function spreadOf(row: TruthRow): Spread {
  const workload = cell(row, 'workload');
  // A range stated for the sample holds for its InferenceX rows; with lengths all the same, users stay in step.
  if (/range ratio/u.test(workload)) return cell(row, 'source').startsWith('heyram') ? 'fixed' : 'range';
  if (/sharegpt|MLPerf|multi-turn|dataset|AISBench/iu.test(workload)) return 'people';
  return isShareGpt(row) ? 'people' : 'fixed';
}

/**
 * The mean lengths of ShareGPT as benchmarks sample it, whether a row names it or not: about 200-220 tokens in and 185-215 out, by
 * tokeniser and by what an engine failed at. Runs with lengths of their own choice take powers of two or round figures.
 */
function isShareGpt(row: TruthRow): boolean {
  const prompt = numberIn(row, 'isl') ?? 0;
  const answer = numberIn(row, 'osl') ?? 0;
  return prompt > 200 && prompt < 222 && answer > 180 && answer < 216 && answer !== 200;
}

/** Seconds at which `requests` arrive at `rate` per second: at random, or evenly. `skip` draws belong to others. */
export function arrivalsAt(rate: number, requests: number, even: boolean, skip = 0): readonly number[] {
  let at = 0;
  return Array.from({ length: requests }, (_, index) => {
    if (index + skip > 0) at += (even ? 1 : -Math.log(1 - drawn(index + skip, 2) * 0.999)) / rate;
    return at;
  });
}
