import { problems } from './messages.ts';
import type { QuantityProblem } from './messages.ts';

/** ISO 4217 codes the product plans in. */
export const currencies = ['USD', 'CNY', 'EUR', 'JPY', 'GBP', 'SGD', 'MYR'] as const;
export type Currency = (typeof currencies)[number];

/** An amount in one currency; major units (dollars, yuan), never rounded inside the engine. */
export interface Money {
  readonly amount: number;
  readonly currency: Currency;
}

/** How many units of each currency one US dollar buys on `date`. */
export interface FxTable {
  readonly date: string;
  readonly perUsd: Readonly<Partial<Record<Currency, number>>>;
}

export type Converted = { readonly ok: true; readonly money: Money } | QuantityProblem;

/**
 * The same money in another currency at the rates of `fx`, through the dollar, unrounded. A dollar is one dollar
 * whether or not the table says so; any other rate that is missing or not positive is a problem, not a guess.
 */
export function convert(money: Money, to: Currency, fx: FxTable): Converted {
  if (money.currency === to) return { ok: true, money };
  const from = perUsd(money.currency, fx);
  const into = perUsd(to, fx);
  if (from === undefined) return problems.noRate(money.currency, fx.date);
  if (into === undefined) return problems.noRate(to, fx.date);
  return { ok: true, money: { amount: (money.amount / from) * into, currency: to } };
}

function perUsd(currency: Currency, fx: FxTable): number | undefined {
  const rate = currency === 'USD' ? 1 : fx.perUsd[currency];
  return rate !== undefined && Number.isFinite(rate) && rate > 0 ? rate : undefined;
}
