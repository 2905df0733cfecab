import { setImmediate } from 'node:timers/promises';
import { servingReplica } from '../performance/index.ts';
import type { PlanFile } from '../plan/index.ts';
import {
  proveService,
  serviceFleet,
  type EngineName,
  type ProofOptions,
  type ServiceProof,
  type Statistic,
} from '../simulation/index.ts';
import type { Prepared } from './prepared.ts';

/** What to prove of a plan, and how. */
export interface ProofWish {
  /** Service ids; all where undefined. */
  readonly service: string | undefined;
  /** A quarter, `all`, or undefined: the one with the highest peak of each service. */
  readonly quarter: string | undefined;
  readonly engine: EngineName;
  readonly statistic: Statistic;
  readonly seed: number;
  readonly replications: number;
  readonly peakSeconds: number;
  readonly hourSeconds: number;
  readonly mostReplicas: number;
  readonly trace?: ProofOptions['trace'];
  /** Looks on at the first run of the first service. */
  readonly watch?: ProofOptions['watch'];
  readonly signal: AbortSignal;
  /** What is being proven, and the part of all that is done. */
  readonly onProgress: (what: string, done: number) => void;
}

/**
 * Proves the services of a plan one after the other. Aborting the signal ends with what is proven so far; the case under way is
 * marked as interrupted.
 */
export async function provePlan(
  plan: PlanFile,
  { scenario, rates }: Prepared,
  wish: ProofWish,
): Promise<readonly ServiceProof[]> {
  const cases = plan.services
    .filter(({ id }) => wish.service === undefined || id === wish.service)
    .flatMap(({ id, quarters }) => quartersOf(quarters, wish.quarter).map((quarter) => ({ id, quarter })));
  const proofs: ServiceProof[] = [];
  for (const [index, { id, quarter }] of cases.entries()) {
    const fleet = serviceFleet(
      {
        plan,
        scenario,
        engine: wish.engine,
        mostReplicas: wish.mostReplicas,
        rateOf: (system, service) =>
          rates.services.find((rate) => rate.system === system && rate.service === service),
        replicaOf: (rate) => {
          const system = scenario.systems.get(rate.system);
          const accelerator = scenario.accelerators.get(system?.accelerator ?? '');
          const model = scenario.models.get(
            scenario.services.find((each) => each.id === rate.service)?.model ?? '',
          );
          if (system === undefined || accelerator === undefined || model === undefined) return undefined;
          return servingReplica(system, accelerator, model, rate.configuration);
        },
      },
      id,
      quarter,
    );
    if (fleet === undefined || fleet.peak === 0) continue;
    const made = await proveService(fleet, quarter, {
      ...wish,
      watch: index === 0 ? wish.watch : undefined,
      pause: async (done) => {
        wish.onProgress(`${id} ${quarter}`, (index + done) / cases.length);
        await setImmediate();
        return wish.signal.aborted ? 'stop' : 'go';
      },
    });
    proofs.push(...made);
    if (wish.signal.aborted) break;
  }
  return proofs;
}

function quartersOf(
  quarters: PlanFile['services'][number]['quarters'],
  wish: string | undefined,
): readonly string[] {
  if (wish === 'all') return quarters.map(({ quarter }) => quarter);
  if (wish !== undefined)
    return quarters.filter(({ quarter }) => quarter === wish).map(({ quarter }) => quarter);
  return quarters
    .filter(({ served }) => served > 0)
    .toSorted((a, b) => b.peak - a.peak)
    .slice(0, 1)
    .map(({ quarter }) => quarter);
}
