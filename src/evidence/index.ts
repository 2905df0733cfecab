export type { Claim, ClaimStatus, Grade, Source } from './claim.ts';
