export { controlSlurm, slurmEngine } from './slurm-engine.ts';
