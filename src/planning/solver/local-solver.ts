import type { Highs } from 'highs';
import { findPlan } from './find-plan.ts';
import type { Incumbent, PlanRequest, SearchProgress, Solver } from './requests.ts';
import { solveSeries } from './series.ts';

let loading: Promise<Highs> | undefined;

/** The solver's WebAssembly, loaded once per thread, and only where something is solved. */
export function loadSolver(): Promise<Highs> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Highs> {
  // The package's declarations are written for CommonJS, where the loader is `default` of the module; as an ES module
  // it is the default export itself.
  const { default: loader }: { readonly default: unknown } = await import('highs');
  return (loader as () => Promise<Highs>)();
}

const seconds = (): number => performance.now() / 1000;

/** Seconds since now. */
function stopwatch(): () => number {
  const began = seconds();
  return () => seconds() - began;
}

/** Solves in this thread, which blocks meanwhile: for the worker itself, for tests, and where there are no threads. */
export async function localSolver(
  interrupted: () => boolean = () => false,
  onIncumbent: (incumbent: Incumbent) => void = () => undefined,
): Promise<Solver> {
  const highs = await loadSolver();
  return {
    version: `HiGHS ${highs.version.string}`,
    clock: seconds,
    findPlan: (request: PlanRequest, onProgress: (progress: SearchProgress) => void) =>
      Promise.resolve(findPlan(highs, request, { clock: stopwatch(), interrupted, onProgress, onIncumbent })),
    series: (request) => Promise.resolve(solveSeries(highs, request, { clock: stopwatch(), interrupted })),
    close: () => Promise.resolve(),
  };
}
