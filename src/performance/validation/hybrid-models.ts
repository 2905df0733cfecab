import { type ModelShape, withTotals } from '../model-shape.ts';

/** A model whose layers are of three kinds, one after the other: scans over a state, attention, and mixtures of experts without gates. */
interface Hybrid {
  readonly hidden: number;
  readonly vocab: number;
  readonly scans: number;
  readonly attentions: number;
  readonly mixtures: number;
  readonly heads: number;
  readonly kvHeads: number;
  /** Heads of the scan, their width, and the width of the state and number of groups that share its keys. */
  readonly scanHeads: number;
  readonly scanDim: number;
  readonly state: number;
  readonly groups: number;
  readonly experts: number;
  readonly topK: number;
  readonly inner: number;
  readonly sharedInner: number;
  /** Width of the vectors that routed experts see, where they are made narrower first. */
  readonly latent?: number;
}

const headDim = 128;

/** As NVIDIA's `config.json` of each model has it (nvidia/NVIDIA-Nemotron-3-…-BF16), counted from `hybrid_override_pattern`. */
const models: Readonly<Record<string, Hybrid>> = {
  'Nemotron-3-Nano': {
    hidden: 2688,
    vocab: 131_072,
    scans: 23,
    attentions: 6,
    mixtures: 23,
    heads: 32,
    kvHeads: 2,
    scanHeads: 64,
    scanDim: 64,
    state: 128,
    groups: 8,
    experts: 128,
    topK: 6,
    inner: 1856,
    sharedInner: 3712,
  },
  'Nemotron-3-Super': {
    hidden: 4096,
    vocab: 131_072,
    scans: 40,
    attentions: 8,
    mixtures: 40,
    heads: 32,
    kvHeads: 2,
    scanHeads: 128,
    scanDim: 64,
    state: 128,
    groups: 8,
    experts: 512,
    topK: 22,
    inner: 2688,
    sharedInner: 5376,
    latent: 1024,
  },
  'Nemotron-3-Ultra': {
    hidden: 8192,
    vocab: 131_072,
    scans: 48,
    attentions: 12,
    mixtures: 48,
    heads: 64,
    kvHeads: 2,
    scanHeads: 256,
    scanDim: 64,
    state: 128,
    groups: 8,
    experts: 512,
    topK: 22,
    inner: 5120,
    sharedInner: 10_240,
    latent: 2048,
  },
};

/** The shape of a hybrid benchmark model that the catalog does not have. A scan or attention and the mixture after it count as one layer. */
export function hybridShape(name: string): ModelShape | undefined {
  const model = models[name];
  if (model === undefined) return undefined;
  const { hidden, vocab, scans, attentions, mixtures, heads, kvHeads, experts, topK, inner } = model;
  const width = model.latent ?? hidden;
  const scanned = model.scanHeads * model.scanDim;
  const narrowing = model.latent === undefined ? 0 : 2 * hidden * model.latent;
  return withTotals({
    hidden,
    denseLayers: scans + attentions - mixtures,
    moeLayers: mixtures,
    experts,
    topK,
    attention: { kind: 'grouped', heads, kvHeads, headDim },
    fullLayers: attentions,
    windowLayers: 0,
    window: 0,
    linearLayers: scans,
    linear: { keyHeads: model.groups, valueHeads: model.scanHeads, headDim: model.scanDim },
    expertWidth: width,
    expertInner: inner,
    weights: {
      attention: hidden * headDim * (2 * heads + 2 * kvHeads),
      // Values, gate, keys and queries of each group, a step per head; and out again.
      linearAttention:
        hidden * (2 * scanned + 2 * model.groups * model.state + model.scanHeads) + scanned * hidden,
      denseFfn: 0,
      shared: 2 * hidden * model.sharedInner + narrowing,
      expert: 2 * width * inner,
      router: hidden * experts,
      embedding: vocab * hidden,
      head: vocab * hidden,
    },
  });
}
