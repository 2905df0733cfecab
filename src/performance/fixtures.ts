import type { Accelerator, Model, NumberFormat, System } from '../catalog/index.ts';
import { assumedClaim, type Claim } from '../evidence/index.ts';
import {
  bytes,
  bytesPerSecond,
  flopPerSecond,
  seconds,
  squareMillimetres,
  watts,
} from '../quantity/index.ts';
import type { ResolvedRun, ResolvedService } from '../scenario/index.ts';
import type { ServingFormat } from './efficiency.ts';
import { rankOf } from './rank.ts';
import { shapeOf } from './shape-of.ts';
import type { Replica } from './replica.ts';

/** Hand-made catalog entries for the tests of this room: figures as vendors print them, rounded. */
export function given<T>(value: T): Claim<T> {
  return assumedClaim(value, String(value), 'fixture');
}

export function unknown<T>(): Claim<T> {
  return { value: undefined, written: 'unknown', grade: 'assumed', status: 'assumed', reason: 'fixture' };
}

interface ChipFigures {
  readonly id: string;
  readonly vendor?: string;
  readonly process?: string;
  readonly dies?: number;
  /** TFLOP/s. */
  readonly dense: Readonly<Partial<Record<NumberFormat, number>>>;
  /** GB, TB/s, GB/s both directions. */
  readonly memory: number;
  readonly bandwidth: number;
  readonly scaleUp?: number;
}

function chip(figures: ChipFigures): Accelerator {
  const dense = Object.fromEntries(
    Object.entries(figures.dense).map(([format, tera]) => [format, given(flopPerSecond(tera * 1e12))]),
  );
  return {
    id: figures.id,
    name: figures.id,
    vendor: figures.vendor ?? 'NVIDIA',
    vendorCountry: 'US',
    announced: given('2023'),
    available: given('2023'),
    process: given(figures.process ?? 'TSMC 4N'),
    dies: given(figures.dies ?? 1),
    dieArea: given(squareMillimetres(814)),
    dense,
    memory: given(bytes(figures.memory * 1e9)),
    memoryBandwidth: given(bytesPerSecond(figures.bandwidth * 1e12)),
    scaleUp: figures.scaleUp === undefined ? unknown() : given(bytesPerSecond(figures.scaleUp * 1e9)),
    scaleUpDomain: given(8),
    otherIo: given(bytesPerSecond(128e9)),
    tdp: given(watts(700)),
    form: 'SXM',
    dataCentre: given(true),
    chinaVariant: false,
    prices: [],
    supply: [],
    notes: [],
  };
}

export function systemOf(
  accelerator: Accelerator,
  accelerators = 8,
  scaleOutGigabytes: number | 'unknown' = 100,
): System {
  return {
    id: `${accelerator.id}-x${accelerators}`,
    name: accelerator.id,
    vendor: accelerator.vendor,
    accelerator: accelerator.id,
    accelerators,
    power: given(watts(10_000)),
    scaleOut: scaleOutGigabytes === 'unknown' ? unknown() : given(bytesPerSecond(scaleOutGigabytes * 1e9)),
    scaleUpDomain: accelerators,
    available: given('2023'),
    notes: [],
  };
}

export const h100 = chip({
  id: 'h100',
  dense: { bf16: 989, fp8: 1979 },
  memory: 80,
  bandwidth: 3.35,
  scaleUp: 900,
});
export const h200 = chip({
  id: 'h200',
  dense: { bf16: 989, fp8: 1979 },
  memory: 141,
  bandwidth: 4.8,
  scaleUp: 900,
});
export const h800 = chip({
  id: 'h800',
  dense: { bf16: 989, fp8: 1979 },
  memory: 80,
  bandwidth: 3.35,
  scaleUp: 400,
});
export const h20 = chip({
  id: 'h20',
  dense: { bf16: 148, fp8: 296 },
  memory: 96,
  bandwidth: 4,
  scaleUp: 900,
});
export const b200 = chip({
  id: 'b200',
  process: 'TSMC 4NP',
  dies: 2,
  dense: { bf16: 2250, fp8: 4500, fp4: 9000 },
  memory: 180,
  bandwidth: 7.7,
  scaleUp: 1800,
});
export const a100 = chip({
  id: 'a100',
  process: 'TSMC N7',
  dense: { bf16: 312, int8: 624 },
  memory: 80,
  bandwidth: 2.039,
  scaleUp: 600,
});
export const ascend910c = chip({
  id: 'ascend910c',
  vendor: 'Huawei',
  process: 'SMIC 7nm',
  dies: 2,
  dense: { bf16: 752, int8: 1504 },
  memory: 128,
  bandwidth: 3.2,
  scaleUp: 784,
});
export const mlu590 = chip({
  id: 'mlu590',
  vendor: 'Cambricon',
  process: '7nm',
  dense: { bf16: 314, int8: 628 },
  memory: 80,
  bandwidth: 2,
  scaleUp: 300,
});

const plain = {
  parameters: unknown<number>(),
  activeParameters: unknown<number>(),
  kvElementsPerToken: given(1),
  origin: given('US'),
  incomplete: false,
  notes: [],
} as const;

export function model(id: string, layers: number, fields: Partial<Model>): Model {
  return { id, family: id, layers, ...plain, ...fields };
}

/** A replica of a fixture model on ranks of an 8-chip system. */
export function replicaOf(
  accelerator: Accelerator,
  entry: Model,
  format: ServingFormat,
  tensorParallel: number,
  ranks: number,
): Replica {
  const found = rankOf(systemOf(accelerator), accelerator);
  const shape = shapeOf(entry);
  if (!found.known || !shape.known) throw new Error(`no replica of ${entry.id} on ${accelerator.id}`);
  const rate = found.rank.formats.find((candidate) => candidate.format === format);
  if (rate === undefined) throw new Error(`${accelerator.id} has no ${format}`);
  return { shape: shape.shape, rank: found.rank, format: rate, tensorParallel, ranks };
}

/** A chat-like service: 2,000 tokens in of which 30 % cached, 500 out, first token within 2 s, 50 ms per token. */
export function serviceOf(entry: Model, changes: Partial<ResolvedService> = {}): ResolvedService {
  return {
    id: `chat-${entry.id}`,
    name: 'Chat',
    model: entry.id,
    residency: [],
    sites: [],
    classes: [{ id: 'chat', share: 1, inputTokens: 2000, outputTokens: 500, cachedInput: 0.3 }],
    ttft: seconds(2),
    tpot: seconds(0.05),
    peak: [],
    mean: [],
    unmetPenalty: 0,
    ...changes,
  };
}

export function runOf(changes: Partial<ResolvedRun> = {}): ResolvedRun {
  return {
    id: 'pretraining',
    name: 'Pretraining',
    model: undefined,
    flop: 1e25,
    sites: [],
    start: 0,
    deadline: 3,
    gangMin: 1024,
    gangMax: 1024,
    unmetPenalty: 0,
    ...changes,
  };
}
