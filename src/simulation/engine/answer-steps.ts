import { FastRandom } from '../load/fast-random.ts';
import type { EngineParameters } from './parameters.ts';
import type { Request } from './request.ts';
import { type Units, unitsOf } from './units.ts';

/**
 * How many decode steps answers take after their first token. Without drafts one per token. With drafts the expected number; or, where
 * the speculation has a seed, one drawn per request: every draft token is accepted by chance while those before it are.
 */
export class AnswerSteps {
  private readonly speculation: EngineParameters['speculation'];
  private readonly units: Units;

  constructor(parameters: EngineParameters) {
    this.speculation = parameters.speculation;
    this.units = unitsOf(parameters);
  }

  of({ output, number }: Request): number {
    const { speculation } = this;
    if (speculation === undefined) return output - 1;
    if (speculation.seed === undefined)
      return Math.ceil(((output - 1) * this.units.perToken) / this.units.gain);
    const random = new FastRandom(speculation.seed, 'acceptance', number);
    let steps = 0;
    for (let gained = 0; gained < output - 1; steps += 1) {
      gained += 1;
      for (let draft = 0; draft < speculation.tokens && random.next() < speculation.acceptance; draft += 1)
        gained += 1;
    }
    return steps;
  }
}
