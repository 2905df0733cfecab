import { costKinds, type CostKind } from '../scenario/index.ts';
import type { Check, CheckContext } from './context.ts';
import { expectEqual, expectFields } from './compare.ts';

/** Reporting currency paid in quarter `q` for one kind of cost. */
function paidFor({ ledger }: CheckContext, q: number, kind: CostKind): number {
  return ledger
    .filter((entry) => entry.paid === q && entry.kind === kind)
    .reduce((sum, entry) => sum + entry.amount, 0);
}

/** Cash by quarter and kind is what the lines and the fleet cost, worked out again; totals add up. */
export const checkCash: Check = (context) =>
  context.scenario.quarters.flatMap((quarter, q) => {
    const where = `cash:${quarter}`;
    const listed = context.plan.cash.find((entry) => entry.quarter === quarter);
    if (!listed) return expectEqual('FW-CHK-0050', where, 'entry', 'listed', null);
    const kinds = costKinds.flatMap((kind) =>
      expectEqual('FW-CHK-0050', where, kind, paidFor(context, q, kind), listed[kind]),
    );
    const sum = costKinds.reduce((total, kind) => total + listed[kind], 0);
    return [...kinds, ...expectFields('FW-CHK-0050', where, { total: [sum, listed.total] })];
  });

/** Discounted cash of the horizon, paid in the middle of each quarter on average; reporting currency. */
export function discountedCost({ ledger, scenario }: CheckContext): number {
  const { discountRate, quarters } = scenario;
  return ledger
    .filter((entry) => entry.paid >= 0 && entry.paid < quarters.length)
    .reduce((sum, entry) => sum + entry.amount * (1 + discountRate) ** (-(entry.paid + 0.5) / 4), 0);
}
