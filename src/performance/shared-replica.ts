import { type BoundPoint, largestPoint, type Limits } from './capacity.ts';
import { mostSystems, replicas, type WeightFormat } from './layouts.ts';
import { meanWithin, requestsThatFit } from './memory-room.ts';
import type { ModelShape } from './model-shape.ts';
import type { Rank } from './rank.ts';
import { ranksOf, type Replica } from './replica.ts';
import type { ServiceMix } from './service-mix.ts';

/** The best replica on which prompts and answers share the steps. */
export interface SharedReplica {
  readonly kind: 'found';
  readonly replica: Replica;
  readonly point: BoundPoint;
  readonly replicasPerSystem: number;
}

/**
 * The configuration with the most requests per second per system; of equals the first tried, which is the simplest. Replicas may span
 * systems even where one holds the model: experts spread wider are read less often, and a dense model may meet a tight level only so.
 */
export function sharedReplica(
  shape: ModelShape,
  rank: Rank,
  formats: readonly WeightFormat[],
  mix: ServiceMix,
  limits: Limits,
): SharedReplica | { readonly kind: 'levelMissed' | 'doesNotFit' } {
  let fits = false;
  let best: SharedReplica | undefined;
  for (let systems = 1; systems <= mostSystems; systems *= 2) {
    if (systems > 1 && rank.far === undefined) break;
    for (const weights of formats) {
      for (const replica of replicas(shape, rank, weights, systems)) {
        if (!holdsRequests(replica, mix)) continue;
        fits = true;
        const point = largestPoint(replica, mix, limits);
        if (point === undefined) continue;
        const replicasPerSystem = systems === 1 ? Math.floor(rank.perSystem / ranksOf(replica)) : 1 / systems;
        if (best === undefined || point.rate * replicasPerSystem > best.point.rate * best.replicasPerSystem) {
          best = { kind: 'found', replica, point, replicasPerSystem };
        }
      }
    }
  }
  return best ?? { kind: fits ? 'levelMissed' : 'doesNotFit' };
}

/** Whether weights and at least one request of mean length fit, with the room that chance asks for. */
export function holdsRequests(replica: Replica, { context }: ServiceMix): boolean {
  return meanWithin(requestsThatFit(replica, context)) * (ranksOf(replica) / replica.tensorParallel) >= 1;
}
