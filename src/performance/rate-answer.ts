import type { Accelerator, Model, System } from '../catalog/index.ts';
import { seconds } from '../quantity/index.ts';
import type { ResolvedService } from '../scenario/index.ts';
import { type Anchor, anchoredRanks } from './anchors.ts';
import { replicaFrom, sharedConfiguration, splitConfiguration } from './configuration.ts';
import { frontier, type FrontierPoint } from './frontier.ts';
import type { PermittedFormat } from './layouts.ts';
import { cacheRoom, weightBytesPerRank } from './memory-room.ts';
import type { Reason } from './messages.ts';
import { rankOf } from './rank.ts';
import { rateWays } from './serving.ts';
import { stepModel } from './step-model.ts';
import { type OperatorTime, stepOperators } from './step-seconds.ts';
import type { ServiceRate, ServingConfiguration } from './types.ts';

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
  /** Formats of 4 bits permitted beside those of 8 and 16; none where not said. */
  readonly formats?: readonly PermittedFormat[];
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
  /** The best of each way of serving: prompts and answers on one replica, and on replicas of their own. */
  readonly shared: ServingWay | undefined;
  readonly split: ServingWay | undefined;
  /** A decode step at the chosen batch, and one with a chunk of prompts, operator by operator. */
  readonly decodeStep: readonly OperatorTime[];
  readonly prefillStep: readonly OperatorTime[];
}

/** One way of serving, chosen or not. */
export interface ServingWay {
  /** Of one system. */
  readonly requestsPerSecond: number;
  readonly configuration: ServingConfiguration;
}

/** Prompt tokens of the step shown with prompts, per group. */
const shownChunk = 2048;

/** Rates one model on one system; the reason where it has no rate. */
export function rateAnswer(question: RateQuestion): RateAnswer | Reason {
  const { system, accelerator, model } = question;
  const ranks = anchoredRanks(rankOf(system, accelerator), question.anchors ?? []);
  const rated = rateWays(system, ranks, model, serviceOf(question));
  if ('code' in rated) return rated;
  const { rate, ways } = rated;
  const { candidates, work, shared, pools } = ways;
  const { shape, rank, mix } = candidates;
  const { prefill, batch } = rate.configuration;
  const replica = replicaFrom(rate.configuration, shape, rank);
  const prompts = prefill === undefined ? replica : replicaFrom(prefill, shape, rank);
  if (replica === undefined || prompts === undefined)
    throw new Error(`${model.id} was rated in a format that ${accelerator.id} does not have`);
  const decoding = { decode: batch, context: mix.context, prefill: 0, prefillContext: 0 };
  const prompting = stepModel(prompts);
  return {
    rate,
    perAccelerator: rate.outputTokensPerSecond / system.accelerators,
    memory: {
      total: rank.memory,
      weights: weightBytesPerRank(replica),
      cache: Math.max(0, cacheRoom(replica)),
    },
    frontier: frontier(candidates),
    shared:
      shared.kind === 'found'
        ? {
            requestsPerSecond: shared.point.rate * shared.replicasPerSystem,
            configuration: sharedConfiguration(shared),
          }
        : undefined,
    split: pools && {
      requestsPerSecond: pools.rate / pools.systems,
      configuration: splitConfiguration(pools, work.bytes),
    },
    decodeStep: stepOperators(stepModel(replica), decoding),
    prefillStep: stepOperators(prompting, {
      ...decoding,
      ...(prefill !== undefined && { decode: 0 }),
      prefill: shownChunk * prompting.groups,
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
  formats,
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
    ...(formats !== undefined && { formats }),
  };
}
