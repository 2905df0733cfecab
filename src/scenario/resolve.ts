import type { Catalog } from '../catalog/index.ts';
import { hasErrors, type Diagnostic } from '../diagnostics/index.ts';
import { canonicalJson, sha256Hex } from '../evidence/index.ts';
import { isIsoDate, type IsoDate, type Quarter } from '../quantity/index.ts';
import { checkShape, type YamlDocument } from '../reading/index.ts';
import { horizonFrom, isAfter } from './horizon.ts';
import { checkIds } from './ids.ts';
import { say } from './messages.ts';
import { resolveRates } from './rates.ts';
import { readerOf, type Reader } from './reader.ts';
import { resolveAnchors } from './resolve-anchors.ts';
import { resolveCosts, resolveDiscountRate } from './resolve-costs.ts';
import { resolveBudgets, resolveConcentrations, resolveLicences, resolveShares } from './resolve-limits.ts';
import { resolveUncertainties } from './resolve-futures.ts';
import { resolveOffers } from './resolve-offers.ts';
import { resolveParties } from './resolve-parties.ts';
import { resolveRuns } from './resolve-runs.ts';
import { resolveServices } from './resolve-services.ts';
import { resolveSites } from './resolve-sites.ts';
import { resolveChurnPrice } from './resolve-churn.ts';
import { resolveFleet, resolveFrozen } from './resolve-stock.ts';
import type { ResolvedScenario } from './resolved.ts';
import { scenarioShape, type RawScenario } from './shape.ts';
import { checkStatements } from './statements.ts';
import { withVariant } from './variants.ts';

/** A scenario file that has been read; its variants and date are still open. */
export interface ScenarioDocument {
  /** File name without folder and ending: the id of the scenario. */
  readonly id: string;
  readonly yaml: YamlDocument;
  /** The shape as written, before any variant. */
  readonly raw: RawScenario;
  /** What `--variant` accepts, in the order of the file, with what each asks. */
  readonly variants: Readonly<
    Record<string, { readonly title?: string | undefined; readonly description?: string | undefined }>
  >;
}

/** What to plan: which day's knowledge, and which variant of the case. */
export interface ResolveOptions {
  /** Overrides the date in the file. */
  readonly asOf?: string | undefined;
  readonly variant?: string | undefined;
  /**
   * First quarter of the horizon, where it is not that of the as-of date: a programme that has begun keeps its calendar,
   * whatever day it is looked at.
   */
  readonly start?: Quarter | undefined;
  /** Quarters of the horizon, where they are more than the file says. */
  readonly quarters?: number | undefined;
  /** Exchange rates of another day, to tell what they alone change; default: those of the as-of date. */
  readonly fxAsOf?: IsoDate | undefined;
  /** Ids of rules, so that licences and shares that name unknown ones are reported. */
  readonly rules?: Iterable<string> | undefined;
}

export interface Resolution {
  /** Absent when there is an error among the diagnostics. */
  readonly scenario?: ResolvedScenario;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Chooses date and variant, looks up every reference and turns every claim into a number.
 *
 *     file ─ lay the variant over it ─ check the shape ─ fix horizon, currency and rates
 *       └─ parties → sites → offers, services, runs, budgets, shares, licences, fleet, frozen orders, costs
 *            └─ check what is said to add up ─ hash
 *
 * All problems are reported at once. The result is a function of its arguments alone.
 */
export function resolveScenario(
  document: ScenarioDocument,
  catalog: Catalog,
  options: ResolveOptions = {},
): Resolution {
  const found: Diagnostic[] = [];
  const layered = withVariant(document.yaml, document.raw, options.variant);
  const shaped = checkShape(scenarioShape, layered.document);
  found.push(...layered.diagnostics, ...shaped.diagnostics);
  if (!shaped.ok) return { diagnostics: distinct(found) };

  const raw = shaped.value;
  const asOf = options.asOf ?? raw.asOf;
  if (!isIsoDate(asOf)) {
    const path = ['asOf'];
    found.push(say.notDate({ path, span: layered.document.span(path) }, asOf));
    return { diagnostics: distinct(found) };
  }
  const rates = resolveRates(layered.document, raw, catalog.fx, options.fxAsOf ?? asOf);
  found.push(...rates.diagnostics);
  const reader = readerOf({
    document: layered.document,
    catalog,
    horizon: horizonFrom(asOf, Math.max(raw.horizon.quarters, options.quarters ?? 0), options.start),
    currency: raw.currency,
    fx: rates.fx,
    report: (diagnostic) => found.push(diagnostic),
  });
  for (const { path, claim } of rates.claims) reader.borrow(claim, path);
  checkIds(reader, raw, layered.document.data, options.rules);
  const scenario = resolve(reader, document.id, raw, layered.document.data, options.variant);
  const diagnostics = distinct(found);
  return hasErrors(diagnostics) ? { diagnostics } : { scenario, diagnostics };
}

function resolve(
  reader: Reader,
  id: string,
  raw: RawScenario,
  data: unknown,
  variant: string | undefined,
): ResolvedScenario {
  const { catalog, horizon } = reader;
  const parties = resolveParties(reader, raw);
  const buyer = reader.find(parties, raw.buyer, 'party', ['buyer']);
  const sites = resolveSites(reader, raw, parties);
  const offers = resolveOffers(reader, {
    raw: raw.offers ?? {},
    parties,
    sites,
    buyerCountry: buyer?.country,
  });
  const services = resolveServices(reader, raw, sites);
  const runs = resolveRuns(reader, raw, sites);
  const whole = raw.horizon.whole ?? Math.min(4, raw.horizon.quarters);
  if (whole > raw.horizon.quarters) {
    reader.report(say.wholeBeyondHorizon(reader.place(['horizon', 'whole']), whole, raw.horizon.quarters));
  }
  if (services.length + runs.length === 0) reader.report(say.nothingToPlan(reader.place([])));
  const fleet = resolveFleet(reader, raw, sites);
  const scenario = {
    id,
    title: raw.title,
    variant,
    asOf: horizon.asOf,
    quarters: horizon.quarters,
    wholeQuarters: whole,
    currency: reader.currency,
    fx: reader.fx,
    discountRate: resolveDiscountRate(reader, raw),
    buyer: raw.buyer,
    parties,
    accelerators: catalog.accelerators,
    systems: catalog.systems,
    models: catalog.models,
    sites: byId(sites),
    offers: byId(offers),
    services: byId(services),
    runs: byId(runs),
    budgets: byId(resolveBudgets(reader, raw, sites)),
    shares: byId(resolveShares(reader, raw, sites)),
    concentrations: byId(resolveConcentrations(reader, raw, sites)),
    licences: byId(resolveLicences(reader, raw)),
    fleet: byId(fleet),
    frozen: byId(resolveFrozen(reader, raw, sites, offers)),
    objective: { kind: raw.objective ?? 'least-cost' },
    costs: resolveCosts(reader, raw),
    churnPrice: resolveChurnPrice(reader, raw),
  } as const;
  const uncertainties = resolveUncertainties(reader, raw);
  const anchors = resolveAnchors(reader, raw);
  checkStatements(reader, raw);
  borrowSystemPower(reader, [...offers, ...fleet]);
  reportFuture(reader);
  const lineage = new Map([...reader.lineage].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return {
    ...scenario,
    ...(uncertainties !== undefined && { uncertainties }),
    ...(anchors.length > 0 && { anchors }),
    lineage,
    hash: sha256Hex(canonicalJson(data)),
  };
}

/**
 * Says which numbers were published after the as-of date: each of the scenario's own that says so itself, and in one
 * note those whose source is later (which may be a late copy of an old fact).
 */
function reportFuture(reader: Reader): void {
  const { asOf } = reader.horizon;
  const late: string[] = [];
  for (const [path, { date, source, span }] of reader.lineage) {
    const published = date ?? reader.catalog.sources.get(source ?? '')?.date;
    if (published === undefined || !isAfter(published, asOf)) continue;
    if (span?.file === reader.file && date !== undefined) {
      reader.report(say.fromTheFuture({ path: path.split('.'), span }, `\`${path}\``, date, asOf));
    } else {
      late.push(path);
    }
  }
  if (late.length > 0) reader.report(say.factsFromTheFuture(reader.place(['asOf']), late.toSorted(), asOf));
}

/** In order of ids: the order in which a file lists things is not a wish. */
function byId<T extends { readonly id: string }>(entries: readonly T[]): readonly T[] {
  return entries.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Power of every system that may stand somewhere: the plan rests on it as much as on what the scenario says. */
function borrowSystemPower(reader: Reader, used: readonly { readonly system: string }[]): void {
  for (const { system: id } of used) {
    const system = reader.catalog.systems.get(id);
    if (system) reader.borrow(system.power, ['systems', id, 'power']);
  }
}

/** Each problem once, in the order found: a claim that several places use is read several times. */
export function distinct(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ code, span, message }) => {
    const identity = [code, span?.file, span?.line, span?.column, message].join('\n');
    return !seen.has(identity) && seen.add(identity);
  });
}
