export { catalogShocks, readShocks, unknownRules } from './catalog-shocks.ts';
export type { ReadShocks } from './catalog-shocks.ts';
