import type { Party } from '../catalog/index.ts';
import { fromSmallest } from './circles.ts';
import { say } from './messages.ts';
import type { Reader } from './reader.ts';
import type { RawScenario } from './shape.ts';
import { checkCountry } from './sites-meant.ts';

/** Catalog parties and the scenario's own, with parents that exist and go nowhere in circles. */
export function resolveParties(reader: Reader, raw: RawScenario): ReadonlyMap<string, Party> {
  const parties = new Map(reader.catalog.parties);
  for (const [id, party] of Object.entries(raw.parties ?? {})) {
    const path = ['parties', id];
    if (parties.has(id)) {
      const hint = 'use the party of the catalog, or choose another id';
      reader.report(say.taken(reader.place(path, 'key'), 'party', id, 'a party of the catalog', hint));
    }
    checkCountry(reader, party.country, [...path, 'country']);
    parties.set(id, {
      id,
      name: party.name,
      country: party.country,
      ...(party.parent !== undefined && { parent: party.parent }),
      kind: party.kind,
      ...(party.stateFunded !== undefined && {
        stateFunded: reader.claim(party.stateFunded, 'boolean', [...path, 'stateFunded']),
      }),
      notes: party.notes ?? [],
    });
  }
  for (const [id, party] of Object.entries(raw.parties ?? {})) {
    if (party.parent === undefined) continue;
    const path = ['parties', id, 'parent'];
    if (!reader.find(parties, party.parent, 'party', path)) continue;
    const circle = circleFrom(parties, id);
    if (circle?.[0] === id) reader.report(say.circle(reader.place(path), 'parents', circle));
  }
  return parties;
}

/** The way from a party through its parents back to itself, if there is one. */
function circleFrom(parties: ReadonlyMap<string, Party>, id: string): readonly string[] | undefined {
  const trail = [id];
  for (let next = parties.get(id)?.parent; next !== undefined; next = parties.get(next)?.parent) {
    if (next === id) return fromSmallest(trail);
    if (trail.includes(next)) return undefined;
    trail.push(next);
  }
  return undefined;
}
