import { Worker } from 'node:worker_threads';
import type { World } from '../futures/index.ts';
import type { StagedReport, StageWish } from './stage-scenario.ts';
import type { StageThreadInput, StageThreadNews } from './stage-thread.ts';

/**
 * `stageScenario` in a thread of its own, so that an interrupt takes effect at once. Aborting `wish.signal` ends the thread and gives what it
 * had so far: the best first orders yet, their stances without values; undefined where there were none yet.
 * Works from sources and from the compiled package, where the thread's file ends in `.js`.
 */
export async function stageInThread(
  world: World,
  { clock: _clock, onReport: _onReport, signal, onProgress, ...wish }: StageWish,
): Promise<StagedReport | undefined> {
  if (signal.aborted) return undefined;
  const file = import.meta.url.endsWith('.ts') ? './stage-thread.ts' : './stage-thread.js';
  const { scenario, rates, rulebook, rules, catalog } = world;
  const workerData: StageThreadInput = { world: { scenario, rates, rulebook, rules, catalog }, wish };
  const thread = new Worker(new URL(file, import.meta.url), { workerData });
  let soFar: StagedReport | undefined;
  let abort: (() => void) | undefined;
  try {
    return await new Promise((resolve, reject) => {
      abort = () => resolve(soFar);
      signal.addEventListener('abort', abort);
      thread.on('message', (news: StageThreadNews) => {
        if (news.kind === 'progress') onProgress(news.what);
        else if (news.kind === 'soFar') soFar = news.report;
        else resolve(news.report);
      });
      thread.on('error', reject);
      thread.on('exit', (code) => reject(new Error(`the staging thread ended with code ${code}`)));
    });
  } finally {
    if (abort !== undefined) signal.removeEventListener('abort', abort);
    await thread.terminate();
  }
}
