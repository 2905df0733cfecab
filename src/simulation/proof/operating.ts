import { acceptedPerStep, type Speculation } from '../steps/step-model.ts';
import type { Pool, Routing, Scaling } from '../fleet/fleet.ts';
import type { ServiceFleet } from './service-fleet.ts';

/** How a placed fleet is run where that differs from the usual: all replicas stand, nothing fails, the least loaded takes the next request. */
export interface Operating {
  readonly routing?: Routing | undefined;
  /** A closed loop: users of the whole service who wait for their answer, and seconds they think before the next question. */
  readonly users?: { readonly count: number; readonly think: number } | undefined;
  /** Replicas of the whole fleet that stand at least and at most, and seconds from the decision to the first request. */
  readonly scaling?:
    | { readonly least: number; readonly most: number; readonly coldStart: number }
    | undefined;
  /** Breakdowns per accelerator and second, and seconds until a replica is back. */
  readonly failures?: { readonly perAcceleratorSecond: number; readonly meanRepair: number } | undefined;
  readonly speculation?: Speculation | undefined;
  /** Requests set back go to host memory of so many KV blocks per replica, at so many tokens per second. */
  readonly swap?: { readonly hostBlocks: number; readonly tokensPerSecond: number } | undefined;
  /** By class id: lower numbers first; seconds after arrival by which a request must start. */
  readonly priorities?: ReadonlyMap<string, number> | undefined;
  readonly patience?: ReadonlyMap<string, number> | undefined;
}

/** Seconds between two decisions of the autoscaler. Assumed. */
const scalingInterval = 15;
/** Requests a replica is to hold, as a part of those it holds at its rate: room for what comes while new ones start. Assumed. */
const scalingFill = 0.8;

/** The same fleet, run that way. */
export function operated(made: ServiceFleet, operating: Operating): ServiceFleet {
  const { routing, users, priorities, patience } = operating;
  return {
    ...made,
    fleet: {
      ...made.fleet,
      routing: routing ?? made.fleet.routing,
      pools: made.fleet.pools.map((pool, index) => operatedPool(made, pool, index, operating)),
    },
    classes: made.classes.map((each, index) => {
      const id = made.classIds[index] ?? '';
      const priority = priorities?.get(id);
      const wait = patience?.get(id);
      return {
        ...each,
        ...(priority !== undefined && { priority }),
        ...(wait !== undefined && { patience: wait }),
      };
    }),
    ...(users !== undefined && { users: { ...users, count: users.count * made.share } }),
  };
}

function operatedPool(made: ServiceFleet, pool: Pool, index: number, operating: Operating): Pool {
  const { scaling, failures, speculation, swap, priorities, patience } = operating;
  const accelerators = made.placed[index]?.acceleratorsPerReplica ?? 1;
  const order = priorities !== undefined ? 'priority' : patience !== undefined ? 'deadline' : undefined;
  return {
    ...pool,
    ...(scaling !== undefined && scaled(made, pool, scaling, speculation)),
    ...(failures !== undefined && {
      failures: {
        meanBetween: 1 / (failures.perAcceleratorSecond * accelerators),
        meanRepair: failures.meanRepair,
      },
    }),
    engine: {
      ...pool.engine,
      ...(speculation !== undefined && { speculation }),
      ...(order !== undefined && { order }),
      ...(swap !== undefined && {
        preemption: 'swap',
        hostBlocks: swap.hostBlocks,
        swapSecondsPerToken: 1 / swap.tokensPerSecond,
      }),
    },
  };
}

/** A pool takes its part of the replicas asked for, and starts with all of them. */
function scaled(
  { fleet, share, service }: ServiceFleet,
  pool: Pool,
  { least, most, coldStart }: NonNullable<Operating['scaling']>,
  speculation: Speculation | undefined,
): { readonly replicas: number; readonly scaling: Scaling } {
  const all = fleet.pools.reduce((sum, { replicas }) => sum + replicas, 0);
  const part = (share * pool.replicas) / all;
  const replicas = Math.max(1, Math.round(most * part));
  const answer = service.classes.reduce((sum, each) => sum + each.share * each.outputTokens, 0);
  const gain = speculation === undefined ? 1 : acceptedPerStep(speculation);
  const prompts = pool.role === 'decode' ? 0 : service.ttft;
  const answers = pool.role === 'prefill' ? 0 : (answer * service.tpot) / gain;
  const held = pool.rate * (prompts + answers);
  return {
    replicas,
    scaling: {
      initial: replicas,
      least: Math.min(replicas, Math.max(1, Math.round(least * part))),
      target: Math.max(1, held * scalingFill),
      interval: scalingInterval,
      coldStart,
    },
  };
}
