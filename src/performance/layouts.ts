import type { ModelShape } from './model-shape.ts';
import { type FormatRate, fourBitRate, type Rank } from './rank.ts';
import type { Replica } from './replica.ts';

/** Most systems that one replica, or two pools that work together, may span. Assumed; DeepSeek's own replica spans 18. */
export const mostSystems = 8;
/** Most ranks of one replica: the widest published is 320. */
const mostRanks = 512;
/** Most ranks over which attention is split within a system: beyond it latency grows faster than it falls. */
const widestTensor = 16;
/** Most stages of a pipeline that serves. Assumed: 8 is the most published. */
const mostStages = 8;

/** Formats of 4 bits that the owner of a service may permit beside those of 8 and 16. */
export const permittedFormats = ['fp4', 'mxfp4', 'int4'] as const;
export type PermittedFormat = (typeof permittedFormats)[number];

/** Formats in which a replica keeps its weights. */
export interface WeightFormat {
  readonly format: FormatRate;
  /** Of the routed experts, where it differs. */
  readonly expertFormat?: FormatRate;
}

/**
 * Formats tried for the weights of a model on a chip: those of 8 and 16 bits that it computes in; 4 bits for routed experts that were
 * published so (gpt-oss, Kimi-K2.5), beside each of them; and what the owner of the service permits besides. `fp4` needs a chip that
 * multiplies in it; `mxfp4` and `int4` are unpacked elsewhere, and of a mixture only its experts are kept in them.
 */
export function weightFormats(
  shape: ModelShape,
  rank: Rank,
  permitted: readonly PermittedFormat[] = [],
): readonly WeightFormat[] {
  const whole = rank.formats.map((format): WeightFormat => ({ format }));
  const mixture = shape.moeLayers > 0;
  const quarters = [
    ...new Set([...(shape.expertFormat === undefined ? [] : [shape.expertFormat]), ...permitted]),
  ].filter((name) => name !== 'fp4' || rank.quarter !== undefined || name === shape.expertFormat);
  const narrow = quarters.flatMap((name): readonly WeightFormat[] => {
    const rate = fourBitRate(rank, name);
    return mixture ? whole.map(({ format }) => ({ format, expertFormat: rate })) : [{ format: rate }];
  });
  return [...whole, ...narrow];
}

/** The formats that a configuration names, on this rank; undefined where the chip does not have them. */
export function weightFormatOf(
  rank: Rank,
  { precision, expertPrecision }: { readonly precision: string; readonly expertPrecision?: string },
): WeightFormat | undefined {
  const named = (name: string): FormatRate | undefined => {
    const four = permittedFormats.find((each) => each === name);
    return four === undefined ? rank.formats.find(({ format }) => format === name) : fourBitRate(rank, four);
  };
  const format = named(precision);
  const expertFormat = expertPrecision === undefined ? undefined : named(expertPrecision);
  if (format === undefined) return undefined;
  return { format, ...(expertFormat !== undefined && { expertFormat }) };
}

/**
 * Replicas in one format that split a system (or `systems` of them) evenly, simplest first: ranks of a stage, tensor parallelism, then
 * stages. Dense models have one group per stage.
 */
export function* replicas(
  shape: ModelShape,
  rank: Rank,
  weights: WeightFormat,
  systems: number,
): Generator<Replica> {
  const all = rank.perSystem * systems;
  if (systems > 1 && all > mostRanks) return;
  const layers = shape.denseLayers + shape.moeLayers;
  for (const ranks of systems === 1 ? divisors(all, mostRanks) : [all]) {
    if (ranks > 1 && rank.near === undefined) continue;
    const widths = shape.moeLayers > 0 ? divisors(ranks, widestTensor) : [ranks];
    for (const tensorParallel of widths) {
      if (shape.attention.heads % tensorParallel !== 0) continue;
      yield { shape, rank, ...weights, tensorParallel, ranks };
      if (rank.near === undefined) continue;
      for (let stages = 2; stages <= Math.min(mostStages, layers); stages *= 2)
        if (systems === 1 && all % (ranks * stages) === 0)
          yield { shape, rank, ...weights, tensorParallel, ranks, stages };
    }
  }
}

/** Divisors of n up to `most`, ascending. */
function divisors(n: number, most: number): readonly number[] {
  return Array.from({ length: Math.min(n, most) }, (_, index) => index + 1).filter(
    (candidate) => n % candidate === 0,
  );
}
