import type { Catalog } from '../../catalog/index.ts';
import { withTotals } from '../model-shape.ts';
import { trainingStep } from '../training-step.ts';
import { chipOf } from './chip-names.ts';

/** A run of Megatron on A100 with 80 GB, tensor parallelism of 8, sequences of 2,048 and a copy of the model. */
interface MegatronRun {
  readonly name: string;
  readonly layers: number;
  readonly hidden: number;
  readonly heads: number;
  readonly pipeline: number;
  readonly virtual: number;
  readonly batch: number;
  readonly microBatch: number;
  /** Seconds of an iteration with everything computed again, and with attention alone and sequence parallelism. */
  readonly full: number;
  readonly selective: number;
}

/**
 * Korthikanti et al., Reducing Activation Recomputation in Large Transformer Models (arXiv 2205.05198), table 5, and the splits of its
 * table 3: what Calculon validates itself on (`calculon/llm/validation.py` and `validation/seqsel/tab5`, Apache-2.0).
 */
const runs: readonly MegatronRun[] = [
  {
    name: '22B',
    layers: 48,
    hidden: 6144,
    heads: 64,
    pipeline: 1,
    virtual: 1,
    batch: 4,
    microBatch: 4,
    full: 1.42,
    selective: 1.1,
  },
  {
    name: '175B',
    layers: 96,
    hidden: 12_288,
    heads: 96,
    pipeline: 8,
    virtual: 3,
    batch: 64,
    microBatch: 1,
    full: 18.13,
    selective: 13.75,
  },
  {
    name: '530B',
    layers: 105,
    hidden: 20_480,
    heads: 128,
    pipeline: 35,
    virtual: 3,
    batch: 280,
    microBatch: 1,
    full: 49.05,
    selective: 37.83,
  },
  {
    name: '1T',
    layers: 128,
    hidden: 25_600,
    heads: 160,
    pipeline: 64,
    virtual: 1,
    batch: 512,
    microBatch: 1,
    full: 94.42,
    selective: 71.49,
  },
];
const tensor = 8;
const sequence = 2048;
const vocab = 51_200;
/** Attention alone computed again costs 1.6 to 2.7 % of a step (the paper): in the middle 0.065 of a forward pass. */
const attentionAgain = 0.065;

/** One of the eight published iterations beside ours. */
export interface MegatronPoint {
  readonly name: string;
  readonly measured: number;
  readonly predicted: number;
}

/** The eight iterations that Calculon publishes its error on, predicted by our training step at the split they ran with. */
export function megatronPoints(catalog: Pick<Catalog, 'accelerators' | 'systems'>): readonly MegatronPoint[] {
  const chip = chipOf({ accel_norm: 'A100-80GB' }, catalog, 'spec');
  if (typeof chip === 'string') throw new Error(chip);
  const { rank } = chip;
  return runs.flatMap(
    ({ name, layers, hidden, heads, pipeline, virtual, batch, microBatch, full, selective }) => {
      const shape = withTotals({
        hidden,
        denseLayers: layers,
        moeLayers: 0,
        experts: 0,
        topK: 0,
        attention: { kind: 'grouped', heads, kvHeads: heads, headDim: hidden / heads },
        fullLayers: layers,
        windowLayers: 0,
        window: 0,
        weights: {
          attention: 4 * hidden ** 2,
          denseFfn: 8 * hidden ** 2,
          shared: 0,
          expert: 0,
          router: 0,
          embedding: 0,
          head: vocab * hidden,
        },
      });
      const seconds = (recompute: number): number =>
        trainingStep({
          shape,
          rank,
          format: rank.wide,
          ranks: tensor * pipeline,
          tensor,
          pipeline,
          context: 1,
          expert: 1,
          virtual,
          globalBatch: batch,
          microBatch,
          sequence,
          recompute,
          sharded: false,
          fused: true,
        }).seconds;
      return [
        { name: `${name}, all computed again`, measured: full, predicted: seconds(1) },
        {
          name: `${name}, attention computed again`,
          measured: selective,
          predicted: seconds(attentionAgain),
        },
      ];
    },
  );
}
