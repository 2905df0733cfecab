import { Worker } from 'node:worker_threads';
import type { LinearResult } from './live-model.ts';
import type { Incumbent, PlanFound, PlanRequest, SearchProgress, SeriesRequest, Solver } from './requests.ts';
import type { WorkerInput, WorkerRequest } from './solver-worker.ts';

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: ((progress: SearchProgress) => void) | undefined;
  /** Waits for relaxations, not for a plan. */
  readonly series: boolean;
}

type Answer =
  | { readonly id: number; readonly progress: SearchProgress }
  | { readonly id: number; readonly incumbent: Incumbent }
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: string };

/** Milliseconds the solver is given to reach a checkpoint after it was told to stop; its checkpoints can be far apart. */
const grace = 1000;

/**
 * A solver in a worker thread. Aborting `signal` stops the solve under way at its next checkpoint, or ends the thread
 * when none comes soon; either way it answers with the best plan so far. Works from sources and from the compiled package, where the thread's file ends in `.js`.
 */
export async function workerSolver(signal?: AbortSignal): Promise<Solver> {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const file = import.meta.url.endsWith('.ts') ? './solver-worker.ts' : './solver-worker.js';
  const workerData: WorkerInput = { stop };
  const worker = new Worker(new URL(file, import.meta.url), { workerData });
  const waiting = new Map<number, Waiting>();
  let last = 0;

  let best: Incumbent | undefined;
  let patience: NodeJS.Timeout | undefined;
  let ended = false;
  const bestSoFar = (): PlanFound => ({
    end: 'interrupted',
    columns: undefined,
    value: Infinity,
    bound: -Infinity,
    ...best,
  });
  const giveUp = (): void => {
    ended = true;
    for (const each of waiting.values()) each.resolve(each.series ? [] : bestSoFar());
    waiting.clear();
    void worker.terminate();
  };
  const abort = (): void => {
    Atomics.store(stop, 0, 1);
    patience ??= setTimeout(giveUp, grace);
  };
  if (signal?.aborted === true) abort();
  signal?.addEventListener('abort', abort);

  const fail = (error: Error): void => {
    for (const each of waiting.values()) each.reject(error);
    waiting.clear();
  };
  worker.on('error', (error: unknown) => fail(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', (code) => fail(new Error(`the solver thread ended with code ${code}`)));
  worker.on('message', (answer: Answer) => {
    if ('incumbent' in answer) {
      best = answer.incumbent;
      return;
    }
    const each = waiting.get(answer.id);
    if (each === undefined) return;
    if ('progress' in answer) {
      each.onProgress?.(answer.progress);
      return;
    }
    waiting.delete(answer.id);
    if ('error' in answer) each.reject(new Error(answer.error));
    else each.resolve(answer.result);
  });
  const answerTo = (
    id: number,
    series: boolean,
    onProgress?: (progress: SearchProgress) => void,
  ): Promise<unknown> =>
    new Promise((resolve, reject) => waiting.set(id, { resolve, reject, onProgress, series }));
  const ask = (
    request: PlanRequest | SeriesRequest,
    onProgress?: (progress: SearchProgress) => void,
  ): Promise<unknown> => {
    last += 1;
    best = undefined;
    if (ended) return Promise.resolve(request.kind === 'series' ? [] : bestSoFar());
    const message: WorkerRequest = { id: last, request };
    const answer = answerTo(last, request.kind === 'series', onProgress);
    worker.postMessage(message);
    return answer;
  };

  const version = (await answerTo(0, false)) as string;
  return {
    version,
    clock: () => performance.now() / 1000,
    findPlan: async (request, onProgress) => (await ask(request, onProgress)) as PlanFound,
    series: async (request) => (await ask(request)) as readonly LinearResult[],
    close: async () => {
      signal?.removeEventListener('abort', abort);
      clearTimeout(patience);
      worker.removeAllListeners('exit');
      await worker.terminate();
    },
  };
}
