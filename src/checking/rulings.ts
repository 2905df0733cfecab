import { quarterEnd, quarterStart, type IsoDate } from '../quantity/index.ts';
import { judge, verdicts, type Judgement, type Question, type Use, type Verdict } from '../rules/index.ts';
import type { ResolvedFleet, ResolvedOffer, ResolvedScenario, ResolvedSite } from '../scenario/index.ts';
import type { Facts } from './facts.ts';

/** What the rules say of one line for one use, on the day it is ordered and on the day it ships. */
export interface Ruling {
  readonly use: Use;
  readonly orderDate: IsoDate;
  readonly shipDate: IsoDate;
  readonly onOrder: Judgement;
  readonly onShip: Judgement;
  /** The worse of both. */
  readonly verdict: Verdict;
}

/**
 * Judges an order again for every use of its site. It is placed on the as-of date when that falls in its quarter, else
 * on the first day of the quarter; it ships on the last day of the delivery quarter, the latest that the law may have
 * changed by. An order placed before keeps its own day. A purchase is owned by the buyer and run by the operator of the site; leased machines are the supplier's.
 */
export function ruleOnOrder(
  facts: Facts,
  offer: ResolvedOffer,
  site: ResolvedSite,
  orderQuarter: string,
  deliveryQuarter: string,
  ordered?: IsoDate,
): readonly Ruling[] {
  const { scenario } = facts;
  const [firstQuarter] = scenario.quarters;
  const orderDate = ordered ?? (orderQuarter === firstQuarter ? scenario.asOf : quarterStart(orderQuarter));
  const shipDate = quarterEnd(deliveryQuarter);
  return site.uses.map((use) => {
    const question = { ...had(scenario, offer, site, use), acquisition: offer.kind };
    const onOrder = ask(facts, { ...question, date: orderDate });
    const onShip = ask(facts, { ...question, date: shipDate });
    return { use, orderDate, shipDate, onOrder, onShip, verdict: worst([onOrder.verdict, onShip.verdict]) };
  });
}

/**
 * What the rules of the as-of date say of machines that came under an order: bought ones as what stands already, rented
 * ones as a lease of today.
 */
export function ruleOnRunning(facts: Facts, offer: ResolvedOffer, site: ResolvedSite): readonly Ruling[] {
  const { scenario } = facts;
  const date = scenario.asOf;
  return site.uses.map((use) => {
    const acquisition = offer.kind === 'purchase' ? ('existing' as const) : offer.kind;
    const today = ask(facts, { ...had(scenario, offer, site, use), acquisition, date });
    return { use, orderDate: date, shipDate: date, onOrder: today, onShip: today, verdict: today.verdict };
  });
}

/** Uses for which machines that already stand may go on running, as the law of the as-of date has it. */
export function permittedFleetUses(facts: Facts, fleet: ResolvedFleet, site: ResolvedSite): readonly Use[] {
  const { scenario } = facts;
  return site.uses.filter((use) => {
    const { owner, operator } = site;
    const question = { ...common(scenario, fleet.system, site, use), owner, operator };
    const { verdict } = ask(facts, { ...question, acquisition: 'existing', date: scenario.asOf });
    return isPermitted(verdict);
  });
}

/** Unknown fails closed: only these two verdicts may be acted on. */
export function isPermitted(verdict: Verdict): boolean {
  return verdict === 'allowed' || verdict === 'conditions';
}

/** The worst of several verdicts; `allowed` of none. */
export function worst(some: readonly Verdict[]): Verdict {
  return verdicts.findLast((verdict) => some.includes(verdict)) ?? 'allowed';
}

/** The best of several verdicts; `denied` of none. */
export function best(some: readonly Verdict[]): Verdict {
  return verdicts.find((verdict) => some.includes(verdict)) ?? 'denied';
}

/** Who owns and runs what comes under an offer. */
function had(
  scenario: ResolvedScenario,
  offer: ResolvedOffer,
  site: ResolvedSite,
  use: Use,
): Omit<Question, 'date' | 'acquisition'> {
  const leased = offer.kind === 'lease';
  return {
    ...common(scenario, offer.system, site, use),
    owner: leased ? offer.supplier : scenario.buyer,
    operator: leased ? offer.supplier : site.operator,
  };
}

type Common = Pick<Question, 'accelerator' | 'system' | 'destination' | 'site' | 'buyer' | 'use' | 'knownOn'>;

function common(scenario: ResolvedScenario, system: string, site: ResolvedSite, use: Use): Common {
  return {
    accelerator: scenario.systems.get(system)?.accelerator ?? system,
    system,
    destination: site.country,
    site: site.id,
    buyer: scenario.buyer,
    use,
    knownOn: scenario.asOf,
  };
}

function ask(facts: Facts, question: Question): Judgement {
  return judge(question, facts.ruleContext);
}
