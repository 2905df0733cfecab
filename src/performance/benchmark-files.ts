import { cell, numberIn, type TruthRow } from './validation/truth.ts';

/** One benchmark run as the common tools write it; seconds and tokens. */
export interface BenchmarkRun {
  readonly tpot: number;
  readonly ttft: number | undefined;
  readonly users: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Ranks attention is split over; 1 where the file does not say. */
  readonly tensorParallel: number;
  readonly tool: 'vLLM or SGLang' | 'InferenceX' | 'AIConfigurator';
}

/**
 * Runs in a benchmark result, whichever tool wrote it: JSON of `vllm bench serve` or SGLang's `bench_serving` (`mean_tpot_ms`,
 * `max_concurrency`, token totals), JSON of InferenceX (`mean_tpot` in seconds, `conc`, `isl`, `osl`, `tp`), or rows of AIConfigurator
 * (`tpot` in ms, `concurrency`, `isl`, `osl`, `tp`). Records without a time per output token or a number of users are not runs.
 */
export function benchmarkRuns(records: readonly TruthRow[]): readonly BenchmarkRun[] {
  return records.map(runOf).filter((run) => run !== undefined);
}

function runOf(record: TruthRow): BenchmarkRun | undefined {
  const first = (...names: readonly string[]): number | undefined =>
    names.map((name) => numberIn(record, name)).find((value) => value !== undefined);
  const completed = first('completed') ?? 1;
  const users = first('max_concurrency', 'conc', 'concurrency');
  const inputTokens =
    first('isl', 'random_input_len') ?? perRequest(first('total_input_tokens', 'total_input'), completed);
  const outputTokens =
    first('osl', 'random_output_len') ?? perRequest(first('total_output_tokens', 'total_output'), completed);
  const inMilliseconds = first('mean_tpot_ms', 'median_tpot_ms');
  const inSeconds = first('mean_tpot', 'median_tpot');
  const aic = first('tpot');
  const tpot =
    inMilliseconds !== undefined
      ? inMilliseconds / 1000
      : (inSeconds ?? (aic === undefined ? undefined : aic / 1000));
  if (tpot === undefined || users === undefined || inputTokens === undefined || outputTokens === undefined)
    return undefined;
  const ttft = first('mean_ttft_ms', 'ttft');
  return {
    tpot,
    ttft: ttft === undefined ? first('mean_ttft') : ttft / 1000,
    users,
    inputTokens,
    outputTokens,
    tensorParallel: first('tp', 'tensor_parallel_size', 'tp_size') ?? 1,
    tool:
      inMilliseconds !== undefined
        ? 'vLLM or SGLang'
        : cell(record, 'mean_tpot') !== ''
          ? 'InferenceX'
          : 'AIConfigurator',
  };
}

function perRequest(total: number | undefined, completed: number): number | undefined {
  return total === undefined ? undefined : total / Math.max(1, completed);
}
