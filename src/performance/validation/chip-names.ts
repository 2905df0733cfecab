import type { Catalog } from '../../catalog/index.ts';
import { type Efficiency, efficiencyByName, type ServingFormat } from '../efficiency.ts';
import { exact } from '../interval.ts';
import { type FormatRate, type Rank, rankOf } from '../rank.ts';
import { cell, type TruthRow } from './truth.ts';

/** A benchmark's chip: one rank of it in the system it ran in. */
export interface NamedChip {
  readonly name: string;
  readonly rank: Rank;
}

/** Normalised name → accelerator and system of the catalog. */
const inCatalog: Readonly<Record<string, readonly [string, string]>> = {
  H100: ['nvidia-h100-sxm', 'hgx-h100'],
  'Hopper-unspecified': ['nvidia-h100-sxm', 'hgx-h100'],
  H200: ['nvidia-h200-sxm', 'hgx-h200'],
  H800: ['nvidia-h800-sxm', 'hgx-h800'],
  H20: ['nvidia-h20-96', 'hgx-h20-96'],
  'H20-141GB': ['nvidia-h20-141', 'hgx-h20-141'],
  B200: ['nvidia-b200-sxm', 'hgx-b200'],
  B300: ['nvidia-b300-sxm', 'hgx-b300'],
  GB200: ['nvidia-gb200-nvl72', 'gb200-nvl72'],
  GB300: ['nvidia-gb300-nvl72', 'gb300-nvl72'],
  'A100-80GB': ['nvidia-a100-80-sxm', 'hgx-a100'],
  A800: ['nvidia-a800-80-sxm', 'hgx-a800'],
  L40S: ['nvidia-l40s', 'l40s-server'],
  L20: ['nvidia-l20', 'l20-server'],
  MI300X: ['amd-mi300x', 'mi300x-server'],
  MI308X: ['amd-mi308x', 'mi308x-server'],
  MI325X: ['amd-mi325x', 'mi325x-server'],
  MI355X: ['amd-mi355x', 'mi355x-server'],
  Gaudi2: ['intel-gaudi2', 'gaudi2-server'],
  Gaudi3: ['intel-gaudi3', 'gaudi3-server'],
  'TPU-v5e': ['google-tpu-v5e', 'tpu-v5e-pod'],
  'TPU-v5p': ['google-tpu-v5p', 'tpu-v5p-pod'],
  'TPU-v6e': ['google-trillium', 'trillium-pod'],
  'TPU-v7': ['google-ironwood', 'ironwood-pod'],
  'Ascend-910B': ['huawei-ascend910b3', 'atlas-800t-a2-910b3'],
  'Ascend-910C': ['huawei-ascend910c', 'atlas-800t-a3'],
  MLU590: ['cambricon-mlu590', 'mlu590-server'],
};

/** Data-sheet figures of a chip that benchmarks ran on and that no fleet here plans for: TFLOP/s, GB, GB/s, per direction for links. */
interface Sheet {
  readonly efficiency: string;
  readonly tera: Readonly<Partial<Record<ServingFormat, number>>>;
  readonly memory: number;
  readonly bandwidth: number;
  readonly near?: number;
  readonly far?: number;
  readonly domain: number;
}

/** Vendors' data sheets, recalled. MI250: of the package, whose two dies software sees as devices, one die. */
const sheets: Readonly<Record<string, Sheet>> = {
  'A100-40GB': {
    efficiency: 'NVIDIA Ampere or Ada',
    tera: { int8: 624, bf16: 312 },
    memory: 40,
    bandwidth: 1555,
    near: 300,
    far: 25,
    domain: 8,
  },
  GH200: {
    efficiency: 'NVIDIA Hopper',
    tera: { fp8: 1979, bf16: 989 },
    memory: 96,
    bandwidth: 4000,
    near: 450,
    far: 50,
    domain: 4,
  },
  'RTX-PRO-6000': {
    efficiency: 'NVIDIA Blackwell workstation',
    tera: { fp8: 1007, bf16: 504, fp4: 2015 },
    memory: 96,
    bandwidth: 1792,
    near: 64,
    far: 25,
    domain: 8,
  },
  MI250: {
    efficiency: 'AMD Instinct',
    tera: { int8: 181, bf16: 181 },
    memory: 64,
    bandwidth: 1638,
    near: 100,
    far: 12.5,
    domain: 8,
  },
  MI350X: {
    efficiency: 'AMD Instinct',
    tera: { fp8: 4600, bf16: 2300, fp4: 9200 },
    memory: 288,
    bandwidth: 8000,
    near: 538,
    far: 50,
    domain: 8,
  },
  'TPU-v4': {
    efficiency: 'Google TPU',
    tera: { bf16: 275 },
    memory: 32,
    bandwidth: 1228,
    near: 150,
    far: 12.5,
    domain: 64,
  },
  'Intel-Arc-Pro': {
    efficiency: 'other vendors',
    tera: { int8: 197, bf16: 98 },
    memory: 24,
    bandwidth: 456,
    near: 16,
    far: 12.5,
    domain: 8,
  },
};

/** Names that files write in other words. */
const otherNames: readonly (readonly [RegExp, string])[] = [
  [/\ba100\b.*\b40/iu, 'A100-40GB'],
  [/\ba100\b/iu, 'A100-80GB'],
  [/\bh20\b.*\b141/iu, 'H20-141GB'],
  [/910c/iu, 'Ascend-910C'],
  [/910b/iu, 'Ascend-910B'],
  [/rtx.?pro.?6000/iu, 'RTX-PRO-6000'],
];

/** The name under which a chip is known here: as written, else the one that its words hold (`NVIDIA H20`, `H100-SXM5-80GB`). */
function knownName(written: string): string {
  const names = [...Object.keys(inCatalog), ...Object.keys(sheets)];
  if (names.includes(written)) return written;
  return (
    otherNames.find(([pattern]) => pattern.test(written))?.[1] ??
    names.find((name) => new RegExp(`\\b${name}\\b`, 'iu').test(written)) ??
    written
  );
}

/** The chip of a row, or why there is none. */
export function chipOf(
  row: TruthRow,
  catalog: Pick<Catalog, 'accelerators' | 'systems'>,
  trust: 'spec' | 'operator',
): NamedChip | string {
  const name = knownName(cell(row, 'accel_norm'));
  const ids = inCatalog[name];
  if (ids === undefined) {
    const sheet = sheets[name];
    return sheet === undefined
      ? `the chip ${name} has no data sheet here`
      : { name, rank: rankOfSheet(sheet) };
  }
  const accelerator = catalog.accelerators.get(ids[0]);
  const system = catalog.systems.get(ids[1]);
  if (accelerator === undefined || system === undefined) return `the catalog has no ${ids[0]} in ${ids[1]}`;
  const found = rankOf(system, accelerator, trust);
  return found.known ? { name, rank: found.rank } : found.reason.why;
}

function rankOfSheet(sheet: Sheet): Rank {
  const formats = (['fp4', 'fp8', 'int8', 'bf16'] as const).flatMap((format): readonly FormatRate[] => {
    const tera = sheet.tera[format];
    return tera === undefined ? [] : [{ format, peak: tera * 1e12, spread: exact, field: `dense.${format}` }];
  });
  const wide = formats.find(({ format }) => format === 'bf16');
  const efficiency: Efficiency = efficiencyByName(sheet.efficiency);
  const unknownRate: FormatRate = { format: 'bf16', peak: 0, spread: exact, field: 'dense.bf16' };
  return {
    memory: sheet.memory * 1e9,
    bandwidth: sheet.bandwidth * 1e9,
    wide: wide ?? unknownRate,
    formats: formats.filter(({ format }) => format !== 'fp4'),
    ...(formats[0]?.format === 'fp4' && { quarter: formats[0] }),
    near: sheet.near === undefined ? undefined : sheet.near * 1e9,
    far: sheet.far === undefined ? undefined : sheet.far * 1e9,
    perAccelerator: 1,
    perSystem: sheet.domain,
    domain: sheet.domain,
    efficiency,
    level: 0,
    bandwidthSpread: exact,
  };
}
