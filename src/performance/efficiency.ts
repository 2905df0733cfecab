import type { Accelerator, NumberFormat } from '../catalog/index.ts';
import { combine, type Spread } from './interval.ts';

/**
 * Formats in which weights are kept. The planner's search tries 8 and 16 bits, and 4 only where the model was published in 4:
 * not every service accepts its quality. `mxfp4` and `int4` are multiplied as 16-bit numbers where the chip has no 4-bit arithmetic.
 */
export type ServingFormat =
  | Extract<NumberFormat, 'fp8' | 'int8' | 'bf16' | 'fp16' | 'fp4'>
  | 'mxfp4'
  | 'int4';

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
  /** 4-bit weights, and their arithmetic where the chip has it. */
  readonly quarter: FormatEfficiency;
  /** Decode attention: part of memory bandwidth on the KV cache, part of 16-bit peak; prefill attention: part of 16-bit peak. */
  readonly kvMemory: number;
  readonly decodeAttention: number;
  readonly prefillAttention: number;
  /**
   * Times the scan of linear attention over a prompt passes over its values, in memory; and seconds to start a layer of it.
   * H20: 592 µs for 4,096 tokens of 32 heads of 128 (InferSim's timings) are 70 passes.
   */
  readonly scanPasses: number;
  readonly linearStart: number;
  /** Part of memory bandwidth that normalisation, activation, rotation and routing reach. */
  readonly between: number;
  /** What of the compute part of a large matrix multiplication a grouped one over many experts reaches. */
  readonly grouped: number;
  /** Least tokens a matrix multiplication computes: the height of its tile. */
  readonly tile: number;
  /** Seconds: start of one matrix multiplication, of one attention, and what else a mixture layer, a step and a request in it cost. */
  readonly kernel: number;
  readonly attention: number;
  readonly moeLayer: number;
  readonly step: number;
  readonly request: number;
  /**
   * Seconds the host needs to launch the kernels of a layer, dense or mixture, in a step with prompts: decode steps replay a recorded
   * graph, steps with prompts do not, and where the chip is faster than the host it waits.
   */
  readonly launch: number;
  readonly launchMoe: number;
  /** Part of what matrix multiplications reach alone that training reaches for hours: power limits clocks. */
  readonly sustained: number;
  /** Factor on everything for a host that does not keep up. */
  readonly host: number;
  /** Seconds per collective inside the scale-up domain, and more for each doubling of its ranks beyond two; and beyond the domain. */
  readonly collectiveNear: number;
  readonly collectiveDoubling: number;
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
 * Level 0 on NVIDIA chips: truth ÷ prediction of the time per token at the 10th and 90th percentile of published closed-loop runs, where
 * groups of chip and model weigh as the root of their points, widened by what leaving groups out of the fit adds (docs/accuracy.md).
 */
const specSheetSpread: Spread = { fast: 0.76, slow: 1.41 };

/**
 * Software maturity of a vendor of whom no operator timings are published, uniform on [0.5, 0.95] of the median class:
 * its mean, and its 10th and 90th percentile against the mean. Assumed.
 */
const meanMaturity = 0.725;
const unprovenSpread = combine(specSheetSpread, { fast: meanMaturity / 0.905, slow: meanMaturity / 0.545 });

/**
 * NVIDIA Hopper. Starting from operator timings of H100 and H200 in NVIDIA's AIConfigurator data (Apache-2.0; bf16 weights > 64 MB at
 * 0.84 / 0.78 of bandwidth, 8-32 MB at 0.53 / 0.43; fp8 0.74 / 0.67; bf16 at m ≥ 4096 0.80 / 0.77 of peak, fp8 0.53 / 0.60; decode
 * attention 0.68 / 0.59 on > 50 MB; all-reduce over 8 at 378-395 of 450 GB/s), each efficiency and fixed cost was fitted
 * (`scripts/fit-rates.ts`) to published runs: time per token in closed loop, throughput at the most and of static batches. What an
 * engine reaches, not a kernel alone: streams are a little faster than the timings, as engines of 2026 overlap them. docs/accuracy.md
 * shows what groups, chips and models left out of the fit make of it.
 * An all-reduce costs more in an engine than in a test: ranks wait for each other. Not in the fit: 0.8 of the NIC, attention compute
 * 0.6 (FlashMLA and FlashAttention print 0.6-0.7). Overlap 0 to 0.5 by engine: middle.
 */
const hopper: Efficiency = {
  name: 'NVIDIA Hopper',
  rank: 'package',
  wide: { memory: 0.94, compute: 0.7, unhidden: 0.13 },
  narrow: { memory: 0.84, compute: 0.78, unhidden: 0.5 },
  quarter: { memory: 0.7, compute: 0.82, unhidden: 0.4 },
  kvMemory: 0.84,
  decodeAttention: 0.6,
  prefillAttention: 0.52,
  scanPasses: 290,
  between: 0.85,
  linearStart: 31e-6,
  grouped: 0.84,
  tile: 64,
  kernel: 6.8e-6,
  attention: 4.6e-6,
  moeLayer: 14e-6,
  step: 0.2e-3,
  request: 6.7e-6,
  launch: 0.23e-3,
  launchMoe: 0.37e-3,
  sustained: 0.74,
  host: 1,
  collectiveNear: 11e-6,
  collectiveDoubling: 5e-6,
  collectiveFar: 49e-6,
  linkNear: 0.65,
  linkFar: 0.8,
  overlap: 0.25,
  spread: specSheetSpread,
};

/**
 * NVIDIA Blackwell. As Hopper, fitted on the B200 runs; its timings: bf16 weights 0.76 / 0.33 of bandwidth, fp8 0.55, NVFP4 0.56;
 * bf16 0.69 of peak (0.55 at m ≈ 384), fp8 0.47 (0.30); all-reduce over 8: 557 of 900 GB/s. Engines of 2026 reach more of bandwidth
 * than the timings of 2025 say.
 */
const blackwell: Efficiency = {
  ...hopper,
  name: 'NVIDIA Blackwell',
  wide: { memory: 0.88, compute: 0.45, unhidden: 0.38 },
  narrow: { memory: 0.89, compute: 0.53, unhidden: 0.41 },
  quarter: { memory: 0.94, compute: 0.63, unhidden: 0.11 },
  kvMemory: 0.79,
  prefillAttention: 0.55,
  grouped: 0.86,
  between: 0.62,
  kernel: 6.5e-6,
  request: 8.6e-6,
  launch: 0.22e-3,
  launchMoe: 0.3e-3,
  attention: 3.4e-6,
  linkNear: 0.43,
  sustained: 0.93,
};

/** NVIDIA Ampere, Ada and older: as Hopper (assumed; no timings were at hand), with int8 in place of fp8 on Ampere. */
const ampere: Efficiency = { ...hopper, name: 'NVIDIA Ampere or Ada', sustained: 0.95 };

/**
 * Huawei Ascend, per die. Timings of the A3 die by users: 97 MB streams at 0.60 of bandwidth; 33 MB at m = 144 at 0.31; compute
 * 0.5-0.7 of peak; all-reduce over 16 dies 20-24 µs; all-gather 79 µs and 0.7 of 196 GB/s; nothing overlaps (< 1 %); the host
 * leaves 3-9 % idle; kernels start in 5 µs, attention in 10 µs. KV cache at 0.6, prefill attention at 0.5 assumed.
 */
const ascend: Efficiency = {
  ...hopper,
  name: 'Huawei Ascend',
  rank: 'die',
  sustained: 0.83,
  wide: { memory: 0.6, compute: 0.7, unhidden: 0.3 },
  narrow: { memory: 0.6, compute: 0.7, unhidden: 0.3 },
  quarter: { memory: 0.5, compute: 0.5, unhidden: 0.3 },
  kvMemory: 0.6,
  decodeAttention: 0.5,
  prefillAttention: 0.5,
  kernel: 5e-6,
  attention: 10e-6,
  moeLayer: 24e-6,
  step: 0.8e-3,
  host: 1.06,
  collectiveNear: 22e-6,
  collectiveDoubling: 0,
  collectiveFar: 79e-6,
  linkNear: 0.7,
  linkFar: 0.7,
  overlap: 0,
  spread: unprovenSpread,
};

/** The median class slowed down by software that has not had the years: every part it reaches × 0.725, every fixed cost ÷ 0.725. */
function unproven(name: string, maturity = meanMaturity): Efficiency {
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
    quarter: slower(hopper.quarter),
    kvMemory: hopper.kvMemory * maturity,
    decodeAttention: hopper.decodeAttention * maturity,
    prefillAttention: hopper.prefillAttention * maturity,
    between: hopper.between * maturity,
    kernel: hopper.kernel / maturity,
    attention: hopper.attention / maturity,
    moeLayer: hopper.moeLayer / maturity,
    step: hopper.step / maturity,
    request: hopper.request / maturity,
    collectiveNear: hopper.collectiveNear / maturity,
    collectiveDoubling: hopper.collectiveDoubling / maturity,
    collectiveFar: hopper.collectiveFar / maturity,
    linkNear: hopper.linkNear * maturity,
    linkFar: hopper.linkFar * maturity,
    overlap: 0,
    spread: unprovenSpread,
  };
}

/** AMD at 0.8: MLPerf's 70B on MI300X and MI355X is faster than at 0.725, vLLM of 2024 on MI250 is not. */
const amd = unproven('AMD Instinct', 0.8);
/** Gaudi2 ran three dense models 1.5 times as fast as the unproven class says, in 106 published points: as the median class. */
const gaudi = unproven('Intel Gaudi', 1);
/** TPUs: training on v5p reaches 0.53-0.65 of peak (MaxText, by the vendor): a compiler that has had the years. */
const tpu: Efficiency = { ...unproven('Google TPU', 1), sustained: 0.88 };
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
  if (vendor === 'intel') return gaudi;
  if (vendor === 'google') return tpu;
  return other;
}

/** Blackwell in PCIe cards: GDDR7, no scale-up links. As Blackwell (assumed). */
const workstation: Efficiency = { ...blackwell, name: 'NVIDIA Blackwell workstation' };

/** All classes of accelerators. */
export const efficiencyClasses: readonly Efficiency[] = [
  hopper,
  blackwell,
  workstation,
  ampere,
  ascend,
  amd,
  gaudi,
  tpu,
  other,
];

/** A class by its name; a bug where there is none. */
export function efficiencyByName(name: string): Efficiency {
  const found = efficiencyClasses.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no class of accelerators is called ${name}`);
  return found;
}

export function formatEfficiency(efficiency: Efficiency, format: ServingFormat): FormatEfficiency {
  switch (format) {
    case 'bf16':
    case 'fp16':
      return efficiency.wide;
    case 'fp8':
    case 'int8':
      return efficiency.narrow;
    default:
      return efficiency.quarter;
  }
}
