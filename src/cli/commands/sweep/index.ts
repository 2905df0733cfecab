export { sweepMerge, sweepQuery, sweepRunChunk, sweepStatus } from './chunks.ts';
export { sweepKubernetes } from './kubernetes.ts';
export { sweepMake } from './make.ts';
export { sweepCancel, sweepPause, sweepResume, sweepRun } from './run.ts';
export { worker } from './worker.ts';
