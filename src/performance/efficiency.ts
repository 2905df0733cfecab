import type { Accelerator, NumberFormat } from '../catalog/index.ts';
import { combine, type Spread } from './interval.ts';

/** Formats in which weights are multiplied here; 4-bit serving is left out because not every service accepts its quality. */
export type ServingFormat = Extract<NumberFormat, 'fp8' | 'int8' | 'bf16' | 'fp16'>;

/** How much of the data sheet matrix multiplications in one format reach. */
export interface FormatEfficiency {
  /** Part of memory bandwidth at which weights of a large matrix stream in. */
  readonly memory: number;
  /** Part of dense peak that a large matrix multiplication reaches. */
  readonly compute: number;
  /**
   * How much of streaming the weights is not hidden behind compute, as a part of the bare streaming time. It makes the
   * compute efficiency saturate: η(m) = η∞·m / (m + m½) with m½ = `unhidden` × (tokens at which the roofline turns).
   */
  readonly unhidden: number;
}

/**
 * What one class of accelerators reaches of its data sheet, and its fixed costs. Saturation in the size of an operator comes
 * from the fixed costs: bytes / (BW·η∞) + t₀ is η(x) = η∞·x / (x + x½) with x½ = t₀·BW·η∞.
 */
export interface Efficiency {
  readonly name: string;
  /** What software sees as one device: the package, or each die of it. */
  readonly rank: 'package' | 'die';
  /** 16-bit and 8-bit matrix multiplications. */
  readonly wide: FormatEfficiency;
  readonly narrow: FormatEfficiency;
  /** Decode attention: part of memory bandwidth on the KV cache, part of 16-bit peak; prefill attention: part of 16-bit peak. */
  readonly kvMemory: number;
  readonly decodeAttention: number;
  readonly prefillAttention: number;
  /** Least tokens an expert's tile computes. */
  readonly expertTile: number;
  /** Seconds: start of one matrix multiplication, of one attention, and what else a mixture layer, a step and a request in it cost. */
  readonly kernel: number;
  readonly attention: number;
  readonly moeLayer: number;
  readonly step: number;
  readonly request: number;
  /** Factor on everything for a host that does not keep up. */
  readonly host: number;
  /** Seconds per collective inside the scale-up domain and beyond it. */
  readonly collectiveNear: number;
  readonly collectiveFar: number;
  /** Part of link bandwidth, per direction, that collectives reach inside the domain and beyond it. */
  readonly linkNear: number;
  readonly linkFar: number;
  /** Part of expert all-to-all hidden behind compute. */
  readonly overlap: number;
  /** Error of predicted times. */
  readonly spread: Spread;
}

/**
 * Level 0 on NVIDIA chips: truth lies between −29 % and +39 % of the predicted time per token at the 10th and 90th percentile,
 * for an unfitted roofline of this kind on 2,386 published points of H100, H200, B200 and B300.
 */
const specSheetSpread: Spread = { fast: 0.71, slow: 1.39 };

/**
 * Software maturity of a vendor of whom no operator timings are published, uniform on [0.5, 0.95] of the median class:
 * its mean, and its 10th and 90th percentile against the mean. Assumed.
 */
const maturity = 0.725;
const unprovenSpread = combine(specSheetSpread, { fast: maturity / 0.905, slow: maturity / 0.545 });

/**
 * NVIDIA Hopper. Operator timings of H100 and H200 in NVIDIA's AIConfigurator data (Apache-2.0), two sizes each solved for the
 * limit and the fixed cost, mean of both chips:
 * bf16 weights > 64 MB at 0.84 / 0.78 and 8-32 MB at 0.53 / 0.43 of bandwidth → limit 0.90, 3.9 µs;
 * fp8 streams at 0.87 of the bf16 part; bf16 at m ≥ 4096 0.80 / 0.77 of peak, fp8 0.53 / 0.60, less at m ≈ 384;
 * decode attention 0.68 / 0.59 on > 50 MB beside a floor of 12 µs → limit 0.78; all-reduce over 8: 5 µs, 378-395 of 450 GB/s.
 * Beyond the domain: NCCL 17 µs; 0.8 of the NIC (assumed). Attention compute 0.6 (assumed: FlashMLA and FlashAttention print
 * 0.6-0.7). Overheads: middle of what fits of public runs gave: mixture layer 24 µs, step 0.8 ms, request 4 µs. The 8-10 µs per
 * layer of those fits are what the kernel and attention floors stand for here. Overlap 0 to 0.5 by engine: middle.
 */
const hopper: Efficiency = {
  name: 'NVIDIA Hopper',
  rank: 'package',
  wide: { memory: 0.9, compute: 0.79, unhidden: 0.13 },
  narrow: { memory: 0.78, compute: 0.57, unhidden: 0.55 },
  kvMemory: 0.78,
  decodeAttention: 0.6,
  prefillAttention: 0.6,
  expertTile: 64,
  kernel: 3.9e-6,
  attention: 12e-6,
  moeLayer: 24e-6,
  step: 0.8e-3,
  request: 4e-6,
  host: 1,
  collectiveNear: 5e-6,
  collectiveFar: 17e-6,
  linkNear: 0.86,
  linkFar: 0.8,
  overlap: 0.25,
  spread: specSheetSpread,
};

/**
 * NVIDIA Blackwell. B200 in the same data: bf16 weights 0.76 / 0.33 of bandwidth → limit 0.93, 4.1 µs; fp8 at 0.72 of that;
 * bf16 0.69 of peak (0.55 at m ≈ 384), fp8 0.47 (0.30); attention 0.63 on > 50 MB beside a floor of 9 µs → 0.76; all-reduce over 8:
 * 7.8 µs, 557 of 900 GB/s; NCCL 26 µs.
 */
const blackwell: Efficiency = {
  ...hopper,
  name: 'NVIDIA Blackwell',
  wide: { memory: 0.93, compute: 0.7, unhidden: 0.36 },
  narrow: { memory: 0.67, compute: 0.48, unhidden: 0.7 },
  kvMemory: 0.76,
  kernel: 4.1e-6,
  attention: 9e-6,
  collectiveNear: 7.8e-6,
  collectiveFar: 26e-6,
  linkNear: 0.62,
};

/** NVIDIA Ampere, Ada and older: as Hopper (assumed; no timings were at hand), with int8 in place of fp8 on Ampere. */
const ampere: Efficiency = { ...hopper, name: 'NVIDIA Ampere or Ada' };

/**
 * Huawei Ascend, per die. Timings of the A3 die by users: 97 MB streams at 0.60 of bandwidth; 33 MB at m = 144 at 0.31; compute
 * 0.5-0.7 of peak; all-reduce over 16 dies 20-24 µs; all-gather 79 µs and 0.7 of 196 GB/s; nothing overlaps (< 1 %); the host
 * leaves 3-9 % idle; kernels start in 5 µs, attention in 10 µs. KV cache at 0.6, prefill attention at 0.5 assumed.
 */
const ascend: Efficiency = {
  ...hopper,
  name: 'Huawei Ascend',
  rank: 'die',
  wide: { memory: 0.6, compute: 0.6, unhidden: 0.3 },
  narrow: { memory: 0.6, compute: 0.6, unhidden: 0.3 },
  kvMemory: 0.6,
  decodeAttention: 0.5,
  prefillAttention: 0.5,
  kernel: 5e-6,
  attention: 10e-6,
  host: 1.06,
  collectiveNear: 22e-6,
  collectiveFar: 79e-6,
  linkNear: 0.7,
  linkFar: 0.7,
  overlap: 0,
  spread: unprovenSpread,
};

/** The median class slowed down by software that has not had the years: every part it reaches × 0.725, every fixed cost ÷ 0.725. */
function unproven(name: string): Efficiency {
  const slower = (format: FormatEfficiency): FormatEfficiency => ({
    memory: format.memory * maturity,
    compute: format.compute * maturity,
    unhidden: format.unhidden,
  });
  return {
    ...hopper,
    name,
    wide: slower(hopper.wide),
    narrow: slower(hopper.narrow),
    kvMemory: hopper.kvMemory * maturity,
    decodeAttention: hopper.decodeAttention * maturity,
    prefillAttention: hopper.prefillAttention * maturity,
    kernel: hopper.kernel / maturity,
    attention: hopper.attention / maturity,
    moeLayer: hopper.moeLayer / maturity,
    step: hopper.step / maturity,
    request: hopper.request / maturity,
    collectiveNear: hopper.collectiveNear / maturity,
    collectiveFar: hopper.collectiveFar / maturity,
    linkNear: hopper.linkNear * maturity,
    linkFar: hopper.linkFar * maturity,
    overlap: 0,
    spread: unprovenSpread,
  };
}

const amd = unproven('AMD Instinct');
const other = unproven('other vendors');

/**
 * The class of a chip: by vendor, and for NVIDIA by what distinguishes generations on the data sheet: fp4 means Blackwell,
 * fp8 on stacked memory means Hopper.
 */
export function efficiencyOf(accelerator: Accelerator): Efficiency {
  const vendor = accelerator.vendor.toLowerCase();
  if (vendor.includes('nvidia')) {
    if (accelerator.dense.fp4?.value !== undefined) return blackwell;
    const stacked = accelerator.memoryType === undefined || accelerator.memoryType.startsWith('HBM');
    return accelerator.dense.fp8?.value !== undefined && stacked ? hopper : ampere;
  }
  if (vendor.includes('huawei')) return ascend;
  if (vendor === 'amd') return amd;
  return other;
}

export function formatEfficiency(efficiency: Efficiency, format: ServingFormat): FormatEfficiency {
  return format === 'bf16' || format === 'fp16' ? efficiency.wide : efficiency.narrow;
}
