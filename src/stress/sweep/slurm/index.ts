export { controlSlurm, slurmEngine } from './slurm-engine.ts';
export type { SlurmOptions } from './slurm-engine.ts';
