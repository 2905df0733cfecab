import { formatMoney, type Currency } from '../../../src/quantity/index.ts';

/** Money on an axis. */
export const moneyOf =
  (currency: string) =>
  (amount: number): string =>
    formatMoney({ amount, currency: currency as Currency });

/** `Q3 25`: an axis with five quarters has no room for more. */
export function shortQuarter(quarter: string): string {
  return `${quarter.slice(4)} ${quarter.slice(2, 4)}`;
}
