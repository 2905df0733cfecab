export { bestMix } from './mix.ts';
export type { MixAnswer, MixMachine, MixQuestion } from './mix.ts';
