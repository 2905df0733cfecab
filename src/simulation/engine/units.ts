import { acceptedPerStep } from '../steps/step-model.ts';
import type { EngineParameters } from './parameters.ts';

/** Units per token where requests gain a broken number of tokens per step: expected gains are rounded to this part of a token. */
const fineUnits = 16;

/** What an engine counts in. */
export interface Units {
  readonly perToken: number;
  /** Units a request gains per decode step. */
  readonly gain: number;
  readonly perBlock: number;
}

/** What a parameter set means in units: 1 per token, finer with speculative decoding. */
export function unitsOf({ speculation, blockTokens }: EngineParameters): Units {
  if (speculation === undefined) return { perToken: 1, gain: 1, perBlock: blockTokens };
  const gain = Math.max(fineUnits, Math.round(fineUnits * acceptedPerStep(speculation)));
  return { perToken: fineUnits, gain, perBlock: blockTokens * fineUnits };
}
