import { parentPort, workerData } from 'node:worker_threads';
import type { World } from '../futures/index.ts';
import { stageScenario, type StagedReport, type StageWish } from './stage-scenario.ts';

/** What the thread is started with: plain data. */
export interface StageThreadInput {
  readonly world: World;
  readonly wish: Omit<StageWish, 'clock' | 'signal' | 'onProgress' | 'onReport'>;
}

/** What it says: what it is doing, what it would answer if it were stopped now, its answer. */
export type StageThreadNews =
  | { readonly kind: 'progress'; readonly what: string }
  | { readonly kind: 'soFar' | 'done'; readonly report: StagedReport };

function tell(news: StageThreadNews): void {
  parentPort?.postMessage(news);
}

/** Staging solves long relaxations, which block; this is all of the thread they run in. */
async function serve({ world, wish }: StageThreadInput): Promise<void> {
  const report = await stageScenario(world, {
    ...wish,
    clock: () => performance.now() / 1000,
    // Whoever started the thread ends it.
    signal: new AbortController().signal,
    onProgress: (what) => tell({ kind: 'progress', what }),
    onReport: (soFar) => tell({ kind: 'soFar', report: soFar }),
  });
  tell({ kind: 'done', report });
}

await serve(workerData as StageThreadInput);
