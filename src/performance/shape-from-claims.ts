import type { Model } from '../catalog/index.ts';
import { type ShapeOf, withTotals } from './model-shape.ts';

/** Where a catalog entry does not say: experts per token over experts, as in DeepSeek-V3 (8 of 256). Assumed. */
const assumedRouting = 8 / 256;
/** Where a catalog entry does not say: keys and values of 8 heads of width 128, the most common grouped attention. Assumed. */
const assumedKvHeads = 8;
const assumedHeadDim = 128;
/** Guessed heads are made a multiple of this, so that they can be split over ranks as real ones can. */
const headMultiple = 16;

/**
 * The shape of a model of which only the size is published: parameters in all and active, and the number of layers.
 * The always-active part D and the routed part R follow from total = D + R and active = D + R × k/E, and are spread
 * evenly over the layers. A missing hidden size is that of a dense transformer of D parameters: √(D / 12 layers).
 */
export function shapeFromClaims(model: Model): ShapeOf {
  const total = model.parameters.value;
  if (total === undefined)
    return { known: false, why: 'neither its dimensions nor its number of parameters are known' };
  const active = model.activeParameters.value ?? (model.experts === undefined ? total : undefined);
  if (active === undefined)
    return { known: false, why: 'it is a mixture of experts whose active parameters are unknown' };

  const { layers } = model;
  const isMixture = active < total;
  const routing = model.experts && model.topK ? model.topK / model.experts : assumedRouting;
  const experts = isMixture ? (model.experts ?? Math.round(1 / assumedRouting)) : 0;
  const topK = isMixture ? (model.topK ?? Math.max(1, Math.round(experts * routing))) : 0;
  const routed = isMixture ? (total - active) / (1 - topK / experts) : 0;
  const always = total - routed;
  const hidden = model.hidden ?? Math.round(Math.sqrt(always / (12 * layers)));
  const headDim = model.headDim ?? assumedHeadDim;
  const fullLayers = Math.ceil(layers / (model.fullAttentionEvery ?? 1));
  const kvElements = model.kvElementsPerToken.value;
  const shape = withTotals({
    hidden,
    denseLayers: isMixture ? 0 : layers,
    moeLayers: isMixture ? layers : 0,
    experts,
    topK,
    attention: {
      kind: 'grouped',
      heads: model.heads ?? Math.max(1, Math.round(hidden / headDim / headMultiple)) * headMultiple,
      kvHeads:
        kvElements === undefined
          ? (model.kvHeads ?? assumedKvHeads)
          : kvElements / (fullLayers * 2 * headDim),
      headDim,
    },
    fullLayers,
    windowLayers: layers - fullLayers,
    window: model.slidingWindow ?? 0,
    weights: {
      attention: always / layers,
      denseFfn: 0,
      shared: 0,
      expert: isMixture ? routed / (experts * layers) : 0,
      router: 0,
      embedding: 0,
      head: 0,
    },
  });
  return {
    known: true,
    shape,
    approximations: [
      `${model.id}: its dimensions are not all known; its parameters are spread evenly over ${layers} layers`,
    ],
  };
}
