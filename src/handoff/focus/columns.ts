import type { ColumnModel } from '../tables/index.ts';
import { focusValues, serviceCategories } from './values.ts';

type Rules = Pick<ColumnModel, 'values' | 'looksLike'>;

const moment: Rules = {
  looksLike: {
    pattern: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/u,
    words: 'a moment in UTC such as 2025-01-20T00:00:00Z',
  },
};
const currency: Rules = { looksLike: { pattern: /^[A-Z]{3}$/u, words: 'an ISO 4217 code' } };
const unit: Rules = {
  looksLike: {
    pattern: /^(?:\d+ )?[A-Z][A-Za-z]*(?:-[A-Z][A-Za-z]*)?(?:\/(?:\d+ )?[A-Z][A-Za-z]*)?$/u,
    words: 'a unit such as Systems or System-Months',
  },
};
const duration: Rules = {
  looksLike: {
    pattern: /^[1-9]\d* (?:Minute|Hour|Day|Week|Month|Quarter|Year)s?$/u,
    words: 'a duration such as 2 Years',
  },
};
const oneOf = (values: readonly string[]): Rules => ({ values });

const text = (name: string, rules: Rules = {}): ColumnModel => ({
  name,
  type: 'text',
  nullable: false,
  ...rules,
});
const textOrNull = (name: string, rules: Rules = {}): ColumnModel => ({
  name,
  type: 'text',
  nullable: true,
  ...rules,
});
const decimal = (name: string): ColumnModel => ({ name, type: 'number', nullable: false });
const decimalOrNull = (name: string): ColumnModel => ({ name, type: 'number', nullable: true });

/** What a plan says of itself in every row; FOCUS leaves `x_` columns to whoever writes them. */
const ofPlan: readonly ColumnModel[] = [
  text('x_AsOf', { looksLike: { pattern: /^\d{4}-\d{2}-\d{2}$/u, words: 'a date' } }),
  text('x_PlanId'),
  text('x_RuleSet'),
  text('x_ScenarioId'),
];

/** Columns of the Contract Commitment dataset of FOCUS 1.4, by name. */
export const commitmentColumns: readonly ColumnModel[] = [
  text('BillingCurrency', currency),
  text('ContractCommitmentApplicability'),
  text('ContractCommitmentBenefitCategory', oneOf(focusValues.benefit)),
  text('ContractCommitmentCategory', oneOf(focusValues.category)),
  decimalOrNull('ContractCommitmentCost'),
  text('ContractCommitmentCreated', moment),
  textOrNull('ContractCommitmentDescription'),
  decimalOrNull('ContractCommitmentDiscountPercentage'),
  text('ContractCommitmentDurationType', duration),
  text('ContractCommitmentFulfillmentInterval', oneOf(focusValues.fulfillmentInterval)),
  text('ContractCommitmentId'),
  text('ContractCommitmentLastUpdated', moment),
  text('ContractCommitmentLifecycleStatus', oneOf(focusValues.status)),
  text('ContractCommitmentModel', oneOf(focusValues.model)),
  text('ContractCommitmentOfferCategory', oneOf(focusValues.offer)),
  text('ContractCommitmentPaymentInterval', oneOf(focusValues.paymentInterval)),
  text('ContractCommitmentPaymentModel', oneOf(focusValues.paymentModel)),
  decimal('ContractCommitmentPaymentUpfrontPercentage'),
  text('ContractCommitmentPeriodEnd', moment),
  text('ContractCommitmentPeriodStart', moment),
  decimalOrNull('ContractCommitmentQuantity'),
  text('ContractCommitmentType'),
  textOrNull('ContractCommitmentUnit', unit),
  text('ContractId'),
  text('ContractPeriodEnd', moment),
  text('ContractPeriodStart', moment),
  text('InvoiceIssuerName'),
  text('PricingCurrency', currency),
  decimalOrNull('PricingCurrencyContractCommitmentCost'),
  text('ServiceProviderName'),
  ...ofPlan.slice(0, 1),
  text('x_LineId'),
  ...ofPlan.slice(1),
  text('x_Verdict', oneOf(['allowed', 'conditions', 'licence', 'unknown', 'denied'])),
];

/** Columns of the Cost and Usage dataset of FOCUS 1.4 that a forecast can fill, by name. */
export const forecastColumns: readonly ColumnModel[] = [
  decimal('BilledCost'),
  text('BillingAccountId'),
  textOrNull('BillingAccountName'),
  text('BillingCurrency', currency),
  text('BillingPeriodEnd', moment),
  text('BillingPeriodStart', moment),
  text('ChargeCategory', oneOf(focusValues.chargeCategory)),
  textOrNull('ChargeClass', oneOf(focusValues.chargeClass)),
  textOrNull('ChargeDescription'),
  text('ChargeFrequency', oneOf(focusValues.chargeFrequency)),
  text('ChargePeriodEnd', moment),
  text('ChargePeriodStart', moment),
  textOrNull('ContractApplied'),
  decimal('ContractedCost'),
  decimalOrNull('ContractedUnitPrice'),
  decimal('EffectiveCost'),
  text('HostProviderName'),
  text('InvoiceIssuerName'),
  decimal('ListCost'),
  decimalOrNull('PricingQuantity'),
  textOrNull('PricingUnit', unit),
  textOrNull('RegionId'),
  textOrNull('ResourceId'),
  textOrNull('ResourceType'),
  text('ServiceCategory', oneOf([...new Set(Object.values(serviceCategories))])),
  text('ServiceName'),
  text('ServiceProviderName'),
  text('ServiceSubcategory', oneOf(Object.keys(serviceCategories))),
  textOrNull('SkuId'),
  textOrNull('SkuPriceId'),
  ...ofPlan.slice(0, 1),
  text('x_CostKind'),
  { name: 'x_Forecast', type: 'boolean', nullable: false },
  text('x_Percentile'),
  ...ofPlan.slice(1),
];
