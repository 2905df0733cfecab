import { numberByQuarter } from './by-quarter.ts';
import { quarterAt } from './horizon.ts';
import { say } from './messages.ts';
import type { Reader } from './reader.ts';
import type { ResolvedOffer, ResolvedSite } from './resolved.ts';
import type { ResolvedFleet, ResolvedOrder } from './resolved-fleet.ts';
import type { RawScenario } from './shape.ts';

/** Systems that already stand. */
export function resolveFleet(
  reader: Reader,
  raw: RawScenario,
  sites: readonly ResolvedSite[],
): readonly ResolvedFleet[] {
  const byId = new Map(sites.map((site) => [site.id, site]));
  return Object.entries(raw.fleet ?? {}).map(([id, fleet]) => {
    const path = ['fleet', id];
    reader.find(reader.catalog.systems, fleet.system, 'system', [...path, 'system']);
    reader.find(byId, fleet.site, 'site', [...path, 'site']);
    const count = numberByQuarter(reader, fleet.count, 'count', [...path, 'count'], 'the number of systems', {
      whole: true,
    });
    return { id, system: fleet.system, site: fleet.site, count };
  });
}

/** Orders already placed. */
export function resolveFrozen(
  reader: Reader,
  raw: RawScenario,
  sites: readonly ResolvedSite[],
  offers: readonly ResolvedOffer[],
): readonly ResolvedOrder[] {
  const siteById = new Map(sites.map((site) => [site.id, site]));
  const offerById = new Map(offers.map((offer) => [offer.id, offer]));
  return Object.entries(raw.frozen ?? {}).map(([id, frozen]) => {
    const path = ['frozen', id];
    reader.find(offerById, frozen.offer, 'offer', [...path, 'offer']);
    reader.find(siteById, frozen.site, 'site', [...path, 'site']);
    const order = reader.quarter(frozen.order, [...path, 'order'], 0, 'any');
    const delivery = reader.quarter(frozen.delivery, [...path, 'delivery'], order, 'any');
    if (delivery < order) {
      const place = reader.place([...path, 'delivery']);
      reader.report(
        say.endsFirst(place, quarterAt(order, reader.horizon), quarterAt(delivery, reader.horizon)),
      );
    }
    const at = [...path, 'count'];
    const count = reader.number(reader.claim(frozen.count, 'count', at), at, 'the number of systems', {
      whole: true,
    });
    return { id, offer: frozen.offer, site: frozen.site, count, order, delivery };
  });
}
