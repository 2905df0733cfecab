import type { Source } from '../../evidence/index.ts';
import type {
  CostFact,
  CountryGroup,
  FxFact,
  Model,
  Party,
  Programme,
  Series,
  SiteFacts,
  WorldEvent,
} from '../entities.ts';
import { diagnose } from '../messages.ts';
import type { RawEntry } from '../schemas/index.ts';
import type { ClaimReader } from './claim-reader.ts';
import { present } from './present.ts';

/** A model from its checked entry. */
export function buildModel(id: string, raw: RawEntry<'models'>, claims: ClaimReader): Model {
  const { parameters, activeParameters, kvElementsPerToken, origin, ...architecture } = raw;
  return {
    id,
    ...present(architecture),
    parameters: claims.read(parameters, 'count', 'parameters'),
    activeParameters: claims.read(activeParameters, 'count', 'activeParameters'),
    kvElementsPerToken: claims.read(kvElementsPerToken, 'count', 'kvElementsPerToken'),
    origin: claims.read(origin, 'text', 'origin'),
    incomplete: raw.incomplete ?? false,
    notes: raw.notes ?? [],
  };
}

/** A site from its checked entry. */
export function buildSite(id: string, raw: RawEntry<'sites'>, claims: ClaimReader): SiteFacts {
  return {
    id,
    name: raw.name,
    country: raw.country,
    area: raw.area,
    itPower: claims.read(raw.itPower, 'power', 'itPower'),
    tariff: claims.read(raw.tariff, 'energy-price', 'tariff'),
    pue: claims.read(raw.pue, 'ratio', 'pue'),
    notes: raw.notes ?? [],
    ...present({ owner: raw.owner }),
  };
}

/** A party from its checked entry. */
export function buildParty(id: string, raw: RawEntry<'parties'>, claims: ClaimReader): Party {
  const stateFunded = claims.optional(raw.stateFunded, 'boolean', 'stateFunded');
  return {
    id,
    name: raw.name,
    country: raw.country,
    kind: raw.kind,
    notes: raw.notes ?? [],
    ...present({ parent: raw.parent, stateFunded }),
  };
}

/** An event from its checked entry. */
export function buildEvent(id: string, raw: RawEntry<'events'>, claims: ClaimReader): WorldEvent {
  const { date, kind, title, about = [], deliveries } = raw;
  return {
    id,
    date,
    kind,
    title,
    about,
    claim: claims.read(raw.claim, 'text', 'claim'),
    ...(deliveries && {
      deliveries: { ...deliveries, most: claims.read(deliveries.most, 'count', 'deliveries', 'most') },
    }),
  };
}

/** A series from its checked entry; a point's date is the date of its claim. */
export function buildSeries(id: string, raw: RawEntry<'series'>, claims: ClaimReader): Series {
  const points = raw.points.map((point, index) => {
    const claim = claims.read(point, 'count', 'points', index);
    if (claim.date === undefined) {
      const path = [...claims.at, 'points', index];
      claims.report(
        diagnose('FW-CAT-0004', path, claim.span, `point ${index + 1} has no date`, {
          hint: 'write { date: 2025-03, value: … }',
        }),
      );
    }
    return { date: claim.date ?? '', claim };
  });
  return { id, title: raw.title, unit: raw.unit, points };
}

/** A company programme from its checked entry. */
export function buildProgramme(id: string, raw: RawEntry<'programmes'>, claims: ClaimReader): Programme {
  const figures = raw.figures.map(({ key, year, unit, claim }, index) => ({
    key,
    unit,
    claim: claims.read(claim, 'count', 'figures', index, 'claim'),
    ...present({ year }),
  }));
  return { id, party: raw.party, title: raw.title, figures };
}

/** A cost or practice from its checked entry. */
export function buildCost(id: string, raw: RawEntry<'costs'>, claims: ClaimReader): CostFact {
  return { id, title: raw.title, unit: raw.unit, claim: claims.read(raw.claim, 'count', 'claim') };
}

/** A country group from its checked entry. */
export function buildCountryGroup(id: string, raw: RawEntry<'country-groups'>): CountryGroup {
  const { title, members, source, reason } = raw;
  return { id, title, members, ...present({ source, reason }) };
}

/** Exchange rates from their checked entry. */
export function buildFx(_id: string, raw: RawEntry<'fx'>): FxFact {
  return { date: raw.date, perUsd: present(raw.perUsd), source: raw.source };
}

/** A source from its checked entry. */
export function buildSource(key: string, raw: RawEntry<'sources'>): Source {
  return { key, ...present(raw) };
}
