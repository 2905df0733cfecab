export { performanceMessages } from './messages.ts';
export { rateTable } from './rate-table.ts';
export { servingReplica } from './serving-replica.ts';
export type { ServingReplica } from './serving-replica.ts';
export type * from './types.ts';
