import type { PlanFile, PlanLine } from '../../plan/index.ts';
import type { ResolvedScenario } from '../../scenario/index.ts';
import { budgetUse, orderValue, paymentsOf, quarterAt, worse } from '../candidates/index.ts';
import type { UseVerdict } from '../candidates/index.ts';
import type { Order } from '../solution/index.ts';

/** Plan lines from orders, sorted by id. `why` says for each line why it won. */
export function planLines(
  orders: readonly Order[],
  scenario: ResolvedScenario,
  why: (order: Order) => readonly string[],
): PlanFile['lines'] {
  return orders.map((order): PlanLine => {
    const { candidate, count, uses, frozen } = order;
    const { offer, site, system } = candidate;
    const value = orderValue(candidate) * count;
    const payments = paymentsOf(candidate, scenario);
    const lease = offer.kind === 'lease';
    return {
      id: candidate.id,
      offer: offer.id,
      system: system.id,
      kind: offer.kind,
      count,
      whole: frozen || candidate.order < scenario.wholeQuarters,
      accelerators: count * system.accelerators,
      supplier: offer.supplier,
      site: site.id,
      orderQuarter: quarterAt(scenario, candidate.order),
      deliveryQuarter: quarterAt(scenario, candidate.delivery),
      endQuarter:
        lease && candidate.end <= scenario.quarters.length ? quarterAt(scenario, candidate.end - 1) : null,
      cost: {
        amount: offer.written.amount * count * (lease ? (offer.termQuarters ?? 1) : 1),
        currency: offer.written.currency,
      },
      reporting: value,
      budget: scenario.budgets
        .filter((budget) => budgetUse(budget, site.id, payments) !== 0)
        .map((budget) => budget.id)
        .toSorted(),
      frozen,
      uses: [...uses],
      verdict: lineVerdict(candidate.verdicts, uses),
      verdicts: candidate.verdicts.map(verdictRecord),
      why: [...why(order)],
    };
  });
}

/** The worst verdict over the permitted uses; where there is none, the best that any use got. */
function lineVerdict(verdicts: readonly UseVerdict[], uses: Order['uses']): PlanLine['verdict'] {
  const permitted = verdicts.filter((each) => uses.includes(each.use));
  if (permitted.length > 0) return permitted.map((each) => each.verdict).reduce(worse);
  return verdicts
    .map((each) => each.verdict)
    .reduce<PlanLine['verdict']>((best, each) => (worse(best, each) === best ? each : best), 'denied');
}

function verdictRecord(each: UseVerdict): PlanLine['verdicts'][number] {
  const judgements = [each.onOrder, each.onShip];
  const decisive = each.verdict === each.onShip.verdict ? each.onShip : each.onOrder;
  return {
    use: each.use,
    orderDate: each.orderDate,
    shipDate: each.shipDate,
    onOrder: each.onOrder.verdict,
    onShip: each.onShip.verdict,
    verdict: each.verdict,
    reason: decisive.reason,
    rules: sortedUnion(judgements.map((judgement) => judgement.findings.map((finding) => finding.rule))),
    conditions: sortedUnion(judgements.map((judgement) => judgement.conditions)),
    licences: sortedUnion(judgements.map((judgement) => judgement.licences)),
  };
}

function sortedUnion(lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())].toSorted();
}
