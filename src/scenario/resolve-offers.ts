import type { Country, Offer, Party } from '../catalog/index.ts';
import type { Claim } from '../evidence/index.ts';
import type { Money } from '../quantity/index.ts';
import type { Path } from '../reading/index.ts';
import { allocationOf } from './allocation.ts';
import { isBy, quarterIndex } from './horizon.ts';
import { say } from './messages.ts';
import type { Reader } from './reader.ts';
import type { ResolvedOffer, ResolvedSite } from './resolved.ts';
import type { RawChange, RawOffer, RawOffers } from './shape-supply.ts';
import { checkCountries } from './sites-meant.ts';

/** What offers are resolved against. */
export interface OfferContext {
  readonly raw: RawOffers;
  readonly parties: ReadonlyMap<string, Party>;
  readonly sites: readonly ResolvedSite[];
  readonly buyerCountry: Country | undefined;
}

/** Weeks of a quarter, by which lead times are counted in whole quarters. */
const weeksPerQuarter = 13;

/** The offers on the table: chosen catalog offers that are known on the as-of date, changed as the scenario says, and its own. */
export function resolveOffers(reader: Reader, context: OfferContext): readonly ResolvedOffer[] {
  const chosen = chosenOffers(reader, context.raw);
  const changed = Object.keys(context.raw.change ?? {});
  for (const id of changed) reader.find(reader.catalog.offers, id, 'catalog offer', ['offers', 'change', id]);
  const known = chosen.filter((offer) => isKnown(offer, own(context.raw.change, offer.id), reader));
  const priced = known.filter(({ id, price }) => {
    return price.value !== undefined || own(context.raw.change, id)?.price !== undefined;
  });
  reportLeftOut(reader, chosen.filter(reaches(context.sites)), known, priced);
  const fromCatalog = priced.map((offer) =>
    catalogOffer(reader, context, offer, own(context.raw.change, offer.id) ?? {}),
  );
  const added = Object.entries(context.raw.add ?? {}).map(([id, offer]) => {
    const path = ['offers', 'add', id];
    if (reader.catalog.offers.has(id)) {
      const hint = 'change the catalog offer under `offers.change`, or choose another id';
      reader.report(say.taken(reader.place(path, 'key'), 'offer', id, 'a catalog offer', hint));
    }
    return ownOffer(reader, context, id, offer);
  });
  return [...fromCatalog, ...added].filter((offer) => {
    if (offer.sites.length > 0) return true;
    if (Object.hasOwn(context.raw.add ?? {}, offer.id)) {
      reader.report(say.idleOffer(reader.place(['offers', 'add', offer.id], 'key'), offer.id));
    }
    return false;
  });
}

/** Offers that would reach a site if they were on the table. */
function reaches(sites: readonly ResolvedSite[]): (offer: Offer) => boolean {
  const countries = new Set(sites.map((site) => site.country));
  return (offer) => offer.countries.some((country) => countries.has(country));
}

/** Says which offers that reach a site are not on the table, and why. */
function reportLeftOut(
  reader: Reader,
  reaching: readonly Offer[],
  known: readonly Offer[],
  priced: readonly Offer[],
): void {
  const at = reader.place(['offers'], 'key');
  const unknown = reaching.filter((offer) => !known.includes(offer));
  const unpriced = reaching.filter((offer) => known.includes(offer) && !priced.includes(offer));
  if (unknown.length > 0)
    reader.report(
      say.notYetKnown(
        at,
        unknown.map(({ id }) => id),
        reader.horizon.asOf,
      ),
    );
  if (unpriced.length > 0)
    reader.report(
      say.noPrice(
        at,
        unpriced.map(({ id }) => id),
      ),
    );
}

function chosenOffers(reader: Reader, raw: RawOffers): readonly Offer[] {
  if (raw.use === undefined || raw.use === 'all') return [...reader.catalog.offers.values()];
  return raw.use.flatMap(
    (id, index) => reader.find(reader.catalog.offers, id, 'catalog offer', ['offers', 'use', index]) ?? [],
  );
}

/**
 * An offer is known when it began by the as-of date, or when its price was published by then, and it has not ended.
 * An end that lies ahead is not used: nobody knew of it on the as-of date.
 */
function isKnown(offer: Offer, change: RawChange | undefined, reader: Reader): boolean {
  const { asOf } = reader.horizon;
  if (offer.until !== undefined && offer.until < asOf) return false;
  if (offer.from <= asOf || change?.price !== undefined) return true;
  return offer.price.date !== undefined && isBy(offer.price.date, asOf);
}

function catalogOffer(reader: Reader, context: OfferContext, offer: Offer, change: RawChange): ResolvedOffer {
  const path = ['offers', offer.id];
  const at = (key: keyof RawChange): Path => ['offers', 'change', offer.id, key];
  const price: Claim<Money> =
    change.price === undefined
      ? reader.borrow(offer.price, [...path, 'price'])
      : reader.claim(change.price, 'money', at('price'), [...path, 'price']);
  const lead: Claim<number> =
    change.leadWeeks === undefined
      ? reader.borrow(offer.leadWeeks, [...path, 'leadWeeks'])
      : reader.claim(change.leadWeeks, 'count', at('leadWeeks'), [...path, 'leadWeeks']);
  return finish(reader, context, {
    id: offer.id,
    system: offer.system,
    supplier: offer.supplier,
    kind: offer.kind,
    price,
    pricePath: at('price'),
    lead,
    leadPath: at('leadWeeks'),
    term:
      change.termQuarters === undefined
        ? offer.termQuarters
        : reader.number(
            reader.claim(change.termQuarters, 'count', at('termQuarters'), [...path, 'termQuarters']),
            at('termQuarters'),
            'the term of the lease',
            { positive: true, whole: true },
          ),
    countries: change.countries ?? offer.countries,
    countriesPath: at('countries'),
    sites: change.sites,
    sitesPath: at('sites'),
    allocation: allocationOf(reader, context.raw, change.allocation, at('allocation'), offer),
    from: quarterIndex(offer.from, reader.horizon) ?? 0,
    until: Infinity,
  });
}

function ownOffer(reader: Reader, context: OfferContext, id: string, offer: RawOffer): ResolvedOffer {
  const path = ['offers', 'add', id];
  const at = (key: keyof RawOffer): Path => [...path, key];
  reader.find(reader.catalog.systems, offer.system, 'system', at('system'));
  reader.find(context.parties, offer.supplier, 'party', at('supplier'));
  if (offer.kind === 'lease' && offer.termQuarters === undefined) {
    reader.report(say.needsNumber(reader.place(path, 'key'), 'the term of the lease', 'add `termQuarters:`'));
  }
  const from = reader.quarter(offer.from, at('from'), 0, 'any');
  const until = reader.quarter(offer.until, at('until'), Infinity, 'any');
  if (until < from) {
    reader.report(say.endsFirst(reader.place(at('until')), String(offer.from), String(offer.until)));
  }
  return finish(reader, context, {
    id,
    system: offer.system,
    supplier: offer.supplier,
    kind: offer.kind,
    price: reader.claim(offer.price, 'money', at('price'), ['offers', id, 'price']),
    pricePath: at('price'),
    lead: reader.claim(offer.leadWeeks, 'count', at('leadWeeks'), ['offers', id, 'leadWeeks']),
    leadPath: at('leadWeeks'),
    term:
      offer.termQuarters === undefined
        ? undefined
        : reader.number(
            reader.claim(offer.termQuarters, 'count', at('termQuarters')),
            at('termQuarters'),
            'the term',
            {
              positive: true,
              whole: true,
            },
          ),
    countries: offer.countries,
    countriesPath: at('countries'),
    sites: offer.sites,
    sitesPath: at('sites'),
    allocation: allocationOf(reader, context.raw, offer.allocation, at('allocation'), undefined),
    from,
    until,
  });
}

interface Draft {
  readonly id: string;
  readonly system: string;
  readonly supplier: string;
  readonly kind: 'purchase' | 'lease';
  readonly price: Claim<Money>;
  readonly pricePath: Path;
  readonly lead: Claim<number>;
  readonly leadPath: Path;
  readonly term: number | undefined;
  readonly countries: readonly Country[];
  readonly countriesPath: Path;
  readonly sites: readonly string[] | undefined;
  readonly sitesPath: Path;
  readonly allocation: readonly number[];
  readonly from: number;
  readonly until: number;
}

function finish(reader: Reader, { sites, buyerCountry }: OfferContext, draft: Draft): ResolvedOffer {
  const byId = new Map(sites.map((site) => [site.id, site]));
  draft.sites?.forEach((id, index) => reader.find(byId, id, 'site', [...draft.sitesPath, index]));
  if (draft.countries.length > 0) checkCountries(reader, draft.countries, draft.countriesPath);
  const system = reader.catalog.systems.get(draft.system);
  const accelerator = system && reader.catalog.accelerators.get(system.accelerator);
  const weeks = reader.number(draft.lead, draft.leadPath, `the lead time of \`${draft.id}\``);
  return {
    id: draft.id,
    system: draft.system,
    supplier: draft.supplier,
    kind: draft.kind,
    price: reader.money(draft.price, draft.pricePath, `the price of \`${draft.id}\``),
    written: draft.price.value ?? { amount: Number.NaN, currency: reader.currency },
    sites: sites
      .filter((site) => draft.countries.includes(site.country) && (draft.sites?.includes(site.id) ?? true))
      .map((site) => site.id),
    leadQuarters: Math.ceil(weeks / weeksPerQuarter),
    termQuarters: draft.kind === 'lease' ? draft.term : undefined,
    allocation: draft.allocation.map((most, index) =>
      index >= draft.from && index <= draft.until ? most : 0,
    ),
    domestic: accelerator !== undefined && accelerator.vendorCountry === buyerCountry,
  };
}

function own<T>(map: Readonly<Record<string, T>> | undefined, id: string): T | undefined {
  return map !== undefined && Object.hasOwn(map, id) ? map[id] : undefined;
}
