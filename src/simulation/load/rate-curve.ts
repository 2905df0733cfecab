/** Requests per second over time: a constant, or one value per slice of a day, repeated. */
export type RateCurve =
  | { readonly kind: 'constant'; readonly rate: number }
  | { readonly kind: 'slices'; readonly seconds: number; readonly rates: readonly number[] };

/** The time at which `amount` expected requests have come since `from`; Infinity where the rate stays zero for good. */
export function timeAfter(curve: RateCurve, from: number, amount: number): number {
  if (curve.kind === 'constant') return from + amount / curve.rate;
  const { seconds, rates } = curve;
  let time = from;
  let rest = amount;
  let slice = Math.floor(time / seconds);
  for (let quiet = 0; quiet <= rates.length;) {
    const now = rates[slice % rates.length] ?? 0;
    slice += 1;
    const end = slice * seconds;
    const within = (end - time) * now;
    if (within >= rest && now > 0) return time + rest / now;
    rest -= within;
    quiet = now > 0 ? 0 : quiet + 1;
    time = end;
  }
  return Infinity;
}
