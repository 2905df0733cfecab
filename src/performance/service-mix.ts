import type { ResolvedClass } from '../scenario/index.ts';

/** A service's requests in the mean, as the cost formulas need them; tokens per request unless said otherwise. */
export interface ServiceMix {
  /** Prompt tokens to compute, after the prefix cache. */
  readonly fresh: number;
  /** Tokens that a prompt token attends to, mean over the prompt tokens computed. */
  readonly prefillContext: number;
  readonly output: number;
  /** Context of a decode step, mean over decode steps. */
  readonly context: number;
}

/**
 * The mean request of the classes. Contexts are weighted by the tokens that see them: long requests stay longer and weigh more.
 * A prompt of n tokens of which c are cached computes n − c tokens that attend to c + (n − c)/2 on average; an answer of m tokens
 * attends to n + m/2. A request that only reads (no output) still takes one decode step.
 */
export function serviceMix(classes: readonly ResolvedClass[]): ServiceMix {
  let fresh = 0;
  let attended = 0;
  let output = 0;
  let seen = 0;
  for (const { share, inputTokens, outputTokens, cachedInput } of classes) {
    const cached = inputTokens * cachedInput;
    const computed = inputTokens - cached;
    const answer = Math.max(1, outputTokens);
    fresh += share * computed;
    attended += share * computed * (cached + computed / 2);
    output += share * answer;
    seen += share * answer * (inputTokens + answer / 2);
  }
  return {
    fresh,
    prefillContext: fresh === 0 ? 0 : attended / fresh,
    output: Math.max(output, Number.MIN_VALUE),
    context: output === 0 ? 0 : seen / output,
  };
}
