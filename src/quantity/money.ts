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
