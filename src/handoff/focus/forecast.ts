import type { PlanFile } from '../../plan/index.ts';
import { quarterStart } from '../../quantity/index.ts';
import { accountOf, paymentsOf, restOf, type Payment } from '../account/index.ts';
import type { CostKind } from '../../scenario/index.ts';
import { planId } from '../plan-id.ts';
import { commitmentId, midnight, momentAfter, type Row } from './commitments.ts';

/** How each kind of cash is charged. Resale is no charge of a provider: it adjusts. */
const charges: Readonly<
  Record<
    CostKind,
    {
      readonly category: string;
      readonly frequency: string;
      readonly service: string;
      readonly sub: string;
      readonly parent: string;
    }
  >
> = {
  systems: {
    category: 'Purchase',
    frequency: 'One-Time',
    service: 'Accelerator systems',
    sub: 'Other (Compute)',
    parent: 'Compute',
  },
  network: {
    category: 'Purchase',
    frequency: 'One-Time',
    service: 'Network and storage',
    sub: 'Network Infrastructure',
    parent: 'Networking',
  },
  duty: { category: 'Tax', frequency: 'One-Time', service: 'Duties', sub: 'Other (Other)', parent: 'Other' },
  fee: {
    category: 'Tax',
    frequency: 'One-Time',
    service: 'Charges of governments',
    sub: 'Other (Other)',
    parent: 'Other',
  },
  lease: {
    category: 'Purchase',
    frequency: 'Recurring',
    service: 'Rented accelerator systems',
    sub: 'Virtual Machines',
    parent: 'Compute',
  },
  energy: {
    category: 'Usage',
    frequency: 'Usage-Based',
    service: 'Electricity',
    sub: 'Other (Other)',
    parent: 'Other',
  },
  space: {
    category: 'Purchase',
    frequency: 'Recurring',
    service: 'Building',
    sub: 'Other (Other)',
    parent: 'Other',
  },
  support: {
    category: 'Purchase',
    frequency: 'Recurring',
    service: 'Support, spares and people',
    sub: 'Support',
    parent: 'Management and Governance',
  },
  resale: {
    category: 'Adjustment',
    frequency: 'One-Time',
    service: 'Value left at the end',
    sub: 'Other (Compute)',
    parent: 'Compute',
  },
};

/** Nobody in the plan sells energy, buildings, network or support; whoever takes the forecast over names them. */
const unnamed = 'To be named';

/**
 * Rows of the Cost and Usage dataset for what the plan expects to be paid, by line, kind and quarter. They are a forecast
 * and no billing data: `x_Forecast` is true in every row, and they stand in a file of their own. Summed by quarter they
 * are the cash of the plan. A charge period is a quarter, as the plan knows no months.
 */
export function forecastRows(plan: PlanFile): readonly Row[] {
  const account = accountOf(plan);
  const id = planId(plan);
  const rest = restOf(account).map((part): Payment => ({ ...part, site: '', system: '', line: undefined }));
  return [...paymentsOf(account), ...rest].map((payment) => rowOf(plan, id, payment, account.fleet));
}

function rowOf(
  plan: PlanFile,
  id: string,
  { kind, quarter, amount, site, system, line }: Payment,
  fleet: ReturnType<typeof accountOf>['fleet'],
): Row {
  const charge = charges[kind];
  const explained = site !== '';
  const category = explained ? charge.category : 'Adjustment';
  const priced = category === 'Usage' || category === 'Purchase';
  const systems =
    line?.line.count ??
    fleet.find((each) => each.site === site && each.system === system)?.systems[quarter] ??
    0;
  const name = plan.quarters[quarter] ?? plan.quarters[0] ?? '';
  const period = { start: midnight(quarterStart(name)), end: momentAfter(name) };
  const sold = line !== undefined && (kind === 'systems' || kind === 'lease');
  const provider = sold ? line.line.supplier : unnamed;
  return {
    BilledCost: amount,
    BillingAccountId: plan.scenario,
    BillingAccountName: plan.title,
    BillingCurrency: plan.currency,
    BillingPeriodEnd: period.end,
    BillingPeriodStart: period.start,
    ChargeCategory: category,
    ChargeClass: null,
    ChargeDescription: explained
      ? `Forecast: ${charge.service.toLowerCase()}, ${line === undefined ? `fleet that stands, ${system} at ${site}` : line.line.id}`
      : `Forecast: ${kind} that the plan file does not break down`,
    ChargeFrequency: charge.frequency,
    ChargePeriodEnd: period.end,
    ChargePeriodStart: period.start,
    ContractApplied: sold
      ? JSON.stringify({
          ContractApplied: [
            {
              ContractCommitmentID: commitmentId(line),
              ContractCommitmentAppliedCost: amount,
              ContractCommitmentAppliedQuantity: kind === 'lease' ? line.line.count * 3 : line.line.count,
              ContractCommitmentAppliedUnit: kind === 'lease' ? 'System-Months' : 'Systems',
            },
          ],
        })
      : null,
    ContractedCost: amount,
    ContractedUnitPrice: priced && systems > 0 ? amount / systems : null,
    EffectiveCost: amount,
    HostProviderName: explained ? site : unnamed,
    InvoiceIssuerName: provider,
    ListCost: amount,
    PricingQuantity: priced ? systems : null,
    PricingUnit: priced ? 'Systems' : null,
    RegionId: explained ? site : null,
    ResourceId: explained ? (line?.line.id ?? `fleet/${site}/${system}`) : null,
    ResourceType: explained ? 'Accelerator system' : null,
    ServiceCategory: charge.parent,
    ServiceName: charge.service,
    ServiceProviderName: provider,
    ServiceSubcategory: charge.sub,
    SkuId: explained ? system : null,
    SkuPriceId: priced ? `${line?.line.offer ?? system}/${kind}` : null,
    x_AsOf: plan.asOf,
    x_CostKind: kind,
    x_Forecast: true,
    x_Percentile: 'central',
    x_PlanId: id,
    x_RuleSet: plan.ruleSet.hash,
    x_ScenarioId: plan.scenario,
  };
}
