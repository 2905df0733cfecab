import type { Choice } from '../../pipeline/index.ts';
import { backtest, findEngine, runDraws } from '../../stress/index.ts';
import type { JobWork } from './job-process.ts';

const silent = { incumbent: null, bound: null, gap: null } as const;

/** Input of a stress job: which futures of which scenario. */
export interface StressInputs {
  readonly scenario: { readonly name: string; readonly text: string };
  readonly asOf?: string;
  readonly variant?: string;
  readonly measurements?: Choice['anchors'];
  readonly draws: number;
  /** Other first orders to try, and base points of Sobol indices. */
  readonly alternatives: number;
  readonly indices: number;
  readonly seed: number;
}

/** Draws futures as the command does; the result is its report as JSON. */
export const stressJob: JobWork = async (input, _world, { signal, onProgress }) => {
  const { scenario, asOf, variant, measurements, draws, alternatives, indices, seed } = JSON.parse(
    input,
  ) as StressInputs;
  const engine = findEngine({ engine: 'local', threads: undefined, slurm: [], onTrouble: () => undefined });
  if ('code' in engine) return { kind: 'refused', diagnostics: [engine] };
  const started = performance.now();
  const report = await runDraws(
    {
      scenario: { path: `${scenario.name}.yaml`, text: scenario.text },
      asOf,
      variant,
      anchors: measurements,
      draws,
      seed,
      sampler: 'sobol',
      commitments: undefined,
      alternatives,
      indices,
      engine,
      folder: undefined,
    },
    {
      signal,
      onProgress: ({ done, total }) =>
        onProgress({
          ...silent,
          text: `${done} of ${total} parts drawn`,
          part: total > 0 ? done / total : null,
          seconds: (performance.now() - started) / 1000,
        }),
    },
  );
  if (report === undefined) return { kind: 'nothing' };
  if ('problems' in report) return { kind: 'refused', diagnostics: report.problems };
  return {
    kind: 'done',
    result: JSON.stringify(report),
    summary: { draws: report.draws, asOf: report.asOf, variant: report.variant },
  };
};

/** Input of a backtest job. */
export interface BacktestInputs {
  readonly scenario: { readonly name: string; readonly text: string };
  readonly variant?: string;
  readonly measurements?: Choice['anchors'];
  readonly from: string;
  readonly to: string;
  readonly seed: number;
}

/** Replays what happened as the command does; the result is its report as JSON. */
export const backtestJob: JobWork = async (input, world, { signal, onProgress }) => {
  const { scenario, variant, measurements, from, to, seed } = JSON.parse(input) as BacktestInputs;
  const started = performance.now();
  const found = await backtest(
    { path: `${scenario.name}.yaml`, text: scenario.text },
    world,
    { from, to, variant, anchors: measurements, seed },
    {
      signal,
      onProgress: (text, part) =>
        onProgress({ ...silent, text, part, seconds: (performance.now() - started) / 1000 }),
    },
  );
  if (found === undefined) return { kind: 'nothing' };
  if ('problems' in found) return { kind: 'refused', diagnostics: found.problems };
  const { all, ...rest } = found;
  return { kind: 'done', result: JSON.stringify({ ...rest, ...all }), summary: { from, to } };
};
