import type { QuickPlan } from '../../planning/index.ts';
import type { Row, SweepColumn } from '../sweep/index.ts';
import { orderKey } from './commitments.ts';
import type { DrawResult, Evaluator } from './evaluator.ts';

/** Names of the columns of drawn records that belong to one thing each. */
export const columnName = {
  spend: (quarter: string): string => `spend:${quarter}`,
  served: (service: string, quarter: string): string => `served:${service}:${quarter}`,
  trained: (run: string): string => `trained:${run}`,
  share: (share: string): string => `share:${share}`,
  order: (line: string): string => `order:${line}`,
  event: (event: string): string => `event:${event}`,
  factor: (uncertainty: string): string => `factor:${uncertainty}`,
  alternative: (index: number): string => `alternative:${index}`,
} as const;

/**
 * Columns of the records of a scenario's draws; money in the plan currency:
 *
 *     draw · value, cost, unmet, broken (commitments as they turn out) · foresight_… (planned for this future alone)
 *     spend, served, trained, share (of the commitments) · order (systems that foresight orders in the first quarter)
 *     alternative (value under other commitments) · event (quarter index or nothing) · factor
 */
export function recordColumns(evaluator: Evaluator): readonly SweepColumn[] {
  const { world, uncertainties, events, alternatives } = evaluator;
  const { quarters, services, runs, shares } = world.scenario;
  const numbers = [
    'value',
    'cost',
    'unmet',
    'foresight_value',
    'foresight_cost',
    'foresight_unmet',
    'foresight_bound',
    ...quarters.map(columnName.spend),
    ...services.flatMap(({ id }) => quarters.map((quarter) => columnName.served(id, quarter))),
    ...runs.map(({ id }) => columnName.trained(id)),
    ...shares.map(({ id }) => columnName.share(id)),
    ...evaluator.nowCandidates.map(columnName.order),
    ...alternatives.map((_, index) => columnName.alternative(index)),
    ...events.map(({ id }) => columnName.event(id)),
    ...uncertainties.drawn.map(({ id }) => columnName.factor(id)),
  ];
  return [
    { name: 'draw', type: 'whole' },
    { name: 'broken', type: 'text' },
    ...numbers.map((name): SweepColumn => ({ name, type: 'number' })),
  ];
}

/** One draw as a record with those columns. */
export function recordOf(evaluator: Evaluator, draw: number, result: DrawResult): Row {
  const { world, uncertainties, events, alternatives } = evaluator;
  const { future, foresight, committed } = result;
  const happened = new Map(future.events.map(({ event, quarter }) => [event.id, quarter]));
  const row: Record<string, number | string | null> = {
    draw,
    broken: [...new Set([...committed.broken.keys()].map(groupOf))].toSorted().join(' '),
    value: committed.value,
    cost: committed.cost,
    unmet: committed.unmet,
    foresight_value: foresight.value,
    foresight_cost: foresight.cost,
    foresight_unmet: foresight.unmet,
    foresight_bound: foresight.bound,
  };
  for (const [q, quarter] of world.scenario.quarters.entries()) {
    row[columnName.spend(quarter)] = committed.spend[q] ?? 0;
    for (const { id } of world.scenario.services)
      row[columnName.served(id, quarter)] = committed.served.get(id)?.[q] ?? 1;
  }
  for (const { id } of world.scenario.runs) row[columnName.trained(id)] = committed.trained.get(id) ?? 0;
  for (const { id } of world.scenario.shares) row[columnName.share(id)] = committed.shares.get(id) ?? null;
  const ordered = ordersByKey(foresight);
  for (const line of evaluator.nowCandidates) row[columnName.order(line)] = ordered.get(line) ?? 0;
  for (const index of alternatives.keys())
    row[columnName.alternative(index)] = result.alternatives[index]?.value ?? null;
  for (const { id } of events) row[columnName.event(id)] = happened.get(id) ?? null;
  for (const { id } of uncertainties.drawn) row[columnName.factor(id)] = future.factors.get(id) ?? 1;
  return row;
}

function ordersByKey({ orders }: QuickPlan): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const [line, count] of orders) sums.set(orderKey(line), (sums.get(orderKey(line)) ?? 0) + count);
  return sums;
}

/** `power:datong:2025Q3` → `power:datong`: what people would say is not kept. */
export function groupOf(limit: string): string {
  return limit.split(':').slice(0, 2).join(':');
}
