import { z } from 'zod';
import type { PlanFile } from '../../plan/index.ts';
import { quarterEnd, quarterStart } from '../../quantity/index.ts';
import { accountOf, type LineAccount } from '../account/index.ts';
import { planId } from '../plan-id.ts';

const item = z.strictObject({
  line: z.string(),
  item: z.string(),
  kind: z.enum(['purchase', 'lease']),
  systems: z.number().positive(),
  accelerators: z.number().positive(),
  forecast: z.boolean(),
  unitPrice: z.number().nonnegative(),
  quarters: z.number().int().positive(),
  amount: z.number().nonnegative(),
  currency: z.string().regex(/^[A-Z]{3}$/u),
  deliverTo: z.string(),
  orderBy: z.iso.date(),
  deliverBy: z.iso.date(),
  budgets: z.array(z.string()),
  uses: z.array(z.enum(['training', 'inference'])),
  verdict: z.enum(['allowed', 'conditions', 'licence', 'unknown', 'denied']),
  conditions: z.array(z.string()),
  licences: z.array(z.string()),
  rules: z.array(z.string()),
  priceFrom: z.string(),
});

/** What is asked of one supplier, as data: the head of each document. */
export const requestSchema = z.strictObject({
  request: z.string(),
  supplier: z.string(),
  plan: z.string(),
  asOf: z.iso.date(),
  ruleSet: z.string(),
  lines: z.array(item).min(1),
  totals: z.record(z.string().regex(/^[A-Z]{3}$/u), z.number()),
});

export type PurchaseRequest = z.infer<typeof requestSchema>;
export type RequestedLine = PurchaseRequest['lines'][number];

/** One request for each supplier that the plan orders from, by supplier; what is already ordered is not asked for again. */
export function requestsOf(plan: PlanFile): readonly PurchaseRequest[] {
  const { lines } = accountOf(plan);
  const open = lines.filter(({ line }) => !line.frozen && line.count > 0);
  const suppliers = [...new Set(open.map(({ line }) => line.supplier))].toSorted();
  const id = planId(plan);
  return suppliers.map((supplier) => {
    const asked = open
      .filter(({ line }) => line.supplier === supplier)
      .toSorted((a, b) => a.order - b.order || (a.line.id < b.line.id ? -1 : 1))
      .map((one) => requestedLine(plan, one));
    const currencies = [...new Set(asked.map(({ currency }) => currency))].toSorted();
    return {
      request: `${plan.scenario}/${supplier}`,
      supplier,
      plan: id,
      asOf: plan.asOf,
      ruleSet: plan.ruleSet.hash,
      lines: asked,
      totals: Object.fromEntries(
        currencies.map((currency) => [
          currency,
          cents(
            asked.filter((line) => line.currency === currency).reduce((sum, { amount }) => sum + amount, 0),
          ),
        ]),
      ),
    };
  });
}

function requestedLine(plan: PlanFile, { line, unitPrice, term }: LineAccount): RequestedLine {
  const start = quarterStart(line.orderQuarter);
  const price = plan.assumptions.find(({ path }) => path === `offers.${line.offer}.price`);
  const permitted = line.verdicts.filter(({ use }) => line.uses.includes(use));
  const union = (pick: (verdict: (typeof permitted)[number]) => readonly string[]): string[] =>
    [...new Set(permitted.flatMap(pick))].toSorted();
  return {
    line: line.id,
    item: line.system,
    kind: line.kind,
    systems: line.count,
    accelerators: line.accelerators,
    forecast: !line.whole,
    unitPrice: cents(unitPrice),
    quarters: term,
    amount: cents(line.cost.amount),
    currency: line.cost.currency,
    deliverTo: line.site,
    // The rules were asked for the as-of date, or the first day of a later quarter.
    orderBy: start > plan.asOf ? start : plan.asOf,
    deliverBy: quarterEnd(line.deliveryQuarter),
    budgets: [...line.budget],
    uses: [...line.uses],
    verdict: line.verdict,
    conditions: union(({ conditions }) => conditions),
    licences: union(({ licences }) => licences),
    rules: union(({ rules }) => rules),
    priceFrom:
      price === undefined
        ? 'no assumption of the plan states it'
        : `${price.written}, ${price.sourceTitle ?? price.reason ?? 'no source'} (grade ${price.grade})`,
  };
}

/** To the cent, as a supplier is asked. */
function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
