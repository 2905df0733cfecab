import type { LengthModel } from './lengths.ts';
import { markOf, splitCsv } from './csv-line.ts';

/** Lengths of the prompts and answers of a client. */
export interface ClientLengths {
  readonly input: LengthModel;
  readonly output: LengthModel;
}

type Rows = readonly Readonly<Record<string, string>>[];

/** Parts of a prompt that ServeGen counts one by one where it is not text alone. */
const parts = ['input_tokens', 'text_tokens', 'image_tokens', 'audio_tokens', 'video_tokens'] as const;
/** Lengths that stand for a client's distribution. */
const points = 400;

/** Rows of a small CSV file by the names of its columns. */
export function rowsOf(text: string): Rows {
  const [header = '', ...lines] = text.trim().split(/\r?\n/u);
  const mark = markOf(header);
  const names = splitCsv(header, mark);
  return lines.map((line) => {
    const cells = splitCsv(line, mark);
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
}

/**
 * Lengths by client from a file of statistics (mean, median, 90th and 99th percentile). Between the percentiles lengths are taken as
 * even in their logarithm; how long the longest and the shortest are follows from the mean. Parts of a prompt add up as if long ones met.
 */
export function lengthsByClient(rows: Rows): ReadonlyMap<string, ClientLengths> {
  return new Map(
    rows.flatMap((row) => {
      const input = fromStatistics(parts.map((part) => statisticsOf(row, part)));
      const output = fromStatistics([statisticsOf(row, 'output_tokens')]);
      return input === undefined || output === undefined
        ? []
        : [[row.client ?? '', { input, output }] as const];
    }),
  );
}

/** Lengths of all clients together from a histogram (field, tokens, weight); undefined where prompts or answers are not in it. */
export function pooledLengths(rows: Rows): ClientLengths | undefined {
  const of = (field: string): LengthModel | undefined => {
    const found = rows
      .filter((row) => row.field === field)
      .map(({ tokens, weight }) => [Number(tokens), Number(weight)] as const)
      .filter(([tokens, weight]) => tokens >= 0 && weight > 0)
      .toSorted(([a], [b]) => a - b);
    return found.length === 0
      ? undefined
      : {
          kind: 'histogram',
          values: found.map(([tokens]) => tokens),
          weights: found.map(([, weight]) => weight),
        };
  };
  const input = of('input_tokens') ?? of('text_tokens');
  const output = of('output_tokens');
  return input === undefined || output === undefined ? undefined : { input, output };
}

interface Statistics {
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
}

function statisticsOf(row: Readonly<Record<string, string>>, part: string): Statistics | undefined {
  const [mean, p50, p90, p99] = ['mean', 'p50', 'p90', 'p99'].map((each) => {
    const written = row[`${part}_${each}`] ?? '';
    return written === '' ? Number.NaN : Number(written);
  });
  if (mean === undefined || p50 === undefined || p90 === undefined || p99 === undefined) return undefined;
  return [mean, p50, p90, p99].every((each) => each >= 0) ? { mean, p50, p90, p99 } : undefined;
}

function fromStatistics(list: readonly (Statistics | undefined)[]): LengthModel | undefined {
  const known = list.filter((each) => each !== undefined);
  if (known.length === 0) return undefined;
  const sum = (name: keyof Statistics): number => known.reduce((all, each) => all + each[name], 0);
  const p50 = Math.max(1, sum('p50'));
  const p90 = Math.max(p50, sum('p90'));
  const p99 = Math.max(p90, sum('p99'));
  const mean = sum('mean');
  const lengths = (shortest: number, longest: number): readonly number[] => {
    const knots = [
      [0, shortest],
      [0.5, p50],
      [0.9, p90],
      [0.99, p99],
      [1, longest],
    ] as const;
    return Array.from({ length: points }, (_, index) => {
      const place = (index + 0.5) / points;
      const above = knots.findIndex(([part]) => part > place);
      const [from, low] = knots[above - 1] ?? knots[0];
      const [to, high] = knots[above] ?? knots[4];
      return low * (high / low) ** ((place - from) / (to - from));
    });
  };
  const meanOf = (values: readonly number[]): number => values.reduce((all, each) => all + each, 0) / points;
  // The tail first, a hundred times the 99th percentile at most; then how short the short ones are.
  const shortest = Math.max(1, p50 ** 2 / p90);
  const longest = halved(p99, p99 * 100, (end) => meanOf(lengths(shortest, end)) < mean);
  const start = halved(1, p50, (begin) => meanOf(lengths(begin, longest)) < mean);
  return {
    kind: 'histogram',
    values: lengths(start, longest),
    weights: Array.from({ length: points }, () => 1),
  };
}

/** Where between the two `isBelow` ends to hold, by halving on a scale of logarithms; an end where it holds everywhere or nowhere. */
function halved(from: number, to: number, isBelow: (value: number) => boolean): number {
  let [low, high] = [from, to];
  for (let round = 0; round < 40; round += 1) {
    const middle = Math.sqrt(low * high);
    if (isBelow(middle)) low = middle;
    else high = middle;
  }
  return low;
}
