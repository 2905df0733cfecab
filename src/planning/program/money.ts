/** Money inside the program is in millions of the plan currency, so that costs and counts are of like size. */
export function million(amount: number): number {
  return amount / 1e6;
}

/** Back to the plan currency. */
export function fromMillion(millions: number): number {
  return millions * 1e6;
}
