import type { Accelerator, System } from '../catalog/index.ts';
import { type Efficiency, efficiencyOf, type ServingFormat } from './efficiency.ts';
import { combine, type Spread, spreadOfRate, widest } from './interval.ts';
import { type Reason, reasons } from './messages.ts';
import { operatorData } from './operator-data.ts';
import type { TrustLevel } from './types.ts';

/** Dense rate of one rank in one format, FLOP/s, with the error of the claim. */
export interface FormatRate {
  readonly format: ServingFormat;
  readonly peak: number;
  readonly spread: Spread;
  /** Field of the accelerator it was claimed in: `dense.fp8`. */
  readonly field: string;
}

/** One device as software sees it, with its place in the system; per-rank shares of what the catalog gives per package. */
export interface Rank {
  /** Bytes, B/s. */
  readonly memory: number;
  readonly bandwidth: number;
  /** The 16-bit rate: attention and training. */
  readonly wide: FormatRate;
  /** Formats for weights, preferred first: 8 bits, then 16. */
  readonly formats: readonly FormatRate[];
  /** The rate of 4-bit arithmetic, where the chip has it. */
  readonly quarter?: FormatRate;
  /** B/s per direction and rank to ranks in the same scale-up domain, and beyond it; undefined = unknown. */
  readonly near: number | undefined;
  readonly far: number | undefined;
  readonly perAccelerator: number;
  readonly perSystem: number;
  /** Ranks that share one scale-up domain. */
  readonly domain: number;
  readonly efficiency: Efficiency;
  /** 1 where efficiencies come from operator timings of this chip, 0 where they are those of its class; 2 where runs of a model correct them. */
  readonly level: TrustLevel;
  /** Factor on all times that measurements of a model gave; absent where there are none. */
  readonly timeFactor?: number;
  /** Error of the claimed memory bandwidth. */
  readonly bandwidthSpread: Spread;
}

export type RankOf =
  | {
      readonly known: true;
      readonly rank: Rank;
      readonly lineage: readonly string[];
      readonly assumptions: readonly string[];
    }
  | { readonly known: false; readonly reason: Reason };

/**
 * The ranks of a system. Where the class shows dies as devices, a rank is a die with an equal share of the package.
 * Cards without scale-up links talk over their other links (PCIe) as one domain. Where only 8-bit rates are known, the
 * 16-bit rate is taken as half of them, as it is on every chip that prints both.
 *
 * @param trust `spec` leaves operator timings of the chip aside
 */
export function rankOf(
  system: System,
  accelerator: Accelerator,
  trust: 'spec' | 'operator' = 'operator',
): RankOf {
  const ofClass = efficiencyOf(accelerator);
  const measured = trust === 'spec' ? undefined : operatorData(accelerator.id);
  const efficiency = { ...ofClass, ...measured };
  const memory = accelerator.memory.value;
  const bandwidth = accelerator.memoryBandwidth.value;
  const perAccelerator = efficiency.rank === 'die' ? Math.max(1, accelerator.dies.value ?? 1) : 1;
  const formats = preferred.flatMap((format) => formatRate(accelerator, perAccelerator, format));
  const [quarter] = formatRate(accelerator, perAccelerator, 'fp4');
  const [first] = formats;
  if (memory === undefined || bandwidth === undefined || first === undefined) {
    const missing = [
      ...(memory === undefined ? ['memory'] : []),
      ...(bandwidth === undefined ? ['memory bandwidth'] : []),
      ...(first === undefined ? ['every dense rate'] : []),
    ];
    return { known: false, reason: reasons.chipUnknown(accelerator.id, missing) };
  }
  const claimed = formats.find(({ format }) => format === 'bf16' || format === 'fp16');
  const wide = claimed ?? { ...first, format: 'bf16', peak: first.peak / 2 };
  const isolated = system.scaleUpDomain <= 1;
  const near = isolated
    ? (accelerator.scaleUp.value ?? accelerator.otherIo.value)
    : accelerator.scaleUp.value;
  const perDirection = (both: number | undefined) =>
    both === undefined ? undefined : both / 2 / perAccelerator;
  const domain = isolated ? system.accelerators : Math.min(system.scaleUpDomain, system.accelerators);
  return {
    known: true,
    rank: {
      memory: memory / perAccelerator,
      bandwidth: bandwidth / perAccelerator,
      wide,
      formats,
      ...(quarter !== undefined && { quarter }),
      near: perDirection(near),
      far: perDirection(system.scaleOut.value),
      perAccelerator,
      perSystem: system.accelerators * perAccelerator,
      domain: domain * perAccelerator,
      efficiency,
      level: measured === undefined ? 0 : 1,
      bandwidthSpread: spreadOfRate(accelerator.memoryBandwidth),
    },
    lineage: [
      `${accelerator.id}.memory`,
      `${accelerator.id}.memoryBandwidth`,
      ...(system.accelerators > 1 && near !== undefined
        ? [`${accelerator.id}.${near === accelerator.scaleUp.value ? 'scaleUp' : 'otherIo'}`]
        : []),
    ],
    assumptions:
      claimed === undefined ? [`${accelerator.id}: its 16-bit rate is taken as half of its 8-bit rate`] : [],
  };
}

const preferred = ['fp8', 'int8', 'bf16', 'fp16'] as const;

function formatRate(
  accelerator: Accelerator,
  perAccelerator: number,
  format: (typeof preferred)[number] | 'fp4',
): readonly FormatRate[] {
  const claim = accelerator.dense[format];
  if (claim?.value === undefined) return [];
  return [
    { format, peak: claim.value / perAccelerator, spread: spreadOfRate(claim), field: `dense.${format}` },
  ];
}

/** Whether a format is one of 16 bits, in which attention and activations stay. */
export function isWide({ format }: FormatRate): boolean {
  return format === 'bf16' || format === 'fp16';
}

/**
 * Weights in a 4-bit format on this chip: multiplied in 4 bits where it can, else unpacked and multiplied in 16. Where it can, `fp4`
 * and `mxfp4` differ in their scales alone; `int4` is always unpacked.
 */
export function fourBitRate(rank: Rank, format: 'fp4' | 'mxfp4' | 'int4'): FormatRate {
  const native = format === 'int4' ? undefined : rank.quarter;
  return { ...(native ?? rank.wide), format };
}

/**
 * The error of times on this chip in one format: that of its class, and that of the claims behind it. Memory or compute limits
 * an operator, never both, so of the claims the wider counts.
 */
export function spreadOfTimes(rank: Rank, format: FormatRate): Spread {
  return combine(rank.efficiency.spread, widest(rank.bandwidthSpread, format.spread));
}
