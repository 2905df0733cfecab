import type { QuantityProblem } from './messages.ts';
import type { Money } from './money.ts';
import { parseQuantity } from './parse-quantity.ts';

/** Money as written; the ends where a range was written. */
export interface MoneyRead {
  readonly ok: true;
  readonly money: Money;
  readonly low?: Money;
  readonly high?: Money;
}

/** Reads an amount of money, `5.5bn USD`, `USD 5 to 6bn`, with its currency. Never throws. */
export function parseMoney(text: string | number): MoneyRead | QuantityProblem {
  const read = parseQuantity(text, 'money');
  if (!read.ok) return read;
  const { value, low, high, currency } = read;
  if (currency === undefined) throw new Error('Money was read without a currency');
  const money = (amount: number): Money => ({ amount, currency });
  return {
    ok: true,
    money: money(value),
    ...(low === undefined ? {} : { low: money(low) }),
    ...(high === undefined ? {} : { high: money(high) }),
  };
}
