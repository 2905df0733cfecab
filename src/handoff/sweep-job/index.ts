export { checkSweepJob } from './check-sweep-job.ts';
export { sweepJobManifest } from './indexed-job.ts';
export type { SweepJob } from './indexed-job.ts';
