import type { PlanFile } from '../plan/index.ts';
import { proveUntil, type Derating, type Proven } from '../simulation/index.ts';
import { planScenario, type Search } from './planned.ts';
import type { Prepared } from './prepared.ts';
import { provePlan, type ProofWish } from './simulated.ts';

/** Rounds of planning and proving, at most, unless one says otherwise. */
export const defaultRounds = 5;

/** Whom to tell of a round that begins, counted from 1, with the parts of the rates it counts on. */
export type OnRound = (round: number, derating: Derating) => void;

/**
 * Plans, proves the plan by simulation, and plans again with lower rates until the levels are kept or `rounds` are over. The plan comes
 * with its proof, and with the headroom it leaves.
 */
export async function planAndProve(
  prepared: Prepared,
  search: Search,
  wish: ProofWish,
  rounds: number,
  onRound: OnRound,
): Promise<Proven> {
  let round = 0;
  const proven = await proveUntil(
    (derating) => {
      round += 1;
      onRound(round, derating);
      return planScenario(prepared, search, derating);
    },
    (plan) => provePlan(plan, prepared, wish),
    rounds,
  );
  return { ...proven, plan: withProof(proven.plan, proven.proofs, wish) };
}

/**
 * A plan with what simulation says of it.
 *
 * @param operated the flags by which the fleet was run otherwise than usual
 * @param sampled the flags that say how much of it was simulated
 */
export function withProof(
  plan: PlanFile,
  services: Proven['proofs'],
  { seed, replications, engine }: Pick<ProofWish, 'seed' | 'replications' | 'engine'>,
  operated: readonly string[] = [],
  sampled: readonly string[] = [],
): PlanFile {
  return {
    ...plan,
    proof: {
      seed,
      replications,
      engine,
      ...(operated.length > 0 && { operated: [...operated] }),
      ...(sampled.length > 0 && { sampled: [...sampled] }),
      services: [...services],
    },
  };
}
