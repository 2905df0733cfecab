import type { Accelerator, Model, System } from '../catalog/index.ts';
import { seconds } from '../quantity/index.ts';
import type { ResolvedService } from '../scenario/index.ts';
import { type Anchor, anchoredRanks } from './anchors.ts';
import { frontier, type FrontierPoint } from './frontier.ts';
import { cacheRoom, weightBytesPerRank } from './memory-room.ts';
import type { Reason } from './messages.ts';
import { type RankOf, rankOf } from './rank.ts';
import { serviceMix } from './service-mix.ts';
import { margin, rateService } from './serving.ts';
import { shapeOf } from './shape-of.ts';
import { type SplitPools, splitPools } from './split-pools.ts';
import type { Replica } from './replica.ts';
import { stepModel } from './step-model.ts';
import { type OperatorTime, stepOperators } from './step-seconds.ts';
import type { ServiceRate } from './types.ts';

/** What somebody asks of one model on one system; tokens per request, seconds. */
export interface RateQuestion {
  readonly system: System;
  readonly accelerator: Accelerator;
  readonly model: Model;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Part of the input found in the prefix cache. */
  readonly cachedInput: number;
  readonly ttft: number;
  readonly tpot: number;
  /** Measurements of the model on the chip, beside what the model of rates says of the same runs. */
  readonly anchors?: readonly Anchor[];
}

/** The rate with all that explains it. */
export interface RateAnswer {
  readonly rate: ServiceRate;
  /** Output tokens per second and accelerator. */
  readonly perAccelerator: number;
  /** Bytes per rank: in all, taken by weights, left for caches. */
  readonly memory: { readonly total: number; readonly weights: number; readonly cache: number };
  readonly frontier: readonly FrontierPoint[];
  /** Prefill and decode on systems of their own, where that is possible. */
  readonly split: SplitPools | undefined;
  /** A decode step at the chosen batch, and one with a chunk of prompts, operator by operator. */
  readonly decodeStep: readonly OperatorTime[];
  readonly prefillStep: readonly OperatorTime[];
}

/** Prompt tokens of the step shown with prompts, per group. */
const shownChunk = 2048;

/** Rates one model on one system; the reason where it has no rate. */
export function rateAnswer(question: RateQuestion): RateAnswer | Reason {
  const { system, accelerator, model } = question;
  const ranks = anchoredRanks(rankOf(system, accelerator), question.anchors ?? []);
  const service = serviceOf(question);
  const rate = rateService(system, ranks, model, service);
  if ('code' in rate) return rate;
  const shape = shapeOf(model);
  if (!ranks.known || !shape.known) throw new Error(`${model.id} was rated without a shape`);
  const replica = replicaOf(ranks, shape.shape, rate);
  const mix = serviceMix(service.classes);
  const prepared = stepModel(replica);
  const decoding = { decode: rate.configuration.batch, context: mix.context, prefill: 0, prefillContext: 0 };
  return {
    rate,
    perAccelerator: rate.outputTokensPerSecond / system.accelerators,
    memory: {
      total: ranks.rank.memory,
      weights: weightBytesPerRank(replica),
      cache: Math.max(0, cacheRoom(replica)),
    },
    frontier: frontier(shape.shape, ranks.rank, mix),
    split: splitPools(shape.shape, ranks.rank, mix, {
      ttft: question.ttft * margin,
      tpot: question.tpot * margin,
    }),
    decodeStep: stepOperators(prepared, decoding),
    prefillStep: stepOperators(prepared, {
      ...decoding,
      prefill: shownChunk * prepared.groups,
      prefillContext: mix.prefillContext,
    }),
  };
}

function serviceOf({
  model,
  inputTokens,
  outputTokens,
  cachedInput,
  ttft,
  tpot,
}: RateQuestion): ResolvedService {
  return {
    id: 'question',
    name: 'question',
    model: model.id,
    residency: [],
    sites: [],
    classes: [{ id: 'all', share: 1, inputTokens, outputTokens, cachedInput }],
    ttft: seconds(ttft),
    tpot: seconds(tpot),
    peak: [],
    mean: [],
    unmetPenalty: 0,
  };
}

function replicaOf(
  { rank }: Extract<RankOf, { known: true }>,
  shape: Replica['shape'],
  { configuration }: ServiceRate,
): Replica {
  const format = rank.formats.find(({ format: name }) => name === configuration.precision) ?? rank.wide;
  const {
    tensorParallel,
    acceleratorsPerReplica,
    ranksPerAccelerator,
    pipelineParallel: stages = 1,
  } = configuration;
  const ranks = (acceleratorsPerReplica * ranksPerAccelerator) / stages;
  return { shape, rank, format, tensorParallel, ranks, ...(stages > 1 && { stages }) };
}
