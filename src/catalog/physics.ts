import type { Claim } from '../evidence/index.ts';
import type { Accelerator, NumberFormat } from './entities.ts';

/** A derived figure with the span that its inputs leave open. */
export interface DerivedFigure {
  /** From the central values of the inputs; unknown where none is known. */
  readonly value: number | undefined;
  readonly low: number;
  /** Infinity where nothing bounds it from above. */
  readonly high: number;
}

export interface ProcessingPower extends DerivedFigure {
  /** The format that gives `value`. */
  readonly format?: NumberFormat;
}

/**
 * Width of an operand in bits. TF32 occupies 32 bits but computes with 19; the rule does not say which counts, and
 * since its rate is half of BF16's, 19 bits never decide.
 */
export const formatBits: Readonly<Record<NumberFormat, number>> = {
  fp32: 32,
  tf32: 19,
  fp16: 16,
  bf16: 16,
  fp8: 8,
  int8: 8,
  fp4: 4,
  int4: 4,
};

/** Where several formats give the same TPP, the first of these is named. */
const formatOrder: readonly NumberFormat[] = ['int8', 'fp8', 'bf16', 'fp16', 'fp4', 'int4', 'tf32', 'fp32'];

/**
 * Total processing power (TPP) as EAR 3A090 counts it: dense rate in TOPS × bits of the format, largest over the
 * formats, for everything on the package. `value` takes the best of the stated formats. A format that the entry lists
 * as unknown leaves `high` open; one it does not list is taken as not offered. 88 FR 73458.
 */
export function totalProcessingPower(accelerator: Pick<Accelerator, 'dense'>): ProcessingPower {
  const parts = formatOrder.flatMap((format) => {
    const rate = accelerator.dense[format];
    return rate === undefined ? [] : [{ format, ...times(bounds(rate), formatBits[format]) }];
  });
  if (parts.length === 0) return { value: undefined, low: 0, high: Infinity };
  const best = parts.reduce((a, b) => ((b.value ?? 0) > (a.value ?? 0) ? b : a));
  return {
    value: best.value,
    low: Math.max(...parts.map((part) => part.low)),
    high: Math.max(...parts.map((part) => part.high)),
    ...(best.value !== undefined && { format: best.format }),
  };
}

/**
 * Performance density: TPP per mm² of all logic dies on non-planar nodes, memory stacks left out. Unknown where the
 * area is. 88 FR 73458.
 */
export function performanceDensity(accelerator: Pick<Accelerator, 'dense' | 'dieArea'>): DerivedFigure {
  const power = totalProcessingPower(accelerator);
  const area = bounds(accelerator.dieArea);
  return {
    value: power.value === undefined || area.value === undefined ? undefined : power.value / area.value,
    low: area.high === Infinity ? 0 : power.low / area.high,
    high: area.low === 0 ? Infinity : power.high / area.low,
  };
}

/** Rate in FLOP/s × bits → TPP. */
function times({ value, low, high }: DerivedFigure, bits: number): DerivedFigure {
  const tera = (rate: number): number => (rate / 1e12) * bits;
  return { value: value === undefined ? undefined : tera(value), low: tera(low), high: tera(high) };
}

/** What a claim leaves open: its own range, a point, or everything. */
function bounds(claim: Claim<number>): DerivedFigure {
  return {
    value: claim.value,
    low: claim.low ?? claim.value ?? 0,
    high: claim.high ?? claim.value ?? Infinity,
  };
}
