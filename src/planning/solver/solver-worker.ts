import { parentPort, workerData } from 'node:worker_threads';
import { localSolver } from './local-solver.ts';
import type { PlanRequest, SeriesRequest } from './requests.ts';

/** What the thread is started with: a flag that turns 1 when the search is to stop. */
export interface WorkerInput {
  readonly stop: Int32Array;
}

/** A request with a number that its answer carries back. */
export interface WorkerRequest {
  readonly id: number;
  readonly request: PlanRequest | SeriesRequest;
}

/** The solver is synchronous, so it lives in a thread of its own; this is all of that thread. */
async function serve(): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('solver-worker runs only as a worker thread');
  const { stop } = workerData as WorkerInput;
  const solver = await localSolver(
    () => Atomics.load(stop, 0) === 1,
    (incumbent) => port.postMessage({ id: 0, incumbent }),
  );
  port.on('message', ({ id, request }: WorkerRequest) => {
    const work =
      request.kind === 'plan'
        ? solver.findPlan(request, (progress) => port.postMessage({ id, progress }))
        : solver.series(request);
    work.then(
      (result) => port.postMessage({ id, result }),
      (error: unknown) =>
        port.postMessage({
          id,
          error: error instanceof Error ? (error.stack ?? error.message) : String(error),
        }),
    );
  });
  port.postMessage({ id: 0, result: solver.version });
}

await serve();
