import type { Accelerator, Model, System } from '../catalog/index.ts';
import { replicaFrom } from './configuration.ts';
import { requestBytes, requestsThatFit } from './memory-room.ts';
import { rankOf } from './rank.ts';
import { shapeOf } from './shape-of.ts';
import { ranksOf } from './replica.ts';
import { stepModel } from './step-model.ts';
import { stepSeconds } from './step-seconds.ts';
import type { ReplicaConfiguration } from './types.ts';

/** A configured replica, for whoever runs it step by step: the simulator. */
export interface ServingReplica {
  /**
   * Seconds of one step: `decode` requests that attend to `context` tokens each, beside `prefill` prompt tokens that attend to
   * `prefillContext` each, all means, counts of the whole replica.
   */
  seconds(decode: number, context: number, prefill: number, prefillContext: number): number;
  /** Tokens of KV cache the replica holds when its requests hold `context` tokens each (windows make long requests cheaper). */
  kvTokens(context: number): number;
  /** Bytes of KV cache of one token of a prompt of `context` tokens: what goes over a link when it is handed over. */
  kvBytesPerToken(context: number): number;
  /** Bytes per second that the replica sends beyond its scale-up domain, or within it where nothing lies beyond; undefined = unknown. */
  readonly linkBytesPerSecond: number | undefined;
}

/** The replica that a rate was found for, built again from its configuration; undefined where chip or model are not known enough. */
export function servingReplica(
  system: System,
  accelerator: Accelerator,
  model: Model,
  configuration: ReplicaConfiguration,
): ServingReplica | undefined {
  const ranks = rankOf(system, accelerator);
  const shape = shapeOf(model);
  if (!ranks.known || !shape.known) return undefined;
  const replica = replicaFrom(configuration, shape.shape, ranks.rank);
  if (replica === undefined) return undefined;
  const groups = ranksOf(replica) / replica.tensorParallel;
  const prepared = stepModel(replica);
  const port = ranks.rank.far ?? ranks.rank.near;
  return {
    seconds: (decode, context, prefill, prefillContext) =>
      stepSeconds(prepared, decode, context, prefill, prefillContext) * (configuration.timeFactor ?? 1),
    kvTokens: (context) => Math.max(0, groups * requestsThatFit(replica, context) * context),
    kvBytesPerToken: (context) => requestBytes({ ...replica, tensorParallel: 1 }, context) / context,
    linkBytesPerSecond: port === undefined ? undefined : port * ranksOf(replica),
  };
}
