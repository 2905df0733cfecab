import type { PlanReplan } from '../../plan/index.ts';
import type { ResolvedScenario } from '../../scenario/index.ts';
import { orderValue } from '../candidates/index.ts';
import { changePrice } from '../program/index.ts';
import type { Solution } from '../solution/index.ts';

/** Systems of orders that differ from what was planned before, and their price in plan currency; none in a first plan. */
export function planChurn(
  { orders }: Pick<Solution, 'orders'>,
  { replan }: Pick<ResolvedScenario, 'replan'>,
): { readonly systems: number; readonly cost: number } {
  if (replan === undefined) return { systems: 0, cost: 0 };
  const now = new Map(
    orders.filter(({ frozen }) => !frozen).map((order) => [order.candidate.id, order] as const),
  );
  const changes = [...new Set([...replan.before.keys(), ...now.keys()])].map((id) => {
    const before = replan.before.get(id);
    const order = now.get(id);
    const price = before?.price ?? (order === undefined ? 0 : orderValue(order.candidate));
    const systems = Math.abs((order?.count ?? 0) - (before?.count ?? 0));
    return { systems, cost: systems * changePrice(replan.churn, price) };
  });
  return {
    systems: changes.reduce((sum, { systems }) => sum + systems, 0),
    cost: changes.reduce((sum, { cost }) => sum + cost, 0),
  };
}

/** The section of the plan file on what was taken over, with what changing it came to. */
export function planReplan(taken: PlanReplan, churn: ReturnType<typeof planChurn> | undefined): PlanReplan {
  return {
    ...taken,
    churn: { ...taken.churn, systems: churn?.systems ?? null, cost: churn?.cost ?? null },
  };
}
