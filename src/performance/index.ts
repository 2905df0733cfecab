export { performanceMessages } from './messages.ts';
export { rateTable } from './rate-table.ts';
export type * from './types.ts';
