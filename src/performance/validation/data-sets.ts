/** What is known of the requests of an MLPerf data set. */
export interface DataSet {
  /** Mean tokens of a prompt, where rows leave it out. */
  readonly prompt: number | undefined;
  /** Time of a whole request at the median and the 99th percentile, over the mean: how far the lengths of its answers spread. */
  readonly median: number;
  readonly most: number;
}

/**
 * By the words of the workload. Prompts as published with the benchmark, recalled; that of gpt-oss is not: it is what makes its rows agree
 * with others of the same chip at known lengths (GB200: 37 ms of a chip for 1,000 in and out, 150 ms for 8,192 and 1,024, 107 ms
 * for one of MLPerf's). Spreads from MLPerf's own rows, which hardly differ between systems.
 */
const sets: readonly (readonly [RegExp, DataSet])[] = [
  [/mixtral/iu, { prompt: 294, median: 0.79, most: 4 }],
  [/OpenOrca/u, { prompt: 294, median: 0.87, most: 3.3 }],
  [/CNN-DailyMail/u, { prompt: 778, median: 1, most: 1.22 }],
  [/LongBench/u, { prompt: 9400, median: 1.06, most: 1.8 }],
  [/AIME/u, { prompt: 800, median: 0.56, most: 5.4 }],
  [/gpt-oss/iu, { prompt: 4900, median: 0.99, most: 1.57 }],
];

const unknownSet: DataSet = { prompt: undefined, median: 0.9, most: 2.5 };

/** The data set of a workload; the middle of the known where it is another. */
export function dataSetOf(workload: string): DataSet {
  return sets.find(([pattern]) => pattern.test(workload))?.[1] ?? unknownSet;
}
