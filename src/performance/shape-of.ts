import type { Model } from '../catalog/index.ts';
import type { ModelShape, ShapeOf } from './model-shape.ts';
import { shapeFromClaims } from './shape-from-claims.ts';
import { shapeFromDimensions } from './shape-from-dimensions.ts';

/**
 * The shape of a catalog model.
 *
 * ```
 * all dimensions known ──► exact, or approximate where attention is hybrid or the claimed size disagrees
 * else size claimed    ──► spread evenly over the layers (approximate)
 * else                 ──► unknown, with the reason
 * ```
 */
export function shapeOf(model: Model): ShapeOf {
  const shape = shapeFromDimensions(model);
  if (shape === undefined) return shapeFromClaims(model);
  return { known: true, shape, approximations: approximations(model, shape) };
}

/** Claimed and computed size may differ by rounding and by small parts left out; more than this is a different model. */
const sizeTolerance = 0.05;

function approximations(model: Model, shape: ModelShape): readonly string[] {
  const claimed = model.parameters.value;
  const off = claimed === undefined ? 0 : Math.abs(shape.total / claimed - 1);
  return [
    ...(shape.windowLayers > 0 && model.slidingWindow === undefined
      ? [`${model.id}: layers with linear attention are costed as plain attention over a short window`]
      : []),
    ...(model.kvElementsPerToken.value === undefined && shape.windowLayers === 0
      ? [`${model.id}: attention is not plain; it is costed as if it were, which overstates the KV cache`]
      : []),
    ...(off > sizeTolerance
      ? [
          `${model.id}: dimensions give ${billions(shape.total)} parameters, the claim says ${billions(claimed ?? 0)}`,
        ]
      : []),
  ];
}

function billions(parameters: number): string {
  return `${(parameters / 1e9).toFixed(1)}bn`;
}
