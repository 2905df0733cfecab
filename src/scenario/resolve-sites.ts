import type { Party, SiteFacts } from '../catalog/index.ts';
import { assumedClaim, type Claim } from '../evidence/index.ts';
import { ratio, watts, type Watts } from '../quantity/index.ts';
import type { Path } from '../reading/index.ts';
import { numberByQuarter } from './by-quarter.ts';
import { say } from './messages.ts';
import type { Reader } from './reader.ts';
import type { ResolvedSite } from './resolved.ts';
import type { RawSite } from './shape-places.ts';
import type { RawScenario } from './shape.ts';
import { checkCountry } from './sites-meant.ts';

/** Every site, from the facts of the catalog where it starts from one and from what the scenario says. */
export function resolveSites(
  reader: Reader,
  raw: RawScenario,
  parties: ReadonlyMap<string, Party>,
): readonly ResolvedSite[] {
  return Object.entries(raw.sites).map(([id, site]) => resolveSite(reader, raw, parties, id, site));
}

function resolveSite(
  reader: Reader,
  raw: RawScenario,
  parties: ReadonlyMap<string, Party>,
  id: string,
  site: RawSite,
): ResolvedSite {
  const path = ['sites', id];
  const facts = factsOf(reader, site, path);
  const country = site.country ?? facts?.country ?? '';
  if (site.country !== undefined) checkCountry(reader, site.country, [...path, 'country']);
  else if (country === '' && site.from === undefined) {
    reader.report(
      say.needsNumber(
        reader.place(path, 'key'),
        'the country of the site',
        'add `country:`, or start `from:` a catalog site',
      ),
    );
  }
  const owner = site.owner ?? facts?.owner ?? raw.buyer;
  const operator = site.operator ?? owner;
  if (site.owner !== undefined) reader.find(parties, owner, 'party', [...path, 'owner']);
  if (site.operator !== undefined) reader.find(parties, operator, 'party', [...path, 'operator']);
  const pue = resolvePue(reader, site, facts, path);
  return {
    id,
    name: site.name ?? facts?.name ?? id,
    country,
    region: site.region ?? country,
    owner,
    operator,
    power: resolvePower(reader, site, facts, pue, path),
    pue,
    tariff: resolveTariff(reader, site, facts, path),
    spacePerWattQuarter: resolveSpace(reader, site, path),
    uses: site.uses ?? ['training', 'inference'],
    stateFunded:
      site.stateFunded === undefined
        ? undefined
        : reader.claim(site.stateFunded, 'boolean', [...path, 'stateFunded']).value,
  };
}

/** Facts of the catalog site it starts from. Where there is no such site, which is reported, harmless ones stand in. */
function factsOf(reader: Reader, site: RawSite, path: Path): SiteFacts | undefined {
  if (site.from === undefined) return undefined;
  const found = reader.find(reader.catalog.sites, site.from, 'catalog site', [...path, 'from']);
  return (
    found ?? {
      id: site.from,
      name: '',
      country: '',
      area: '',
      itPower: standIn(watts(0)),
      tariff: standIn({ amount: 0, currency: reader.currency }),
      pue: standIn(ratio(1)),
      notes: [],
    }
  );
}

function standIn<T>(value: T): Claim<T> {
  return assumedClaim(value, '', '');
}

function resolvePue(reader: Reader, site: RawSite, facts: SiteFacts | undefined, path: Path): number {
  const at = [...path, 'pue'];
  const claim =
    site.pue === undefined && facts ? reader.borrow(facts.pue, at) : reader.claim(site.pue, 'ratio', at);
  return reader.number(claim, at, 'the PUE of the site', { least: 1, most: 5 });
}

/** Watts at the meter per quarter: as given, or power at the machines times the PUE. */
function resolvePower(
  reader: Reader,
  site: RawSite,
  facts: SiteFacts | undefined,
  pue: number,
  path: Path,
): readonly Watts[] {
  if (site.power !== undefined && site.itPower !== undefined) {
    reader.report(say.oneOf(reader.place(path, 'key'), ['power', 'itPower'], ['power', 'itPower']));
  }
  const what = 'the power of the site';
  if (site.power !== undefined) {
    return numberByQuarter(reader, site.power, 'power', [...path, 'power'], what).map(watts);
  }
  const at = [...path, 'itPower'];
  if (site.itPower === undefined && facts) {
    const power = reader.number(reader.borrow(facts.itPower, at), at, what);
    return reader.horizon.quarters.map(() => watts(power * pue));
  }
  return numberByQuarter(reader, site.itPower ?? 'unknown', 'power', at, what).map((power) =>
    watts(power * pue),
  );
}

function resolveTariff(reader: Reader, site: RawSite, facts: SiteFacts | undefined, path: Path): number {
  const at = [...path, 'tariff'];
  const claim =
    site.tariff === undefined && facts
      ? reader.borrow(facts.tariff, at)
      : reader.claim(site.tariff, 'energy-price', at);
  return reader.money(claim, at, 'the electricity price of the site');
}

function resolveSpace(reader: Reader, site: RawSite, path: Path): number {
  const at = [...path, 'space'];
  if (site.space !== undefined) {
    return reader.money(reader.claim(site.space, 'power-price', at), at, 'the building cost of the site');
  }
  const reason = 'the scenario names no building cost: the building counts as already paid for';
  reader.borrow(assumedClaim({ amount: 0, currency: reader.currency }, 'none', reason), at);
  return 0;
}
