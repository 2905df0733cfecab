import { formatMoney } from '../../quantity/index.ts';
import type { BuiltProgram } from '../program/index.ts';
import type { Solution } from '../solution/index.ts';
import type { Solver } from '../solver/index.ts';
import { placeName } from '../words.ts';
import { entering } from './entering.ts';
import { placeOf } from './flips.ts';
import type { BreakEven } from './flips.ts';
import { leaving } from './leaving.ts';
import { moves } from './moves.ts';
import type { RulePrice } from './rule-prices.ts';
import type { SolveOptions } from './solve-options.ts';
import type { Valuation } from './valuation.ts';

/** Lines freed by one rule that are reported. */
const mostFreed = 4;

/** Price, rate or rule at which a large line would leave the plan or an absent one enter. */
export async function findBreakEvens(
  solver: Solver,
  valuation: Valuation,
  solution: Solution,
  rules: readonly RulePrice[],
  options: SolveOptions,
): Promise<BreakEven[]> {
  return [
    ...(await leaving(solver, valuation, solution, options)),
    ...entering(valuation, solution),
    ...(await moves(solver, valuation, solution, options)),
    ...freed(rules, solution, valuation.built),
  ];
}

/** Lines that a single rule keeps out: what comes in without it, the most first, and what that is worth. */
function freed(
  rules: readonly RulePrice[],
  solution: Solution,
  { layout, input }: BuiltProgram,
): readonly BreakEven[] {
  const planned = new Set(solution.orders.map(placeOf));
  return rules.flatMap(({ rule, title, saves, orders }) => {
    if (saves === undefined || saves <= 0) return [];
    const blocked = new Map(
      layout.blocked
        .filter(({ verdicts }) => verdicts.some(({ blockedBy }) => blockedBy.includes(rule)))
        .map((candidate) => [placeOf({ candidate }), candidate]),
    );
    return [...orders]
      .filter(([place, count]) => blocked.has(place) && !planned.has(place) && count > 0.5)
      .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .slice(0, mostFreed)
      .flatMap(([place, count]): readonly BreakEven[] => {
        const candidate = blocked.get(place);
        if (candidate === undefined) return [];
        const saved = formatMoney({ amount: saves, currency: input.scenario.currency });
        const systems = `${Math.round(count)} ${Math.round(count) === 1 ? 'system' : 'systems'}`;
        return [
          {
            line: place,
            what: 'rule',
            now: 1,
            flips: 0,
            unit: `rule:${rule} applies`,
            sentence: `Without the rule “${title}” about ${systems} of ${placeName(candidate, input.scenario)} would enter the plan, and all that it would let in saves ${saved}.`,
          },
        ];
      });
  });
}
