export { gangSize, readSolution, shortGangs } from './read-solution.ts';
export type { Order, Placed, Solution } from './read-solution.ts';
