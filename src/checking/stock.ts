import type { Check } from './context.ts';
import { expectEqual } from './compare.ts';
import { poolKey, poolsOf } from './pools.ts';

/**
 * The stock of every pool and quarter is what its lines and the existing fleet add up to, no more and no less.
 */
export const checkStock: Check = (context) => {
  const pools = poolsOf(context);
  const { quarters } = context.scenario;
  const listed = new Map<string, number>();
  for (const stock of context.plan.stock) listed.set(`${poolKey(stock)}:${stock.quarter}`, stock.systems);
  const derived = new Map(
    [...pools].flatMap(([key, pool]) =>
      quarters.map((quarter, q) => [`${key}:${quarter}`, pool.count[q] ?? 0]),
    ),
  );
  return [...new Set([...derived.keys(), ...listed.keys()])].flatMap((key) =>
    expectEqual('FW-CHK-0030', `stock:${key}`, 'systems', derived.get(key) ?? 0, listed.get(key) ?? 0),
  );
};
