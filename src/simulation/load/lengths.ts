import type { FastRandom } from './fast-random.ts';

/** How long prompts or answers are, tokens. */
export type LengthModel =
  | { readonly kind: 'fixed'; readonly tokens: number }
  /** Lognormal, by its mean and its standard deviation over mean. */
  | { readonly kind: 'lognormal'; readonly mean: number; readonly spread: number; readonly most: number }
  | { readonly kind: 'uniform'; readonly from: number; readonly to: number }
  /** Measured lengths, each with its weight. */
  | { readonly kind: 'histogram'; readonly values: readonly number[]; readonly weights: readonly number[] };

/** A drawer of whole lengths, at least 1. */
export function lengthDrawer(model: LengthModel, random: FastRandom): () => number {
  switch (model.kind) {
    case 'fixed':
      return () => Math.max(1, Math.round(model.tokens));
    case 'uniform':
      return () => Math.max(1, Math.round(model.from + random.next() * (model.to - model.from)));
    case 'lognormal': {
      const variance = Math.log(1 + model.spread ** 2);
      const centre = Math.log(model.mean) - variance / 2;
      const width = Math.sqrt(variance);
      return () => Math.min(model.most, Math.max(1, Math.round(Math.exp(centre + width * random.normal()))));
    }
    default: {
      let sum = 0;
      const until = Float64Array.from(model.weights, (weight) => (sum += weight));
      return () => {
        const wanted = random.next() * sum;
        let low = 0;
        let high = until.length - 1;
        while (low < high) {
          const middle = (low + high) >> 1;
          if ((until[middle] ?? 0) > wanted) high = middle;
          else low = middle + 1;
        }
        return Math.max(1, Math.round(model.values[low] ?? 1));
      };
    }
  }
}
