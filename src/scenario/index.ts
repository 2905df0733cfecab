export { costKinds } from './resolved.ts';
export type * from './resolved.ts';
export { scenarioJsonSchema } from './json-schema.ts';
export { scenarioMessages } from './messages.ts';
export { readScenario } from './read.ts';
export type { ReadScenario } from './read.ts';
export { resolveScenario } from './resolve.ts';
export type { Resolution, ResolveOptions, ScenarioDocument } from './resolve.ts';
export { starterScenario } from './starter.ts';
