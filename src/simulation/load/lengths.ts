import { normalQuantile } from '../../quantity/index.ts';
import type { FastRandom } from './fast-random.ts';

/** How long prompts or answers are, tokens. */
export type LengthModel =
  | { readonly kind: 'fixed'; readonly tokens: number }
  /** Lognormal, by its mean and its standard deviation over mean. */
  | { readonly kind: 'lognormal'; readonly mean: number; readonly spread: number; readonly most: number }
  | { readonly kind: 'uniform'; readonly from: number; readonly to: number }
  /** Measured lengths, each with its weight. */
  | { readonly kind: 'histogram'; readonly values: readonly number[]; readonly weights: readonly number[] };

/** Cells of the table of quantiles: so many bits of a draw choose one, the others the place in it. */
const cellBits = 12;
const cells = 2 ** cellBits;
const placeBits = 32 - cellBits;

/**
 * Draws whole lengths, at least 1, by inversion: one random number each. Quantiles come from a table, linear within a cell; in the
 * outermost cells, and for measured lengths, from the distribution itself.
 */
export class LengthDrawer {
  private readonly random: FastRandom;
  private readonly quantile: (p: number) => number;
  private readonly table: Float64Array | undefined;

  constructor(model: LengthModel, random: FastRandom) {
    this.random = random;
    this.quantile = quantileOf(model);
    this.table =
      model.kind === 'histogram'
        ? undefined
        : Float64Array.from({ length: cells + 1 }, (_, cell) => this.quantile(cell / cells));
  }

  draw(): number {
    const bits = this.random.bits();
    const { table } = this;
    const cell = bits >>> placeBits;
    if (table === undefined || cell === 0 || cell === cells - 1)
      return Math.max(1, Math.round(this.quantile(((bits >>> 0) + 0.5) / 2 ** 32)));
    const from = table[cell] ?? 1;
    const place = (bits & (2 ** placeBits - 1)) / 2 ** placeBits;
    const length = (from + ((table[cell + 1] ?? from) - from) * place + 0.5) | 0;
    return length < 1 ? 1 : length;
  }
}

/** The length below which a part `p` lies. */
function quantileOf(model: LengthModel): (p: number) => number {
  switch (model.kind) {
    case 'fixed':
      return () => model.tokens;
    case 'uniform':
      return (p) => model.from + p * (model.to - model.from);
    case 'lognormal': {
      const variance = Math.log(1 + model.spread ** 2);
      const centre = Math.log(model.mean) - variance / 2;
      const width = Math.sqrt(variance);
      return (p) => Math.min(model.most, Math.exp(centre + width * normalQuantile(p)));
    }
    default: {
      let sum = 0;
      const until = Float64Array.from(model.weights, (weight) => (sum += weight));
      return (p) => {
        const wanted = p * sum;
        let low = 0;
        let high = until.length - 1;
        while (low < high) {
          const middle = (low + high) >> 1;
          if ((until[middle] ?? 0) > wanted) high = middle;
          else low = middle + 1;
        }
        return model.values[low] ?? 1;
      };
    }
  }
}
