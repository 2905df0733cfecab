/**
 * How long one iteration of an engine takes, in seconds.
 *
 * For a fixed batch the time of a pure decode step must be piecewise affine in the context the batch attends to, with few pieces: that
 * is what lets a stretch of steps be summed in closed form. Every operator formula in use (bytes ÷ bandwidth, FLOP ÷ rate) is.
 */
export interface StepModel {
  /**
   * Seconds of a step in which `decode` requests get a token each, attending to `context` tokens each on average, beside `prefill` prompt
   * tokens that attend to `prefillContext` tokens each on average. Positive whenever `decode + prefill` is.
   */
  seconds(decode: number, context: number, prefill: number, prefillContext: number): number;
}

/** Coefficients of a linear step, all in seconds. */
export interface LinearStep {
  /** Every step. */
  readonly step: number;
  /** Per decoding request. */
  readonly request: number;
  /** Per token of context that a decoding request attends to. */
  readonly context: number;
  /** Per prompt token. */
  readonly prefill: number;
  /** Per pair of a prompt token and a token it attends to. */
  readonly pair: number;
}

/** A step time that is linear in everything: for tests, for queues with known answers and for engines fitted to measurements. */
export function linearSteps({ step, request, context, prefill, pair }: LinearStep): StepModel {
  return {
    seconds: (decode, each, tokens, attended) =>
      step + decode * (request + each * context) + tokens * (prefill + attended * pair),
  };
}

/** Speculative decoding: a draft of `tokens` tokens per step, each accepted with chance `acceptance` while those before it are. */
export interface Speculation {
  readonly tokens: number;
  readonly acceptance: number;
  /** Time of drafting, as a part of the time of the step it is for. */
  readonly draftShare: number;
  /** From which each request draws how many steps its answer takes; undefined: as many as are expected. */
  readonly seed?: number | undefined;
}

/** Tokens a request gains per step in the mean, itself included: (1 − a^(k+1)) / (1 − a). */
export function acceptedPerStep({ tokens, acceptance }: Speculation): number {
  return acceptance >= 1 ? tokens + 1 : (1 - acceptance ** (tokens + 1)) / (1 - acceptance);
}

/** The step time when every decoding request also verifies a draft: its tokens pass through the layers as prompt tokens do. */
export function speculating(model: StepModel, speculation: Speculation): StepModel {
  const { tokens, draftShare } = speculation;
  return {
    seconds(decode, context, prefill, prefillContext) {
      const drafted = decode * tokens;
      const all = prefill + drafted;
      const attended = all === 0 ? 0 : (prefill * prefillContext + drafted * context) / all;
      return model.seconds(decode, context, all, attended) * (decode > 0 ? 1 + draftShare : 1);
    },
  };
}
