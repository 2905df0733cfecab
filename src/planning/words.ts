import { formatQuantity, ratio } from '../quantity/index.ts';
import type { ResolvedOffer, ResolvedScenario } from '../scenario/index.ts';
import type { Candidate } from './candidates/index.ts';

/**
 * An offer as people call it: its system; with how it is had and from whom where other offers have the same system,
 * and with its id where even that is not enough.
 */
export function offerName(offer: ResolvedOffer, scenario: ResolvedScenario): string {
  const name = scenario.systems.get(offer.system)?.name ?? offer.system;
  const others = scenario.offers.filter((each) => each.system === offer.system && each.id !== offer.id);
  if (others.length === 0) return name;
  const had = `${offer.kind === 'lease' ? 'leased' : 'bought'} from ${partyName(offer.supplier, scenario)}`;
  const same = others.some((each) => each.kind === offer.kind && each.supplier === offer.supplier);
  return `${name} (${had}${same ? `, ${offer.id}` : ''})`;
}

/** An offer at a site as people call it. */
export function placeName({ offer, site }: Candidate, scenario: ResolvedScenario): string {
  return `${offerName(offer, scenario)} at ${inSentence(site.name)}`;
}

/** A name within a sentence: one that describes begins small (`a frontier model`, `the campus`). */
export function inSentence(name: string): string {
  return name.replace(/^(?:A|An|The)(?= )/u, (article) => article.toLowerCase());
}

export function partyName(id: string, { parties }: ResolvedScenario): string {
  return inSentence(parties.get(id)?.name ?? id);
}

export function siteName(id: string, { sites }: ResolvedScenario): string {
  return inSentence(sites.find((each) => each.id === id)?.name ?? id);
}

/** A limit or requirement, by its id in the plan file, as a noun in a sentence. */
export function limitName(id: string, scenario: ResolvedScenario): string {
  const [kind, subject = '', part = ''] = id.split(':');
  switch (kind) {
    case 'budget':
      return `the budget “${scenario.budgets.find((each) => each.id === subject)?.name ?? subject}”`;
    case 'power':
      return `the power of ${siteName(subject, scenario)} in ${part}`;
    case 'allocation': {
      const offer = scenario.offers.find((each) => each.id === subject);
      return `the supply of ${offer === undefined ? subject : offerName(offer, scenario)} in ${part}`;
    }
    case 'share':
      return `“${scenario.shares.find((each) => each.id === subject)?.name ?? subject}”`;
    case 'concentration': {
      const limit = scenario.concentrations.find((each) => each.id === subject);
      return `the limit of ${percent(limit?.atMost ?? 1)} on spend with ${partyName(part, scenario)}`;
    }
    default:
      return id;
  }
}

/** A part as people write it, two digits. */
export function percent(part: number, digits = 2): string {
  return formatQuantity(ratio(part), 'ratio', { digits });
}

/** `a`, `a and b`, `a, b and c`; beyond `most` the rest is counted. */
export function listed(names: readonly string[], most = 3): string {
  const shown = names.length > most ? names.slice(0, most) : names;
  const rest = names.length - shown.length;
  const all = rest === 0 ? shown : [...shown, `${rest} more`];
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}
