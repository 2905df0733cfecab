import type { ResolvedService } from '../../scenario/index.ts';

/**
 * Requests that a replica holds at its rate, by Little's law: each stays as long as its service level allows.
 *
 * @param rate requests per second of the replica
 * @param gain tokens per step, above 1 with drafts
 */
export function requestsHeld({ classes, ttft, tpot }: ResolvedService, rate: number, gain = 1): number {
  const answer = classes.reduce((sum, { share, outputTokens }) => sum + share * outputTokens, 0);
  return rate * (ttft + (answer * tpot) / gain);
}
