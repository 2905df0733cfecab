import { weightFormatOf } from './layouts.ts';
import type { ModelShape } from './model-shape.ts';
import type { Rank } from './rank.ts';
import { ranksOf, type Replica } from './replica.ts';
import type { SharedReplica } from './shared-replica.ts';
import type { SplitPools } from './split-pools.ts';
import type { ReplicaConfiguration, ServingConfiguration } from './types.ts';

/** A replica as a plan names it. */
function configurationOf(replica: Replica): ReplicaConfiguration {
  const { rank, format, expertFormat, stages } = replica;
  return {
    precision: format.format,
    ...(expertFormat !== undefined && { expertPrecision: expertFormat.format }),
    tensorParallel: replica.tensorParallel,
    expertParallel: replica.shape.moeLayers > 0 ? replica.ranks : 1,
    ...(stages !== undefined && { pipelineParallel: stages }),
    ...(rank.timeFactor !== undefined && { timeFactor: rank.timeFactor }),
    ranksPerAccelerator: rank.perAccelerator,
    acceleratorsPerReplica: ranksOf(replica) / rank.perAccelerator,
  };
}

/** A shared replica as a plan names it. */
export function sharedConfiguration({
  replica,
  point,
  replicasPerSystem,
}: SharedReplica): ServingConfiguration {
  return { ...configurationOf(replica), replicasPerSystem, batch: point.batch, aggregated: true };
}

/** Two pools as a plan names them: the replicas for answers, and beside them those for prompts. `bytes`: cache of a mean prompt. */
export function splitConfiguration(
  { systems, prefill, decode, batch, link }: SplitPools,
  bytes: number,
): ServingConfiguration {
  return {
    ...configurationOf(decode.replica),
    replicasPerSystem: decode.count / systems,
    batch,
    aggregated: false,
    prefill: {
      ...configurationOf(prefill.replica),
      replicasPerSystem: prefill.count / systems,
      unit: systems,
      part: prefill.systems / systems,
      handOverBytes: bytes,
      linkBytesPerSecond: link,
    },
  };
}

/** The replica that a configuration names; undefined where the chip does not have its formats. */
export function replicaFrom(
  configuration: ReplicaConfiguration,
  shape: ModelShape,
  rank: Rank,
): Replica | undefined {
  const weights = weightFormatOf(rank, configuration);
  if (weights === undefined) return undefined;
  const { tensorParallel, acceleratorsPerReplica, ranksPerAccelerator } = configuration;
  const stages = configuration.pipelineParallel ?? 1;
  return {
    shape,
    rank,
    ...weights,
    tensorParallel,
    ranks: (acceleratorsPerReplica * ranksPerAccelerator) / stages,
    ...(stages > 1 && { stages }),
  };
}
