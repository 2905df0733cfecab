export { verdicts } from './types.ts';
export type * from './types.ts';
