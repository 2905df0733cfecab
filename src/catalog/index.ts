export type * from './entities.ts';
