import { readWorld, type World } from '../../pipeline/index.ts';
import type { JobProgress } from './job.ts';
import { planJob } from './plan-job.ts';
import { replanJob } from './replan-job.ts';
import type { JobOutcome, JobTask } from './runner.ts';
import { shockJob } from './shock-job.ts';
import { simulateJob } from './simulate-job.ts';
import { backtestJob, stressJob } from './stress-job.ts';

// The process that runs jobs, one at a time. It ends when the server does, however that ends.

/** What the server tells the process. */
export type ToJobProcess = { readonly kind: 'run'; readonly task: JobTask } | { readonly kind: 'cancel' };

/** What the process tells the server. */
export type FromJobProcess =
  | { readonly kind: 'progress'; readonly progress: JobProgress }
  | { readonly kind: 'outcome'; readonly outcome: JobOutcome };

/** How a kind of job is run: JSON in, outcome out. */
export type JobWork = (
  input: string,
  world: World,
  hooks: { readonly signal: AbortSignal; readonly onProgress: (progress: JobProgress) => void },
) => Promise<JobOutcome>;

const works: Readonly<Record<JobTask['kind'], JobWork>> = {
  plan: planJob,
  replan: replanJob,
  simulate: simulateJob,
  stress: stressJob,
  backtest: backtestJob,
  shock: shockJob,
};

let world: World | undefined;
let underWay: AbortController | undefined;

process.on('disconnect', () => process.exit(0));
process.on('message', (message: ToJobProcess) => {
  if (message.kind === 'cancel') underWay?.abort();
  else void run(message.task);
});
// Ctrl-C in a terminal reaches every process of the group; the server decides what becomes of its jobs.
process.on('SIGINT', () => undefined);
world = readWorld();

async function run({ kind, input }: JobTask): Promise<void> {
  const mine = new AbortController();
  underWay = mine;
  world ??= readWorld();
  let told = 0;
  const outcome = await works[kind](input, world, {
    signal: mine.signal,
    onProgress: (progress) => {
      const now = performance.now();
      if (now - told < 250) return;
      told = now;
      tell({ kind: 'progress', progress });
    },
  });
  underWay = undefined;
  tell({ kind: 'outcome', outcome });
}

function tell(message: FromJobProcess): void {
  process.send?.(message);
}
