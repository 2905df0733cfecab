import type { Country, CountryGroup, Party } from '../catalog/index.ts';
import type { Fact } from './predicate/evaluate.ts';
import type { Truth } from './predicate/truth.ts';

/**
 * What rules may ask of a party. A party that is not known, or whose chain of parents does not end, has unknown facts:
 * then rules about it do not decide, and the line is not planned.
 */
export function partyFacts(
  id: string,
  parties: ReadonlyMap<string, Party>,
  groupsOf: (country: Country) => readonly string[],
): Readonly<Record<string, Fact>> {
  const party = parties.get(id);
  if (party === undefined) return { id };
  const parent = ultimateParent(party, parties);
  return {
    id,
    country: party.country,
    groups: groupsOf(party.country),
    kind: party.kind,
    stateFunded: isStateFunded(party),
    ...(parent !== undefined && {
      'parent.id': parent.id,
      'parent.country': parent.country,
      'parent.groups': groupsOf(parent.country),
    }),
  };
}

/** The party at the end of the chain of parents, itself when it has none; undefined when the chain breaks or turns in a circle. */
function ultimateParent(party: Party, parties: ReadonlyMap<string, Party>): Party | undefined {
  const seen = new Set<string>();
  let current: Party | undefined = party;
  while (current?.parent !== undefined && !seen.has(current.id)) {
    seen.add(current.id);
    current = parties.get(current.parent);
  }
  return current?.parent === undefined ? current : undefined;
}

/** As recorded; where nothing is recorded, companies have no state money, the state has, and of others it is unknown. */
function isStateFunded(party: Party): Truth {
  if (party.stateFunded !== undefined) return party.stateFunded.value ?? 'unknown';
  switch (party.kind) {
    case 'state':
      return true;
    case 'bank':
    case 'research':
      return 'unknown';
    default:
      return false;
  }
}

/** Looks up the country groups a country is in, by id. */
export function countryGrouper(
  groups: ReadonlyMap<string, CountryGroup>,
): (country: Country) => readonly string[] {
  const byCountry = new Map<Country, string[]>();
  for (const group of groups.values()) {
    for (const member of group.members) {
      const list = byCountry.get(member) ?? [];
      list.push(group.id);
      byCountry.set(member, list);
    }
  }
  const none: readonly string[] = [];
  return (country) => byCountry.get(country) ?? none;
}
