export { gangSize, readSolution, shortGangs } from './read-solution.ts';
export type { Order, Solution } from './read-solution.ts';
