import type { Country } from '../catalog/index.ts';
import type { Path } from '../reading/index.ts';
import { say } from './messages.ts';
import type { Reader } from './reader.ts';
import type { ResolvedSite } from './resolved.ts';

/** The two ways in which an entry may say which sites it means. */
export interface Where {
  readonly sites?: readonly string[] | undefined;
  readonly regions?: readonly string[] | undefined;
}

/**
 * Sites an entry means: those named and those of the named regions, or all when it names neither; in order of the
 * scenario. A name that leads nowhere is reported, and all sites stand in.
 */
export function sitesMeant(
  reader: Reader,
  where: Where,
  sites: readonly ResolvedSite[],
  path: Path,
): readonly ResolvedSite[] {
  const byId = new Map(sites.map((site) => [site.id, site]));
  const regions = new Map(sites.map((site) => [site.region, site]));
  const named = [
    ...(where.sites ?? []).map((id, index) => reader.find(byId, id, 'site', [...path, 'sites', index])),
    ...(where.regions ?? []).map((id, index) =>
      reader.find(regions, id, 'region', [...path, 'regions', index]),
    ),
  ];
  if (named.includes(undefined)) return sites;
  if (where.sites === undefined && where.regions === undefined) return sites;
  return sites.filter(
    (site) => where.sites?.includes(site.id) === true || where.regions?.includes(site.region) === true,
  );
}

/** Reports a text that cannot be a country code. */
export function checkCountry(reader: Reader, country: Country, path: Path): void {
  if (!/^[A-Z]{2}$/.test(country)) reader.report(say.badCountry(reader.place(path), country));
}

/** `checkCountry` for each entry of a list. */
export function checkCountries(reader: Reader, countries: readonly Country[], path: Path): void {
  countries.forEach((country, index) => checkCountry(reader, country, [...path, index]));
}
