export { assumedClaim } from './claim.ts';
export type { Claim, ClaimStatus, Grade, Source } from './claim.ts';
export { canonicalJson, sha256Hex } from './hash.ts';
