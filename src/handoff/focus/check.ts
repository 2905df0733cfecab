import type { Diagnostic } from '../../diagnostics/index.ts';
import { z } from 'zod';
import { handoffProblem, type Place } from '../messages.ts';
import type { Row } from './commitments.ts';
import { serviceCategories } from './values.ts';

type Say = (column: string, message: string) => Diagnostic;

function saying(file: string, row: number, code: 'FW-HND-0301' | 'FW-HND-0302' | 'FW-HND-0303'): Say {
  return (column, message) => handoffProblem(code, [file, row + 2, column] satisfies Place, message);
}

/** What FOCUS 1.4 says of columns that depend on each other, in the Contract Commitment dataset. */
export function checkCommitments(file: string, rows: readonly Row[]): readonly Diagnostic[] {
  return rows.flatMap((row, index) => {
    const rule = saying(file, index, 'FW-HND-0301');
    const found: Diagnostic[] = [];
    const upfront = Number(row.ContractCommitmentPaymentUpfrontPercentage);
    const model = row.ContractCommitmentPaymentModel;
    const expected =
      model === 'All Upfront'
        ? upfront === 1
        : model === 'No Upfront'
          ? upfront === 0
          : upfront > 0 && upfront < 1;
    if (!expected) {
      found.push(
        rule('ContractCommitmentPaymentUpfrontPercentage', `${upfront} does not fit ${String(model)}`),
      );
    }
    if (model === 'All Upfront' && row.ContractCommitmentPaymentInterval !== 'One-Time') {
      found.push(rule('ContractCommitmentPaymentInterval', 'what is paid upfront is paid One-Time'));
    }
    if (row.ContractCommitmentQuantity === null && row.ContractCommitmentCost === null) {
      found.push(rule('ContractCommitmentCost', 'a commitment has a cost or a quantity'));
    }
    if ((row.ContractCommitmentQuantity === null) !== (row.ContractCommitmentUnit === null)) {
      found.push(rule('ContractCommitmentUnit', 'quantity and unit stand together'));
    }
    if (
      row.ContractCommitmentModel === 'Continuous' &&
      row.ContractCommitmentFulfillmentInterval === 'Full Commitment Period'
    ) {
      found.push(
        rule('ContractCommitmentFulfillmentInterval', 'a continuous commitment is met within each interval'),
      );
    }
    const discount = row.ContractCommitmentDiscountPercentage;
    const discounts = row.ContractCommitmentBenefitCategory === 'Discount';
    if (
      discounts === (discount === null) &&
      (discounts || row.ContractCommitmentBenefitCategory === 'Availability')
    ) {
      found.push(
        rule(
          'ContractCommitmentDiscountPercentage',
          'a discount is stated where that is the benefit, and only there',
        ),
      );
    }
    if (row.ContractCommitmentCategory === 'Spend' && row.PricingCurrencyContractCommitmentCost === null) {
      found.push(
        rule('PricingCurrencyContractCommitmentCost', 'spend is stated in the currency of the price'),
      );
    }
    if (!applicability.safeParse(jsonOf(row.ContractCommitmentApplicability)).success) {
      found.push(rule('ContractCommitmentApplicability', 'not an applicability object of FOCUS'));
    }
    const period = saying(file, index, 'FW-HND-0302');
    return [
      ...found,
      ...periods(period, row, 'ContractCommitmentPeriodStart', 'ContractCommitmentPeriodEnd'),
      ...periods(period, row, 'ContractPeriodStart', 'ContractPeriodEnd'),
      ...periods(period, row, 'ContractPeriodStart', 'ContractCommitmentPeriodEnd'),
    ];
  });
}

const rules = z.array(
  z.object({
    Dimension: z.string(),
    Operator: z.enum([
      'In',
      'NotIn',
      'StartsWith',
      'NotStartsWith',
      'Contains',
      'NotContains',
      'EndsWith',
      'Exists',
      'DoesNotExist',
    ]),
    Values: z.array(z.string()).min(1),
  }),
);
const exclusions = { ExclusionOperator: z.enum(['And', 'Or']).optional(), Exclusions: rules.optional() };
const applicability = z.union([
  z.strictObject({ InclusionOperator: z.enum(['And', 'Or']), Inclusions: rules.min(1), ...exclusions }),
  z.strictObject({ IsGlobalScope: z.literal(true), ...exclusions }),
  z.strictObject({ IsComplexScope: z.literal(true), ...exclusions }),
]);

const applied = z.object({
  ContractApplied: z.array(
    z.object({
      ContractCommitmentID: z.string(),
      ContractCommitmentAppliedCost: z.number().nullable(),
      ContractCommitmentAppliedQuantity: z.number().nullable(),
      ContractCommitmentAppliedUnit: z.string().nullable(),
    }),
  ),
});

/** What FOCUS 1.4 says of columns that depend on each other, in the Cost and Usage dataset, and that a forecast says it is one. */
export function checkForecast(
  file: string,
  rows: readonly Row[],
  commitments: ReadonlySet<unknown>,
): readonly Diagnostic[] {
  return rows.flatMap((row, index) => {
    const rule = saying(file, index, 'FW-HND-0301');
    const found: Diagnostic[] = [];
    if (row.x_Forecast !== true) {
      found.push(
        saying(file, index, 'FW-HND-0303')('x_Forecast', 'a row of a forecast that passes for billing data'),
      );
    }
    if (serviceCategories[String(row.ServiceSubcategory)] !== row.ServiceCategory) {
      found.push(
        rule(
          'ServiceSubcategory',
          `${String(row.ServiceSubcategory)} is not part of ${String(row.ServiceCategory)}`,
        ),
      );
    }
    if (row.ChargeCategory === 'Purchase' && row.ChargeFrequency === 'Usage-Based') {
      found.push(rule('ChargeFrequency', 'a purchase is made once or again and again, not by usage'));
    }
    const priced = row.ChargeCategory === 'Usage' || row.ChargeCategory === 'Purchase';
    for (const column of ['PricingQuantity', 'PricingUnit', 'SkuPriceId']) {
      if (priced === (row[column] === null) && (priced || row.ChargeCategory === 'Tax')) {
        found.push(rule(column, `${priced ? 'missing' : 'not expected'} for ${String(row.ChargeCategory)}`));
      }
    }
    const { ContractedUnitPrice: price, PricingQuantity: quantity, ContractedCost: cost } = row;
    if (
      typeof price === 'number' &&
      typeof quantity === 'number' &&
      Math.abs(price * quantity - Number(cost)) > Math.max(0.005, 1e-9 * Math.abs(Number(cost)))
    ) {
      found.push(rule('ContractedCost', 'not the unit price times the quantity'));
    }
    if (row.ContractApplied !== null) {
      const read = applied.safeParse(jsonOf(row.ContractApplied));
      if (!read.success) found.push(rule('ContractApplied', 'not a list of applied commitments'));
      for (const { ContractCommitmentID: id } of read.data?.ContractApplied ?? []) {
        if (!commitments.has(id)) {
          found.push(
            handoffProblem(
              'FW-HND-0108',
              [file, index + 2, 'ContractApplied'],
              `no commitment has the id ${id}`,
            ),
          );
        }
      }
    }
    const period = saying(file, index, 'FW-HND-0302');
    return [
      ...found,
      ...periods(period, row, 'ChargePeriodStart', 'ChargePeriodEnd'),
      ...periods(period, row, 'BillingPeriodStart', 'BillingPeriodEnd'),
    ];
  });
}

/** Moments of one form compare as texts. */
function periods(say: Say, row: Row, start: string, end: string): readonly Diagnostic[] {
  return String(row[start]) < String(row[end]) ? [] : [say(end, `${end} is not after ${start}`)];
}

function jsonOf(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}
