import { sha256Hex } from '../../evidence/index.ts';
import type { PlanFile } from '../../plan/index.ts';
import { addDays, quarterEnd, quarterStart, addQuarters } from '../../quantity/index.ts';
import { accountOf, type LineAccount } from '../account/index.ts';
import { planId } from '../plan-id.ts';
import type { TableValue } from '../tables/index.ts';

/** A row by the name of its columns. */
export type Row = Readonly<Record<string, TableValue>>;

/** First moment of a day, as FOCUS writes it. */
export function midnight(date: string): string {
  return `${date}T00:00:00Z`;
}

/** First moment after a quarter: periods of FOCUS end before their end. */
export function momentAfter(quarter: string): string {
  return midnight(addDays(quarterEnd(quarter), 1));
}

/**
 * Tells a commitment from every other version of itself: a line that keeps its count, price and dates keeps the id
 * through a replanning, and one that changes gets another.
 */
export function commitmentId({ line, term }: LineAccount): string {
  const terms = [line.kind, line.count, line.cost.amount, line.cost.currency, line.deliveryQuarter, term];
  return `${line.id}#${sha256Hex(JSON.stringify(terms)).slice(0, 8)}`;
}

/**
 * Rows of the Contract Commitment dataset: one for each line. A planned line is `Proposed`; a frozen one is `Pending`
 * until the quarter of its delivery begins and `Active` from then on; a line of the previous plan that this plan does
 * not keep as it was is `Superseded`, and an order that will not come is `Canceled`.
 *
 * A purchase is spend that falls due once, on delivery; a lease is use of machines over its term, paid by the quarter.
 */
export function commitmentRows(plan: PlanFile, previous: PlanFile | undefined): readonly Row[] {
  const current = rowsOf(plan, (one) => statusOf(plan, one));
  const kept = new Set(current.map((row) => row.ContractCommitmentId));
  const old = previous === undefined ? [] : rowsOf(previous, (one) => formerStatus(plan, one));
  const known = new Map(old.map((row) => [row.ContractCommitmentId, row]));
  return [
    ...current.map((row) => ({
      ...row,
      ContractCommitmentCreated:
        known.get(row.ContractCommitmentId ?? '')?.ContractCommitmentCreated ??
        row.ContractCommitmentCreated ??
        null,
    })),
    ...old
      .filter((row) => !kept.has(row.ContractCommitmentId ?? ''))
      .map((row) => ({ ...row, ContractCommitmentLastUpdated: midnight(plan.asOf) })),
  ];
}

/** What became of a line of the previous plan that this one does not keep as it was; undefined where it says nothing of it. */
function formerStatus({ lines, replan }: PlanFile, { line }: LineAccount): string | undefined {
  const goesOn = lines.some(({ id }) => id === line.id);
  if (!goesOn && replan?.stopped.some(({ id }) => id === line.id) === true) return 'Canceled';
  const takenOver = goesOn && replan?.orders.some(({ id }) => id === line.id) === true;
  return line.frozen && !takenOver ? undefined : 'Superseded';
}

function statusOf(plan: PlanFile, { line }: LineAccount): string {
  if (!line.frozen) return 'Proposed';
  return quarterStart(line.deliveryQuarter) > plan.asOf ? 'Pending' : 'Active';
}

function rowsOf(plan: PlanFile, status: (one: LineAccount) => string | undefined): readonly Row[] {
  const id = planId(plan);
  const { lines } = accountOf(plan);
  return lines.flatMap((one) => {
    const state = status(one);
    return state === undefined ? [] : [rowOf(plan, id, one, state, lines)];
  });
}

function periodOf({ line, term }: LineAccount): { readonly start: string; readonly end: string } {
  const start = midnight(quarterStart(line.deliveryQuarter));
  return { start, end: momentAfter(addQuarters(line.deliveryQuarter, term - 1)) };
}

function rowOf(
  plan: PlanFile,
  id: string,
  one: LineAccount,
  status: string,
  lines: readonly LineAccount[],
): Row {
  const { line, term } = one;
  const lease = line.kind === 'lease';
  const { start, end } = periodOf(one);
  // One contract per supplier: it lasts as long as all that is agreed with it.
  const periods = lines.filter((other) => other.line.supplier === line.supplier).map(periodOf);
  const bounds = {
    starts: periods.map((period) => period.start).toSorted(),
    ends: periods.map((period) => period.end).toSorted(),
  };
  return {
    BillingCurrency: plan.currency,
    ContractCommitmentApplicability: JSON.stringify({
      InclusionOperator: 'And',
      Inclusions: [
        { Dimension: 'RegionId', Operator: 'In', Values: [line.site] },
        { Dimension: 'SkuId', Operator: 'In', Values: [line.system] },
      ],
    }),
    ContractCommitmentBenefitCategory: 'Availability',
    ContractCommitmentCategory: lease ? 'Usage' : 'Spend',
    ContractCommitmentCost: line.reporting,
    ContractCommitmentCreated: midnight(line.frozen ? quarterStart(line.orderQuarter) : plan.asOf),
    ContractCommitmentDescription: `${line.count} × ${line.system} for ${line.site}, ${lease ? `rented for ${term} quarters` : 'bought'}, ordered in ${line.orderQuarter}`,
    ContractCommitmentDiscountPercentage: null,
    ContractCommitmentDurationType: term === 1 ? '1 Quarter' : `${term} Quarters`,
    ContractCommitmentFulfillmentInterval: lease ? 'Quarterly' : 'Full Commitment Period',
    ContractCommitmentId: commitmentId(one),
    ContractCommitmentLastUpdated: midnight(plan.asOf),
    ContractCommitmentLifecycleStatus: status,
    ContractCommitmentModel: lease ? 'Continuous' : 'Discontinuous',
    ContractCommitmentOfferCategory: 'Negotiated',
    ContractCommitmentPaymentInterval: lease ? 'Quarterly' : 'One-Time',
    ContractCommitmentPaymentModel: lease ? 'No Upfront' : 'All Upfront',
    ContractCommitmentPaymentUpfrontPercentage: lease ? 0 : 1,
    ContractCommitmentPeriodEnd: end,
    ContractCommitmentPeriodStart: start,
    ContractCommitmentQuantity: lease ? line.count * term * 3 : line.count,
    ContractCommitmentType: lease ? 'Lease' : 'Purchase',
    ContractCommitmentUnit: lease ? 'System-Months' : 'Systems',
    ContractId: `${plan.scenario}/${line.supplier}`,
    ContractPeriodEnd: bounds.ends.at(-1) ?? end,
    ContractPeriodStart: bounds.starts[0] ?? start,
    InvoiceIssuerName: line.supplier,
    PricingCurrency: line.cost.currency,
    PricingCurrencyContractCommitmentCost: line.cost.amount,
    ServiceProviderName: line.supplier,
    x_AsOf: plan.asOf,
    x_LineId: line.id,
    x_PlanId: id,
    x_RuleSet: plan.ruleSet.hash,
    x_ScenarioId: plan.scenario,
    x_Verdict: line.verdict,
  };
}
