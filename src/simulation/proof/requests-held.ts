import type { Role } from '../engine/engine.ts';
import type { ResolvedService } from '../../scenario/index.ts';

/**
 * Requests that a replica holds at its rate, by Little's law: each stays as long as its service level allows.
 *
 * @param rate requests per second of the replica
 * @param role what it does of a request
 * @param gain tokens per step, above 1 with drafts
 */
export function requestsHeld(
  { classes, ttft, tpot }: ResolvedService,
  rate: number,
  role: Role,
  gain = 1,
): number {
  const answer = classes.reduce((sum, { share, outputTokens }) => sum + share * outputTokens, 0);
  const prompts = role === 'decode' ? 0 : ttft;
  const answers = role === 'prefill' ? 0 : (answer * tpot) / gain;
  return rate * (prompts + answers);
}
