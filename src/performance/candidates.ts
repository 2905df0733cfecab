import { replicas, type WeightFormat } from './layouts.ts';
import { meanWithin, requestsThatFit } from './memory-room.ts';
import type { ModelShape } from './model-shape.ts';
import type { Rank } from './rank.ts';
import { ranksOf, type Replica } from './replica.ts';
import type { ServiceMix } from './service-mix.ts';
import { type StepModel, stepModel } from './step-model.ts';

/** A replica that holds at least one request, ready to be timed. */
export interface Candidate {
  readonly replica: Replica;
  readonly model: StepModel;
}

/** The replicas of one model on one system that a search may choose from. */
export interface Candidates {
  readonly shape: ModelShape;
  readonly rank: Rank;
  readonly mix: ServiceMix;
  readonly formats: readonly WeightFormat[];
  /** Those in one of the formats that split `systems` systems, in the order of `replicas`. */
  readonly spanning: (weights: WeightFormat, systems: number) => readonly Candidate[];
}

/**
 * Candidates for a service. Both ways of serving and the frontier look at the same ones, so each is made once, when it is first asked
 * for: a pod of thousands of ranks has hundreds.
 */
export function candidatesOf(
  shape: ModelShape,
  rank: Rank,
  mix: ServiceMix,
  formats: readonly WeightFormat[],
): Candidates {
  const made = new Map<WeightFormat, Map<number, readonly Candidate[]>>(
    formats.map((weights) => [weights, new Map()]),
  );
  const spanning = (weights: WeightFormat, systems: number): readonly Candidate[] => {
    const bySystems = made.get(weights);
    const known = bySystems?.get(systems);
    if (known !== undefined) return known;
    const found = [...replicas(shape, rank, weights, systems)]
      .filter((replica) => holdsRequests(replica, mix))
      .map((replica) => ({ replica, model: stepModel(replica) }));
    bySystems?.set(systems, found);
    return found;
  };
  return { shape, rank, mix, formats, spanning };
}

/** Whether weights and at least one request of mean length fit, with the room that chance asks for. */
function holdsRequests(replica: Replica, { context }: ServiceMix): boolean {
  return meanWithin(requestsThatFit(replica, context)) * (ranksOf(replica) / replica.tensorParallel) >= 1;
}
