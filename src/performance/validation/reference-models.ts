import { type ModelShape, withTotals } from '../model-shape.ts';

/** Dimensions of a dense or mixture model with grouped attention, as its published configuration has them. */
interface Plain {
  readonly layers: number;
  readonly hidden: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  readonly ffn: number;
  readonly vocab: number;
  /** Matrices of a feed-forward layer: gate, up and down, or only up and down. */
  readonly ffnMatrices?: 2 | 3;
  readonly tied?: boolean;
  readonly window?: number;
  readonly experts?: number;
  readonly topK?: number;
}

/**
 * Models that appear in benchmarks and not in the catalog, which holds what a fleet is planned for today. Published
 * configurations, recalled. GPT and MPT models: the training studies give layers, hidden size and heads.
 */
const models: Readonly<Record<string, Plain>> = {
  'Llama-2-7B': { layers: 32, hidden: 4096, heads: 32, kvHeads: 32, headDim: 128, ffn: 11008, vocab: 32000 },
  'Mistral-7B': { layers: 32, hidden: 4096, heads: 32, kvHeads: 8, headDim: 128, ffn: 14336, vocab: 32000 },
  'GPT-J-6B': {
    layers: 28,
    hidden: 4096,
    heads: 16,
    kvHeads: 16,
    headDim: 256,
    ffn: 16384,
    vocab: 50400,
    ffnMatrices: 2,
  },
  'Yi-34B': { layers: 60, hidden: 7168, heads: 56, kvHeads: 8, headDim: 128, ffn: 20480, vocab: 64000 },
  'Qwen-7B': { layers: 32, hidden: 4096, heads: 32, kvHeads: 32, headDim: 128, ffn: 11008, vocab: 151936 },
  'MiMo-7B': { layers: 36, hidden: 4096, heads: 32, kvHeads: 8, headDim: 128, ffn: 11008, vocab: 151680 },
  'gemma-2-27b': {
    layers: 46,
    hidden: 4608,
    heads: 32,
    kvHeads: 16,
    headDim: 128,
    ffn: 36864,
    vocab: 256128,
    tied: true,
    window: 4096,
  },
  'GPT3-175B': {
    layers: 96,
    hidden: 12288,
    heads: 96,
    kvHeads: 96,
    headDim: 128,
    ffn: 49152,
    vocab: 51200,
    ffnMatrices: 2,
  },
  'GPT-530B': {
    layers: 105,
    hidden: 20480,
    heads: 128,
    kvHeads: 128,
    headDim: 160,
    ffn: 81920,
    vocab: 51200,
    ffnMatrices: 2,
  },
  'MPT-1b': {
    layers: 24,
    hidden: 2048,
    heads: 16,
    kvHeads: 16,
    headDim: 128,
    ffn: 8192,
    vocab: 50368,
    ffnMatrices: 2,
    tied: true,
  },
  'MPT-3b': {
    layers: 32,
    hidden: 2560,
    heads: 20,
    kvHeads: 20,
    headDim: 128,
    ffn: 10240,
    vocab: 50368,
    ffnMatrices: 2,
    tied: true,
  },
  'MPT-7b': {
    layers: 32,
    hidden: 4096,
    heads: 32,
    kvHeads: 32,
    headDim: 128,
    ffn: 16384,
    vocab: 50368,
    ffnMatrices: 2,
    tied: true,
  },
  'MPT-13b': {
    layers: 40,
    hidden: 5120,
    heads: 40,
    kvHeads: 40,
    headDim: 128,
    ffn: 20480,
    vocab: 50368,
    ffnMatrices: 2,
    tied: true,
  },
  'MPT-30b': {
    layers: 48,
    hidden: 7168,
    heads: 56,
    kvHeads: 56,
    headDim: 128,
    ffn: 28672,
    vocab: 50368,
    ffnMatrices: 2,
    tied: true,
  },
  'MPT-70b': {
    layers: 80,
    hidden: 8192,
    heads: 64,
    kvHeads: 64,
    headDim: 128,
    ffn: 32768,
    vocab: 50368,
    ffnMatrices: 2,
    tied: true,
  },
};

/** The shape of a benchmark's model that the catalog does not have. */
export function referenceShape(name: string): ModelShape | undefined {
  const model = models[name];
  if (model === undefined) return undefined;
  const { layers, hidden, heads, kvHeads, headDim, vocab, experts = 0, topK = 0, window } = model;
  const ffn = (model.ffnMatrices ?? 3) * hidden * model.ffn;
  const mixture = experts > 0;
  const full = window === undefined ? layers : Math.ceil(layers / 2);
  return withTotals({
    hidden,
    denseLayers: mixture ? 0 : layers,
    moeLayers: mixture ? layers : 0,
    experts,
    topK,
    attention: { kind: 'grouped', heads, kvHeads, headDim },
    fullLayers: full,
    windowLayers: layers - full,
    window: window ?? 0,
    weights: {
      attention: hidden * headDim * (2 * heads + 2 * kvHeads),
      denseFfn: mixture ? 0 : ffn,
      shared: 0,
      expert: mixture ? ffn : 0,
      router: hidden * experts,
      embedding: model.tied === true ? 0 : vocab * hidden,
      head: vocab * hidden,
    },
  });
}

/** Layers of a model of so many parameters: 32 at 7 bn, 80 at 70 bn, 96 at 175 bn, in between by a power. Where not known. */
function usualLayers(total: number): number {
  return Math.round(32 * (total / 7e9) ** 0.37);
}

/**
 * A shape with a given number of parameters, in all and active, for models of which no more is known. Dense: four times as wide in the
 * feed-forward layer, keys and values of 8 heads. Mixtures: 128 experts of which 8 are chosen, half of what is active always on.
 */
export function shapeOfSize(total: number, active: number, layers = usualLayers(active)): ModelShape {
  const mixture = active < total;
  const always = mixture ? active / 2 : total;
  const hidden = Math.max(1024, Math.round(Math.sqrt(always / (mixture ? 6 : 12) / layers) / 128) * 128);
  const [headDim, kvHeads, experts, topK] = [128, 8, 128, 8];
  const heads = hidden / headDim;
  const attention = hidden * headDim * (2 * heads + 2 * kvHeads);
  const rest = Math.max(0, always / layers - attention);
  return withTotals({
    hidden,
    denseLayers: mixture ? 0 : layers,
    moeLayers: mixture ? layers : 0,
    experts: mixture ? experts : 0,
    topK: mixture ? topK : 0,
    attention: { kind: 'grouped', heads, kvHeads, headDim },
    fullLayers: layers,
    windowLayers: 0,
    window: 0,
    weights: {
      attention,
      denseFfn: mixture ? 0 : rest,
      shared: mixture ? rest : 0,
      expert: mixture ? (total - always) / (layers * experts) : 0,
      router: mixture ? hidden * experts : 0,
      embedding: 0,
      head: 0,
    },
  });
}
