export { costKinds } from './resolved.ts';
export type * from './resolved.ts';
