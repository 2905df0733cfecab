export { admitterOf } from './admit.ts';
export type { Admitter, PolicySpec } from './admit.ts';
export { checkAnswers, checkPolicy, compiled } from './check-policy.ts';
export type { WrittenPolicy } from './check-policy.ts';
export { parameterMap, policyParameters } from './parameters.ts';
export { admissionPolicy } from './policy.ts';
export { parameterShapes, policyShapes } from './shapes.ts';
export type { Parameters, PolicyObject } from './shapes.ts';
