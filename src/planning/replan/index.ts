export { attribution, groupTitles } from './attribution.ts';
export type { Attribution, AttributionStep, InputGroup, LineParts, SolvedStep } from './attribution.ts';
export type { OrderNews } from './deliver.ts';
export type { PlacedOrder } from './placed.ts';
export { takeOver } from './take-over.ts';
export type { SeenFleet, TakenOver, TakeOverInput } from './take-over.ts';
export { verdictChanges } from './verdict-changes.ts';
export type { VerdictChange } from './verdict-changes.ts';
