import type { Use } from '../../rules/index.ts';
import type { ResolvedScenario } from '../../scenario/index.ts';

/** A service or run, as queues see it. */
export interface Work {
  readonly id: string;
  readonly name: string;
  readonly use: Use;
  /** Of its workloads: higher goes first. */
  readonly priority: number;
  readonly why: string;
}

const priorities = { service: 100_000, run: 10_000, step: 100 } as const;

/**
 * All work of a scenario with its priority, sorted by id. Users wait for services, so these go before runs; among
 * services those whose unmet tokens cost most, among runs those whose deadline is nearest.
 */
export function worksOf({ services, runs, quarters }: ResolvedScenario): readonly Work[] {
  const cheapFirst = services.toSorted((a, b) => a.unmetPenalty - b.unmetPenalty || order(a.id, b.id));
  const lateFirst = runs.toSorted((a, b) => b.deadline - a.deadline || order(a.id, b.id));
  return [
    ...cheapFirst.map((service, rank) => ({
      id: service.id,
      name: service.name,
      use: 'inference' as const,
      priority: priorities.service + priorities.step * rank,
      why: `A service; services go before runs, ranked by what unmet tokens cost (rank ${rank + 1} of ${services.length} from below).`,
    })),
    ...lateFirst.map((run, rank) => ({
      id: run.id,
      name: run.name,
      use: 'training' as const,
      priority: priorities.run + priorities.step * rank,
      why: `A training run due by the end of ${quarters[run.deadline] ?? 'the horizon'}; the nearest deadline goes first.`,
    })),
  ].toSorted((a, b) => order(a.id, b.id));
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
