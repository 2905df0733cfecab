export { catalogShocks, readShocks, unknownRules } from './catalog-shocks.ts';
export { everyShock } from './every-shock.ts';
export { holdAgainst } from './hold.ts';
export type { Break, Fare, ShockAnswer, ShockChange } from './hold.ts';
export type { Stranded } from './stranded.ts';
