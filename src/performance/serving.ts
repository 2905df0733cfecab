import type { Model, System } from '../catalog/index.ts';
import type { ResolvedService } from '../scenario/index.ts';
import { type Candidates, candidatesOf } from './candidates.ts';
import { largestPoint, type Limits } from './capacity.ts';
import { sharedConfiguration, splitConfiguration } from './configuration.ts';
import { combine, exact, predictedTime, type Spread } from './interval.ts';
import { mostSystems, weightFormats } from './layouts.ts';
import { type Reason, reasons } from './messages.ts';
import type { ModelShape } from './model-shape.ts';
import { type SplitWork, splitWork } from './pool-rates.ts';
import { type Rank, type RankOf, spreadOfTimes } from './rank.ts';
import { ranksOf, type Replica } from './replica.ts';
import { serviceMix } from './service-mix.ts';
import { shapeOf } from './shape-of.ts';
import { sharedReplica } from './shared-replica.ts';
import { type SplitPools, splitPools, splitRate } from './split-pools.ts';
import type { Predicted, ServiceRate } from './types.ts';

/**
 * Configurations are chosen so that predicted times stay within this part of the service level: at 50 ms per token and more,
 * 9-14 % of configurations chosen by a model like this broke the measured level by over 5 % without a margin.
 */
const margin = 0.85;

/**
 * How much more than a shared replica separate pools must do to be chosen. They are more to run, and the two ways are predicted apart:
 * median errors of the time per token are 11 % in closed loop and 14 % with split pools.
 */
const worthSplitting = 1.1;

/** Error that an approximate model shape adds to predicted times. Assumed. */
const approximateShape: Spread = { fast: 0.8, slow: 1.25 };
/** Error that the closed form of queueing adds to the time to first token with steady arrivals. Arrivals in waves are worse. Assumed. */
const queueing: Spread = { fast: 0.5, slow: 2 };

/**
 * The best rate of one system for one service.
 *
 * ```
 * formats of the chip × ranks per replica × tensor parallel ──► replicas that fit (in one system, or in 2, 4, 8 joined by the network)
 *     ──► largest batch within 85 % of the service level ──► most requests per second per system
 *     ──► the same configuration with times at either end of their error, run right at the level ──► interval
 *     ──► prompts and answers on replicas of their own instead, where that does a tenth more and no less at the slow end
 * ```
 *
 * Where the slow end cannot meet the level at all, the low end of the rate is 0.
 */
export function rateService(
  system: System,
  ranks: RankOf,
  model: Model,
  service: ResolvedService,
): ServiceRate | Reason {
  const rated = rateWays(system, ranks, model, service);
  return 'code' in rated ? rated : rated.rate;
}

/** As `rateService`, with both ways of serving that it chose from. */
export function rateWays(
  system: System,
  ranks: RankOf,
  model: Model,
  service: ResolvedService,
): { readonly rate: ServiceRate; readonly ways: ServingWays } | Reason {
  if (!ranks.known) return ranks.reason;
  const found = shapeOf(model);
  if (!found.known) return reasons.modelUnknown(model.id, found.why);
  const { rank } = ranks;
  const { shape, approximations } = found;
  const ways = servingWays(shape, rank, service);
  const { shared, work, pools } = ways;
  const { mix } = ways.candidates;
  const spreadOf = ({ format }: Replica): Spread =>
    combine(spreadOfTimes(rank, format), approximations.length > 0 ? approximateShape : exact);
  const rated = (
    replicas: readonly [Replica, ...Replica[]],
    of: Pick<ServiceRate, 'configuration' | 'boundBy'> & { readonly ttft: number; readonly tpot: number },
    requests: (spread: Spread) => Predicted,
  ): ServiceRate => {
    const spread = spreadOf(replicas[0]);
    const requestsPerSecond = requests(spread);
    return {
      system: system.id,
      service: service.id,
      requestsPerSecond,
      outputTokensPerSecond: requestsPerSecond.value * mix.output,
      ttft: predictedTime(of.ttft, combine(spread, queueing)),
      tpot: predictedTime(of.tpot, spread),
      configuration: of.configuration,
      boundBy: of.boundBy,
      level: rank.level,
      lineage: lineageOf(system, ranks, model, replicas, of.configuration.prefill?.unit ?? 1),
      assumptions: [...ranks.assumptions, ...approximations],
    };
  };

  const together =
    shared.kind === 'found'
      ? rated([shared.replica], { ...shared.point, configuration: sharedConfiguration(shared) }, (spread) =>
          capacityInterval((level) => largestPoint(shared.replica, mix, level)?.rate ?? 0, service, {
            rate: shared.point.rate,
            perSystem: shared.replicasPerSystem,
            spread,
          }),
        )
      : undefined;
  const apart =
    pools &&
    rated(
      [pools.decode.replica, pools.prefill.replica],
      { ...pools, configuration: splitConfiguration(pools, work.bytes) },
      (spread) =>
        capacityInterval((level) => splitRate(pools, work, level), service, {
          rate: pools.rate,
          perSystem: 1 / pools.systems,
          spread,
        }),
    );
  if (apart !== undefined && (together === undefined || isWorthSplitting(apart, together)))
    return { rate: apart, ways };
  if (together !== undefined) return { rate: together, ways };
  if (shared.kind === 'levelMissed') return reasons.levelUnreachable(service.id, system.id);
  const { near, far } = rank;
  if (near === undefined) return reasons.cannotSpan(model.id, system.accelerator);
  if (far === undefined) return reasons.cannotSpan(model.id, system.id);
  return reasons.doesNotFit(model.id, system.id, mostSystems);
}

/** Apart does a tenth more than together, and no less where all times turn out as slow as one in ten does. */
function isWorthSplitting(
  { requestsPerSecond: apart }: ServiceRate,
  { requestsPerSecond: together }: ServiceRate,
): boolean {
  return apart.value > together.value * worthSplitting && apart.low >= together.low;
}

/** Both ways of serving at 85 % of the level: prompts and answers on one replica, and on replicas of their own. */
export interface ServingWays {
  readonly candidates: Candidates;
  readonly work: SplitWork;
  readonly shared: ReturnType<typeof sharedReplica>;
  readonly pools: SplitPools | undefined;
}

/** The best of both ways. */
export function servingWays(
  shape: ModelShape,
  rank: Rank,
  service: Pick<ResolvedService, 'classes' | 'formats' | 'ttft' | 'tpot'>,
): ServingWays {
  const mix = serviceMix(service.classes);
  const candidates = candidatesOf(shape, rank, mix, weightFormats(shape, rank, service.formats));
  const limits = scaled(service, margin);
  const work = splitWork(shape, rank, mix, service.classes);
  return {
    candidates,
    work,
    shared: sharedReplica(candidates, limits),
    pools: splitPools(candidates, work, limits),
  };
}

function scaled({ ttft, tpot }: Limits, factor: number): Limits {
  return { ttft: ttft * factor, tpot: tpot * factor };
}

/**
 * If all times are s × predicted, whoever measures them would run the replica right at the level, that is at level ÷ s predicted, and
 * get 1/s of the predicted rate there. `rateAt`: requests per second of the configuration at a level.
 */
function capacityInterval(
  rateAt: (level: Limits) => number,
  level: Limits,
  {
    rate,
    perSystem,
    spread: { fast, slow },
  }: { readonly rate: number; readonly perSystem: number; readonly spread: Spread },
): Predicted {
  const at = (factor: number) => rateAt(scaled(level, 1 / factor)) / factor;
  return {
    value: rate * perSystem,
    low: Math.min(at(slow), rate) * perSystem,
    high: Math.max(at(fast), rate) * perSystem,
  };
}

function lineageOf(
  system: System,
  { lineage, rank }: Extract<RankOf, { known: true }>,
  model: Model,
  replicas: readonly Replica[],
  unit: number,
): readonly string[] {
  const fields = replicas.flatMap(({ format, expertFormat }) => [
    format.field,
    ...(expertFormat === undefined ? [] : [expertFormat.field]),
  ]);
  const spans = unit > 1 || replicas.some((replica) => ranksOf(replica) > rank.domain);
  return [
    ...lineage,
    ...new Set(fields.map((field) => `${system.accelerator}.${field}`)),
    ...(rank.perAccelerator > 1 ? [`${system.accelerator}.dies`] : []),
    ...(spans ? [`${system.id}.scaleOut`] : []),
    ...(model.incomplete ? [`${model.id}.parameters`, `${model.id}.activeParameters`] : []),
  ].toSorted();
}
