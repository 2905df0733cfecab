import type { PlanFile } from '../../plan/index.ts';
import type { ServiceProof } from './prove-service.ts';

/** How much more is counted on where the day misses a level that the peak hour keeps. */
const dayGrowth = 1.05;

/** By service id: the part of its rates that simulation bears out, 0 … 1. */
export type Derating = ReadonlyMap<string, number>;

/** A plan with its proof, and how often it was planned. */
export interface Proven {
  readonly plan: PlanFile;
  readonly proofs: readonly ServiceProof[];
  readonly rounds: number;
  readonly derating: Derating;
  /**
   * `no plan`: with the lower rates there is none, so this is the last one there was; `beyond`: no capacity
   * keeps a level; `open`: rounds ran out, or it was interrupted.
   */
  readonly end: 'proven' | 'no plan' | 'beyond' | 'open';
}

/**
 * Plans until simulation bears it out.
 *
 * ```
 * plan with derated rates → prove → all met: done
 *         ↑                   │ missed: the service's rates × 1 / growth needed (a twentieth less where only the day missed)
 *         └───────────────────┘ at most `rounds` times
 * ```
 *
 * @param make plans with every rate of a service multiplied by its derating; services that are not in it keep their rates
 */
export async function proveUntil(
  make: (derating: Derating) => Promise<PlanFile>,
  prove: (plan: PlanFile) => Promise<readonly ServiceProof[]>,
  rounds: number,
): Promise<Proven> {
  let derating: Derating = new Map();
  let last: Omit<Proven, 'end'> | undefined;
  for (let round = 1; ; round += 1) {
    const plan = await make(derating);
    if (plan.objective.value === null && last !== undefined)
      return { ...last, end: plan.status === 'interrupted' ? 'open' : 'no plan' };
    const proofs = await prove(plan);
    const missed = proofs.filter(({ verdict }) => verdict === 'missed' || verdict === 'saturated');
    last = { plan, proofs, rounds: round, derating };
    const served = plan.services.filter(({ quarters }) => quarters.some((quarter) => quarter.served > 0));
    const unproven = served.some(({ id }) => !proofs.some(({ service }) => service === id));
    const interrupted = proofs.some(({ verdict }) => verdict === 'interrupted');
    if (missed.length === 0 && !unproven && !interrupted && plan.objective.value !== null)
      return { ...last, end: 'proven' };
    if (interrupted || (unproven && missed.length === 0) || plan.objective.value === null || round >= rounds)
      return { ...last, end: 'open' };
    // Where twice the capacity misses a level, lower rates do not help either.
    if (missed.some(({ when, growth }) => when !== 'day' && growth === null))
      return { ...last, end: 'beyond' };
    const next = new Map(derating);
    for (const id of new Set(missed.map(({ service }) => service))) {
      const growths = missed.filter(({ service }) => service === id).map(({ growth }) => growth ?? dayGrowth);
      next.set(id, (derating.get(id) ?? 1) / Math.max(...growths));
    }
    derating = next;
  }
}
