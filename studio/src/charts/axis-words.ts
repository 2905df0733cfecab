import { formatMoney, type Currency } from '../../../src/quantity/index.ts';

/** Money on an axis. */
export const moneyOf =
  (currency: string) =>
  (amount: number): string =>
    formatMoney({ amount, currency: currency as Currency }).replace(/^-/u, '−');

/** `Q3 25`: an axis with five quarters has no room for more. */
export function shortQuarter(quarter: string): string {
  return `${quarter.slice(4)} ${quarter.slice(2, 4)}`;
}

/** A name as it fits beside a bar. */
export function shortName(name: string, most = 34): string {
  return name.length > most ? `${name.slice(0, most - 2)}…` : name;
}
