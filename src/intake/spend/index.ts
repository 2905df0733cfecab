export { readSpend } from './focus.ts';
export type { SpendOptions } from './focus.ts';
