export { readLoad } from './read-load.ts';
export type { RequestsOptions } from './requests.ts';
