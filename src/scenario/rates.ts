import type { FxFact } from '../catalog/index.ts';
import { didYouMean, type Diagnostic } from '../diagnostics/index.ts';
import type { Claim } from '../evidence/index.ts';
import { currencies, type Currency, type FxTable, type IsoDate } from '../quantity/index.ts';
import { toClaim, type Path, type YamlDocument } from '../reading/index.ts';
import { isAfter } from './horizon.ts';
import { say } from './messages.ts';
import type { RawScenario } from './shape.ts';

/** Exchange rates of a plan, the claims of the scenario among them, and what is wrong with those. */
export interface Rates {
  readonly fx: FxTable;
  readonly claims: readonly { readonly path: Path; readonly claim: Claim<number> }[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The catalog's rates of the as-of date (the earliest there are when none is that old), with those of the scenario in their place. */
export function resolveRates(
  document: YamlDocument,
  raw: RawScenario,
  tables: ReadonlyMap<string, FxFact>,
  asOf: IsoDate,
): Rates {
  const byDate = [...tables.values()].toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const table = byDate.findLast(({ date }) => !isAfter(date, asOf)) ?? byDate[0];
  const perUsd: Partial<Record<Currency, number>> = { ...table?.perUsd, USD: 1 };
  const claims: Rates['claims'][number][] = [];
  const found: Diagnostic[] = [];
  for (const [code, written] of Object.entries(raw.fx ?? {})) {
    const path = ['fx', code];
    const place = { path, span: document.span(path) };
    const currency = currencies.find((known) => known === code);
    const { claim, diagnostics } = toClaim(written, 'count', document, path);
    found.push(...diagnostics);
    if (currency === undefined) {
      const key = { path, span: document.span(path, 'key') };
      found.push(say.unknownId(key, 'currency', code, didYouMean(code, currencies), currencies));
    } else if (claim.value === undefined) {
      if (diagnostics.length === 0) found.push(say.needsNumber(place, 'the exchange rate'));
    } else if (claim.value <= 0) {
      found.push(say.tooSmall(place, claim.written, 'more than 0'));
    } else {
      perUsd[currency] = claim.value;
      claims.push({ path, claim });
    }
  }
  return { fx: { date: table?.date ?? asOf, perUsd }, claims, diagnostics: found };
}
