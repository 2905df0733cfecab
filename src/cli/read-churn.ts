import type { Diagnostic } from '../diagnostics/index.ts';
import { convert, parseMoney, parseQuantity, type Currency, type FxTable } from '../quantity/index.ts';
import type { ChurnPrice } from '../scenario/index.ts';
import { complaint } from './messages.ts';
import type { World } from '../pipeline/index.ts';

/**
 * The price of changing one system of an order, as written: a part of its price, or an amount; undefined where the flag
 * is not given.
 */
export function readChurn(
  written: string | boolean | undefined,
  currency: string,
  { catalog }: World,
): ChurnPrice | Diagnostic | undefined {
  if (typeof written !== 'string') return undefined;
  const part = parseQuantity(written, 'ratio');
  if (part.ok && part.value >= 0 && part.value <= 1) {
    return { part: part.value, perSystem: 0 };
  }
  const money = parseMoney(written);
  const fx: FxTable | undefined = [...catalog.fx.values()].at(-1);
  const converted = money.ok && fx !== undefined ? convert(money.money, currency as Currency, fx) : undefined;
  if (converted?.ok === true && converted.money.amount >= 0) {
    return { part: 0, perSystem: converted.money.amount };
  }
  return complaint(
    'FW-CLI-0004',
    'churn',
    `--churn ${written}: expected a part of the price or an amount`,
    'for example --churn "2 %" or --churn "5000 USD"',
  );
}
