import type { Candidate, Candidates } from './candidates.ts';
import { type BoundPoint, largestPoint, largestWithin, type Limits } from './capacity.ts';
import { mostSystems } from './layouts.ts';
import { ranksOf, type Replica } from './replica.ts';

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
  { rank, mix, formats, spanning }: Candidates,
  limits: Limits,
): SharedReplica | { readonly kind: 'levelMissed' | 'doesNotFit' } {
  let fits = false;
  let best: (Candidate & { readonly rate: number; readonly replicasPerSystem: number }) | undefined;
  for (let systems = 1; systems <= mostSystems; systems *= 2) {
    if (systems > 1 && rank.far === undefined) break;
    for (const weights of formats) {
      for (const { replica, model } of spanning(weights, systems)) {
        fits = true;
        const point = largestWithin(replica, mix, limits, model);
        if (point === undefined) continue;
        const replicasPerSystem = systems === 1 ? Math.floor(rank.perSystem / ranksOf(replica)) : 1 / systems;
        if (best === undefined || point.rate * replicasPerSystem > best.rate * best.replicasPerSystem) {
          best = { replica, model, rate: point.rate, replicasPerSystem };
        }
      }
    }
  }
  const point = best && largestPoint(best.replica, mix, limits, best.model);
  if (best === undefined || point === undefined) return { kind: fits ? 'levelMissed' : 'doesNotFit' };
  return { kind: 'found', replica: best.replica, point, replicasPerSystem: best.replicasPerSystem };
}
