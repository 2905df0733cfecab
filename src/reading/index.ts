export { checkShape, valueAt } from './check-shape.ts';
export type { Shaped } from './check-shape.ts';
export { claimSchema, toClaim } from './claims.ts';
export type { ClaimKind, KindValue, RawClaim, ReadClaim } from './claims.ts';
export { readingMessages } from './messages.ts';
export { readYaml } from './yaml-document.ts';
export type { Path, YamlDocument } from './yaml-document.ts';
