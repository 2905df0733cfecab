import type { Accelerator } from '../catalog/index.ts';
import { inUnits, itemFacts } from './item-facts.ts';
import { countryGrouper, partyFacts } from './party-facts.ts';
import type { Fact, Facts } from './predicate/evaluate.ts';
import type { Question, RuleContext, RuleSite } from './types.ts';

type SubjectFacts = Readonly<Record<string, Fact>>;
const nothing: SubjectFacts = {};

/** Facts of the subjects of one context. */
export interface FactBook {
  factsOf(question: Question): Facts;
  itemOf(accelerator: Accelerator): SubjectFacts;
}

const books = new WeakMap<RuleContext, FactBook>();

/**
 * The facts of a context, worked out once per chip, party, country and site and kept as long as the context is: a
 * planner asks thousands of questions about a few dozen of each.
 */
export function factBook(context: RuleContext): FactBook {
  const existing = books.get(context);
  if (existing !== undefined) return existing;
  const groupsOf = countryGrouper(context.countryGroups);
  const itemOf = remember((accelerator: Accelerator) => itemFacts(accelerator));
  const partyOf = remember((id: string) => partyFacts(id, context.parties, groupsOf));
  const placeOf = remember((country: string) => ({ country, groups: groupsOf(country) }));
  const book: FactBook = {
    itemOf,
    factsOf(question) {
      const accelerator = context.accelerators.get(question.accelerator);
      const recipient = partyOf(question.owner);
      const site = question.site === undefined ? undefined : context.sites?.get(question.site);
      return {
        item: accelerator === undefined ? nothing : itemOf(accelerator),
        destination: placeOf(question.destination),
        buyer: partyOf(question.buyer),
        recipient,
        operator: partyOf(question.operator),
        site: siteFacts(question.site, site, site?.owner === undefined ? recipient : partyOf(site.owner)),
        order: {
          use: question.use,
          acquisition: question.acquisition,
          quantity:
            question.quantity === undefined ? undefined : { low: question.quantity, high: question.quantity },
        },
      };
    },
  };
  books.set(context, book);
  return book;
}

function siteFacts(id: string | undefined, site: RuleSite | undefined, owner: SubjectFacts): SubjectFacts {
  const { pue } = site ?? {};
  return {
    id,
    area: site?.area,
    stateFunded: site?.stateFunded ?? owner.stateFunded,
    pue: pue === undefined ? undefined : typeof pue === 'number' ? { low: pue, high: pue } : inUnits(pue, 1),
  };
}

function remember<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}
