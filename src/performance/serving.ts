import type { Model, System } from '../catalog/index.ts';
import type { ResolvedService } from '../scenario/index.ts';
import { type BoundPoint, largestPoint, type Limits } from './capacity.ts';
import { combine, exact, predictedTime, type Spread } from './interval.ts';
import { meanWithin, requestsThatFit } from './memory-room.ts';
import { type Reason, reasons } from './messages.ts';
import type { ModelShape } from './model-shape.ts';
import { type Rank, type RankOf, spreadOfTimes } from './rank.ts';
import { type ServiceMix, serviceMix } from './service-mix.ts';
import { shapeOf } from './shape-of.ts';
import { ranksOf, type Replica } from './replica.ts';
import type { Predicted, ServiceRate } from './types.ts';

/**
 * Configurations are chosen so that predicted times stay within this part of the service level: at 50 ms per token and more,
 * 9-14 % of configurations chosen by a model like this broke the measured level by over 5 % without a margin.
 */
export const margin = 0.85;

/** Error that an approximate model shape adds to predicted times. Assumed. */
const approximateShape: Spread = { fast: 0.8, slow: 1.25 };
/** Error that the closed form of queueing adds to the time to first token with steady arrivals. Arrivals in waves are worse. Assumed. */
const queueing: Spread = { fast: 0.5, slow: 2 };

/** Most systems that one replica may span. Assumed; DeepSeek's own spans 18. */
const mostSystems = 8;
/** Most ranks of one replica: the widest published is 320. */
const mostRanks = 512;
/** Most ranks over which attention is split within a system: beyond it latency grows faster than it falls. */
const widestTensor = 16;

/**
 * The best rate of one system for one service.
 *
 * ```
 * formats of the chip × ranks per replica × tensor parallel ──► replicas that fit (in one system, or in 2, 4, 8 joined by the network)
 *     ──► largest batch within 85 % of the service level ──► most requests per second per system
 *     ──► the same configuration with times at either end of their error, run right at the level ──► interval
 * ```
 *
 * Prefill and decode share the replica. Where the slow end cannot meet the level at all, the low end of the rate is 0.
 */
export function rateService(
  system: System,
  ranks: RankOf,
  model: Model,
  service: ResolvedService,
): ServiceRate | Reason {
  if (!ranks.known) return ranks.reason;
  const shape = shapeOf(model);
  if (!shape.known) return reasons.modelUnknown(model.id, shape.why);
  const mix = serviceMix(service.classes);
  const found = search(shape.shape, ranks.rank, mix, scaled(service, margin));
  if (found.kind !== 'found') {
    if (found.kind === 'levelMissed') return reasons.levelUnreachable(service.id, system.id);
    const { near, far } = ranks.rank;
    if (near === undefined) return reasons.cannotSpan(model.id, system.accelerator);
    if (far === undefined) return reasons.cannotSpan(model.id, system.id);
    return reasons.doesNotFit(model.id, system.id, mostSystems);
  }

  const { replica, point, replicasPerSystem } = found;
  const spread = combine(
    spreadOfTimes(ranks.rank, replica.format),
    shape.approximations.length > 0 ? approximateShape : exact,
  );
  const requests = capacityInterval(replica, mix, service, point, spread);
  const { perAccelerator } = ranks.rank;
  return {
    system: system.id,
    service: service.id,
    requestsPerSecond: {
      value: requests.value * replicasPerSystem,
      low: requests.low * replicasPerSystem,
      high: requests.high * replicasPerSystem,
    },
    outputTokensPerSecond: requests.value * replicasPerSystem * mix.output,
    ttft: predictedTime(point.ttft, combine(spread, queueing)),
    tpot: predictedTime(point.tpot, spread),
    configuration: {
      precision: replica.format.format,
      tensorParallel: replica.tensorParallel,
      expertParallel: replica.shape.moeLayers > 0 ? replica.ranks : 1,
      ...(replica.stages !== undefined && { pipelineParallel: replica.stages }),
      ...(ranks.rank.timeFactor !== undefined && { timeFactor: ranks.rank.timeFactor }),
      ranksPerAccelerator: perAccelerator,
      acceleratorsPerReplica: ranksOf(replica) / perAccelerator,
      replicasPerSystem,
      batch: point.batch,
      aggregated: true,
    },
    boundBy: point.boundBy,
    level: ranks.rank.level,
    lineage: lineageOf(system, ranks, model, replica),
    assumptions: [...ranks.assumptions, ...shape.approximations],
  };
}

interface Found {
  readonly kind: 'found';
  readonly replica: Replica;
  readonly point: BoundPoint;
  readonly replicasPerSystem: number;
}

/**
 * The configuration with the most requests per second per system; of equals the first tried, which is the simplest. Mixtures of experts
 * may span systems even where they fit in one, as their operators let them: experts spread wider are read less often. A dense
 * model spans only as many systems as it must.
 */
function search(
  shape: ModelShape,
  rank: Rank,
  mix: ServiceMix,
  limits: Limits,
): Found | { readonly kind: 'levelMissed' | 'doesNotFit' } {
  let fits = false;
  let best: Found | undefined;
  for (let systems = 1; systems <= mostSystems; systems *= 2) {
    if (systems > 1 && (rank.far === undefined || (best !== undefined && shape.moeLayers === 0))) break;
    for (const replica of replicas(shape, rank, systems)) {
      if (meanWithin(requestsThatFit(replica, mix.context)) * (ranksOf(replica) / replica.tensorParallel) < 1)
        continue;
      fits = true;
      const point = largestPoint(replica, mix, limits);
      if (point === undefined) continue;
      const replicasPerSystem = systems === 1 ? Math.floor(rank.perSystem / ranksOf(replica)) : 1 / systems;
      if (best === undefined || point.rate * replicasPerSystem > best.point.rate * best.replicasPerSystem) {
        best = { kind: 'found', replica, point, replicasPerSystem };
      }
    }
  }
  return best ?? { kind: fits ? 'levelMissed' : 'doesNotFit' };
}

/** Most stages of a pipeline that serves. Assumed: 8 is the most published. */
const mostStages = 8;

/**
 * Replicas that split a system (or `systems` of them) evenly, simplest first: format, ranks of a stage, tensor parallelism, then stages.
 * Dense models have one group per stage.
 */
export function* replicas(shape: ModelShape, rank: Rank, systems: number): Generator<Replica> {
  const all = rank.perSystem * systems;
  if (systems > 1 && all > mostRanks) return;
  const layers = shape.denseLayers + shape.moeLayers;
  for (const format of rank.formats) {
    for (const ranks of systems === 1 ? divisors(all, mostRanks) : [all]) {
      if (ranks > 1 && rank.near === undefined) continue;
      const widths = shape.moeLayers > 0 ? divisors(ranks, widestTensor) : [ranks];
      for (const tensorParallel of widths) {
        if (shape.attention.heads % tensorParallel !== 0) continue;
        yield { shape, rank, format, tensorParallel, ranks };
        if (rank.near === undefined) continue;
        for (let stages = 2; stages <= Math.min(mostStages, layers); stages *= 2)
          if (systems === 1 && all % (ranks * stages) === 0)
            yield { shape, rank, format, tensorParallel, ranks, stages };
      }
    }
  }
}

/** Divisors of n up to `most`, ascending. */
function divisors(n: number, most: number): readonly number[] {
  return Array.from({ length: Math.min(n, most) }, (_, index) => index + 1).filter(
    (candidate) => n % candidate === 0,
  );
}

function scaled({ ttft, tpot }: Limits, factor: number): Limits {
  return { ttft: ttft * factor, tpot: tpot * factor };
}

/**
 * If all times are s × predicted, whoever measures them would run the replica right at the level, that is at level ÷ s predicted, and
 * get 1/s of the predicted rate there.
 */
function capacityInterval(
  replica: Replica,
  mix: ServiceMix,
  level: Limits,
  point: BoundPoint,
  { fast, slow }: Spread,
): Predicted {
  const at = (factor: number) => (largestPoint(replica, mix, scaled(level, 1 / factor))?.rate ?? 0) / factor;
  return { value: point.rate, low: Math.min(at(slow), point.rate), high: Math.max(at(fast), point.rate) };
}

function lineageOf(
  system: System,
  { lineage }: Extract<RankOf, { known: true }>,
  model: Model,
  replica: Replica,
): readonly string[] {
  const spans = ranksOf(replica) > replica.rank.domain;
  return [
    ...lineage,
    `${system.accelerator}.${replica.format.field}`,
    ...(replica.rank.perAccelerator > 1 ? [`${system.accelerator}.dies`] : []),
    ...(spans ? [`${system.id}.scaleOut`] : []),
    ...(model.incomplete ? [`${model.id}.parameters`, `${model.id}.activeParameters`] : []),
  ].toSorted();
}
