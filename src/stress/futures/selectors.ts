import type {
  OfferSelector,
  ResolvedOffer,
  ResolvedScenario,
  ResolvedSite,
  SiteSelector,
} from '../../scenario/index.ts';

/** True where every list that is given holds the offer. */
export function meansOffer(of: OfferSelector, offer: ResolvedOffer, scenario: ResolvedScenario): boolean {
  const system = scenario.systems.get(offer.system);
  const accelerator = scenario.accelerators.get(system?.accelerator ?? '');
  return (
    holds(of.offers, offer.id) &&
    holds(of.systems, offer.system) &&
    holds(of.accelerators, accelerator?.id) &&
    holds(of.vendors, accelerator?.vendor) &&
    holds(of.suppliers, offer.supplier) &&
    (of.domestic === undefined || of.domestic === offer.domestic)
  );
}

/** True where any list that is given holds the site; every site where none is given. */
export function meansSite(at: SiteSelector, site: ResolvedSite): boolean {
  const { sites, regions, countries } = at;
  if (sites === undefined && regions === undefined && countries === undefined) return true;
  return (
    (sites?.includes(site.id) ?? false) ||
    (regions?.includes(site.region) ?? false) ||
    (countries?.includes(site.country) ?? false)
  );
}

function holds(list: readonly string[] | undefined, id: string | undefined): boolean {
  return list === undefined || (id !== undefined && list.includes(id));
}
