import type { PlanFile } from '../../plan/index.ts';
import type { BuildInput } from '../program/index.ts';
import type { Solver } from '../solver/index.ts';
import { unjudged } from '../candidates/index.ts';
import { blockingRules } from './conflict.ts';
import { findingOf } from './conflict-sentences.ts';
import { relaxedValue } from './valuation.ts';
import type { SolveOptions } from './solve-options.ts';

/** Rules priced at most; those that block most lines come first. */
const mostRules = 12;

/** Part of the value below which a saving is the solver's noise. */
const noise = 1e-7;

export interface RulePrice {
  readonly rule: string;
  readonly title: string;
  /** Lines it blocks, alone or with others. */
  readonly blocks: number;
  /** What waiving it alone would save, plan currency, on the relaxation; undefined where that was not solved. */
  readonly saves: number | undefined;
  /** Systems ordered per `offer@site` if it were waived. */
  readonly orders: ReadonlyMap<string, number>;
}

/** What each rule that stands in the way of some line costs: the relaxation with it against the relaxation without. */
export async function priceRules(
  solver: Solver,
  base: BuildInput,
  options: SolveOptions,
): Promise<readonly RulePrice[]> {
  const rules = [...blockingRules(base)]
    .filter(([rule]) => rule !== unjudged)
    .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, mostRules);
  const now = rules.length === 0 ? undefined : await relaxedValue(solver, base, options);
  const prices: RulePrice[] = [];
  for (const [rule, blocks] of rules) {
    const waived = await relaxedValue(solver, { ...base, waived: new Set([...base.waived, rule]) }, options);
    const orders = new Map<string, number>();
    for (const { candidate, column } of waived?.built.layout.lines ?? []) {
      const key = `${candidate.offer.id}@${candidate.site.id}`;
      orders.set(key, (orders.get(key) ?? 0) + (waived?.columns[column] ?? 0));
    }
    const less = now === undefined || waived === undefined ? undefined : now.value - waived.value;
    const saves = less === undefined || less > noise * Math.abs(now?.value ?? 0) ? less : 0;
    prices.push({ rule, title: findingOf(rule, base.judged)?.title ?? rule, blocks, saves, orders });
  }
  return prices.toSorted((a, b) => (a.rule < b.rule ? -1 : 1));
}

/** Rules as limits of the plan: how many lines each blocks and what waiving it would save. */
export function ruleLimits(prices: readonly RulePrice[], currency: string): PlanFile['limits'] {
  return prices.map(({ rule, title, blocks, saves }) => ({
    id: `rule:${rule}`,
    kind: 'rule',
    title,
    unit: 'lines it blocks',
    used: blocks,
    limit: null,
    slack: null,
    binding: (saves ?? 0) > 0,
    price: saves ?? null,
    priceUnit: saves === undefined ? null : `${currency} if it were waived`,
    sides: null,
  }));
}
