export { liveWorkers, postgresEngine, withholdChunks } from './postgres-engine.ts';
export { runWorker } from './worker.ts';
export type { WorkerNews } from './worker.ts';
