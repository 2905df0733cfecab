import { intakeTrouble, Rejects } from '../messages.ts';
import type { Intake, ServedLoad } from '../types.ts';
import { isEntry, jsonIn } from '../values.ts';
import { isMoment, Tally } from './tally.ts';

type Meaning = 'requests' | 'input' | 'output';

/** Counters of vLLM by what they count; the first that is there for a model counts, as names drift by version. */
const patterns: Readonly<Record<Meaning, readonly RegExp[]>> = {
  requests: [
    /^vllm[:_](?:num_)?request_success(?:_total)?$/u,
    /^vllm[:_]e2e_request_latency_seconds_count$/u,
    /^vllm[:_]request_(?:prompt|generation)_tokens_count$/u,
  ],
  input: [/^vllm[:_]prompt_tokens(?:_total)?$/u, /^vllm[:_]request_prompt_tokens_sum$/u],
  output: [/^vllm[:_]generation_tokens(?:_total)?$/u, /^vllm[:_]request_generation_tokens_sum$/u],
};

interface Series {
  readonly name: string;
  readonly model: string;
  readonly meaning: Meaning;
  /** Place of its pattern: lower is believed first. */
  readonly rank: number;
  readonly points: readonly (readonly [time: number, value: number])[];
}

/**
 * Reads counters of vLLM from the answer of Prometheus to `query_range`: what they grew by is what was served. A counter that
 * falls was reset, and counts from 0 again. Averages such as `rate(…)` have no name and cannot be told apart; they are
 * left out.
 *
 * @param services service of the scenario by model name, where they differ
 */
export function readPrometheus(
  file: string,
  text: string,
  services: ReadonlyMap<string, string>,
): Intake<ServedLoad> | undefined {
  const data = jsonIn(text);
  const answer = isEntry(data) && isEntry(data.data) ? data.data : undefined;
  if (answer === undefined || !Array.isArray(answer.result)) return undefined;
  const results: readonly unknown[] = answer.result;
  const rejects = new Rejects();
  const series = results.flatMap((result) => seriesOf(result, file, rejects));
  const best = new Map<string, number>();
  for (const { model, meaning, rank } of series) {
    const key = `${model}\n${meaning}`;
    best.set(key, Math.min(best.get(key) ?? Infinity, rank));
  }
  const chosen = series.filter(({ model, meaning, rank }) => rank === best.get(`${model}\n${meaning}`));
  const tally = new Tally({ file });
  for (const { model, meaning, points } of chosen) {
    for (const [index, [time, value]] of points.entries()) {
      const before = points[index - 1];
      if (before === undefined) continue;
      const grown = value >= before[1] ? value - before[1] : value;
      tally.add(services.get(model) ?? model, undefined, time, time - before[0], { [meaning]: grown });
    }
  }
  const entries = tally.loads();
  const names = [...new Set(chosen.map(({ name, meaning }) => `${name} as ${meaning}`))].toSorted();
  return {
    entries,
    rows: results.length,
    rejected: rejects.count,
    diagnostics: [
      ...rejects.diagnostics(results.length),
      ...(names.length === 0
        ? []
        : [intakeTrouble('FW-INT-0005', 'note', { file }, `taken: ${names.join(', ')}`)]),
      ...(entries.length === 0
        ? [
            intakeTrouble(
              'FW-INT-0004',
              'error',
              { file },
              `no series of ${file} could be used`,
              'query the counters themselves, for example vllm:prompt_tokens_total, over a range',
            ),
          ]
        : []),
    ],
  };
}

function seriesOf(result: unknown, file: string, rejects: Rejects): readonly Series[] {
  const metric = isEntry(result) && isEntry(result.metric) ? result.metric : {};
  const name = typeof metric.__name__ === 'string' ? metric.__name__ : undefined;
  const values: readonly unknown[] = isEntry(result) && Array.isArray(result.values) ? result.values : [];
  if (name === undefined) {
    rejects.reject(
      { file },
      'the series has no name, as averages have none: query the counter itself, not its rate',
    );
    return [];
  }
  const found = meaningOf(name);
  if (found === undefined) {
    rejects.reject({ file }, `\`${name}\` is no counter of requests or tokens that is known here`);
    return [];
  }
  const points = values.flatMap((value): readonly (readonly [number, number])[] => {
    const pair: readonly unknown[] = Array.isArray(value) ? value : [];
    const [time, amount] = [Number(pair[0]), Number(pair[1])];
    return isMoment(time) && Number.isFinite(amount) ? [[time, amount]] : [];
  });
  if (points.length < 2) {
    rejects.reject({ file }, 'the series has fewer than two points: query a range, not one moment');
    return [];
  }
  const label = metric.model_name ?? metric.model ?? metric.job;
  return [{ name, model: typeof label === 'string' ? label : 'all', ...found, points }];
}

function meaningOf(name: string): { readonly meaning: Meaning; readonly rank: number } | undefined {
  for (const meaning of ['requests', 'input', 'output'] as const) {
    const rank = patterns[meaning].findIndex((pattern) => pattern.test(name));
    if (rank >= 0) return { meaning, rank };
  }
  return undefined;
}
