export { evaluator } from './evaluate.ts';
export type { Cells, Evaluated } from './evaluate.ts';
export { parseFormula } from './parse.ts';
