export { evaluator } from './evaluate.ts';
export type { Evaluated } from './evaluate.ts';
