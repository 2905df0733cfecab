import type { System } from '../../catalog/index.ts';
import { addQuarters, quarterEnd, quarterStart } from '../../quantity/index.ts';
import type { IsoDate } from '../../quantity/index.ts';
import type { Question } from '../../rules/index.ts';
import type { ResolvedOffer, ResolvedScenario, ResolvedSite } from '../../scenario/index.ts';
import type { Candidate, Standing, UseVerdict } from './candidate.ts';
import { judgeUse, remember } from './judge-use.ts';
import type { Judge } from './judge-use.ts';

/** What may be ordered and what stands anyway, each with the rules' answer. */
export interface JudgedLines {
  /** Sorted by id of offer, id of site and order quarter; those that no use permits are among them, with the rules that block. */
  readonly candidates: readonly Candidate[];
  readonly standing: readonly Standing[];
}

/**
 * Every line the plan may choose (offer × site × order quarter that delivers within the horizon and has an
 * allocation) and everything that stands already, judged for every use of its site.
 *
 *     offers × sites × quarters ──► lead time, allocation ──► judge (order date, ship date) ──► candidates
 *     fleet, frozen orders      ─────────────────────────────► judge                       ──► standing
 */
export function judgeLines(scenario: ResolvedScenario, judge: Judge): JudgedLines {
  const ask = remember(judge);
  const sites = new Map(scenario.sites.map((site) => [site.id, site]));
  const placed = new Set(scenario.frozen.map(({ id }) => id));
  const candidates = scenario.offers
    .toSorted((a, b) => order(a.id, b.id))
    .flatMap((offer) =>
      offer.sites.toSorted(order).flatMap((siteId) => {
        const site = sites.get(siteId);
        const system = scenario.systems.get(offer.system);
        if (site === undefined || system === undefined) return [];
        return scenario.quarters.flatMap((_, quarter) => {
          const reachable = quarter + offer.leadQuarters < scenario.quarters.length;
          if (!reachable || (offer.allocation[quarter] ?? 0) <= 0) return [];
          const line = judgedLine(scenario, ask, offer, site, system, quarter, quarter + offer.leadQuarters);
          return [{ ...line, id: freeId(line.id, placed) }];
        });
      }),
    );
  return { candidates, standing: [...judgedFleet(scenario, ask), ...judgedFrozen(scenario, ask)] };
}

/**
 * An order of one system of an offer for a site, judged for every use of it.
 *
 * @param ordered day it was placed, where it was; by default the as-of date or the first day of its quarter
 */
export function judgedLine(
  scenario: ResolvedScenario,
  judge: Judge,
  offer: ResolvedOffer,
  site: ResolvedSite,
  system: System,
  orderQuarter: number,
  delivery: number,
  ordered?: IsoDate,
): Candidate {
  const lease = offer.kind === 'lease';
  const question = questionOf(scenario, offer, site, system);
  const orderDate =
    ordered ?? (orderQuarter === 0 ? scenario.asOf : quarterStart(quarterAt(scenario, orderQuarter)));
  const shipDate = quarterEnd(quarterAt(scenario, delivery));
  const verdicts = site.uses
    .toSorted(order)
    .map((use) => judgeUse(judge, question, use, orderDate, shipDate));
  const { dutyRate, feeRate } = ratesOn(verdicts);
  return {
    id: `${offer.id}@${site.id}@${quarterAt(scenario, orderQuarter)}`,
    offer,
    site,
    system,
    order: orderQuarter,
    delivery,
    end: lease ? delivery + (offer.termQuarters ?? 1) : scenario.quarters.length,
    verdicts,
    dutyRate,
    feeRate,
  };
}

/** What the rules are asked of machines that are had under an offer. */
function questionOf(
  scenario: ResolvedScenario,
  offer: ResolvedOffer,
  site: ResolvedSite,
  system: System,
): Omit<Question, 'date' | 'use'> {
  const lease = offer.kind === 'lease';
  return {
    accelerator: system.accelerator,
    system: system.id,
    destination: site.country,
    site: site.id,
    buyer: scenario.buyer,
    owner: lease ? offer.supplier : scenario.buyer,
    operator: lease ? offer.supplier : site.operator,
    acquisition: offer.kind,
    knownOn: scenario.asOf,
  };
}

/**
 * Uses for which machines that came under an order may go on running: bought ones are asked about as what stands
 * already, rented ones as a lease of today, because renting out goes on.
 */
function judgedRunning(
  scenario: ResolvedScenario,
  judge: Judge,
  { offer, site, system }: Pick<Candidate, 'offer' | 'site' | 'system'>,
): readonly UseVerdict[] {
  const question: Omit<Question, 'date' | 'use'> = {
    ...questionOf(scenario, offer, site, system),
    ...(offer.kind === 'purchase' && { acquisition: 'existing' as const }),
  };
  return site.uses.toSorted(order).map((use) => judgeUse(judge, question, use, scenario.asOf, scenario.asOf));
}

/** A second order of one offer, for one site, in one quarter is called `id+2`, the third `id+3`. */
function freeId(id: string, placed: ReadonlySet<string>): string {
  if (!placed.has(id)) return id;
  let count = 2;
  while (placed.has(`${id}+${count}`)) count += 1;
  return `${id}+${count}`;
}

/** Duty and fee are on the goods, not on their use; where uses differ the dearer counts, permitted uses first. */
function ratesOn(verdicts: readonly UseVerdict[]): { readonly dutyRate: number; readonly feeRate: number } {
  const permitted = verdicts.filter((verdict) => verdict.blockedBy.length === 0);
  const counted = permitted.length > 0 ? permitted : verdicts;
  return {
    dutyRate: Math.max(0, ...counted.map((verdict) => verdict.onShip.dutyRate)),
    feeRate: Math.max(0, ...counted.map((verdict) => verdict.onShip.feeRate)),
  };
}

function judgedFleet(scenario: ResolvedScenario, judge: Judge): readonly Standing[] {
  return scenario.fleet
    .toSorted((a, b) => order(a.id, b.id))
    .flatMap((fleet) => {
      const site = scenario.sites.find((each) => each.id === fleet.site);
      const system = scenario.systems.get(fleet.system);
      if (site === undefined || system === undefined) return [];
      const question = {
        accelerator: system.accelerator,
        system: system.id,
        destination: site.country,
        site: site.id,
        buyer: scenario.buyer,
        owner: site.owner,
        operator: site.operator,
        acquisition: 'existing' as const,
        knownOn: scenario.asOf,
      };
      const today: IsoDate = scenario.asOf;
      const verdicts = site.uses.toSorted(order).map((use) => judgeUse(judge, question, use, today, today));
      const { id, count, past } = fleet;
      return [{ id, site, system, count, past, verdicts, frozen: undefined }];
    });
}

function judgedFrozen(scenario: ResolvedScenario, judge: Judge): readonly Standing[] {
  return scenario.frozen
    .toSorted((a, b) => order(a.id, b.id))
    .flatMap((frozen) => {
      const offer = frozen.terms ?? scenario.offers.find((each) => each.id === frozen.offer);
      const site = scenario.sites.find((each) => each.id === frozen.site);
      const system = offer === undefined ? undefined : scenario.systems.get(offer.system);
      if (offer === undefined || site === undefined || system === undefined) return [];
      const line = judgedLine(
        scenario,
        judge,
        offer,
        site,
        system,
        frozen.order,
        frozen.delivery,
        frozen.ordered,
      );
      const verdicts = frozen.delivered === true ? judgedRunning(scenario, judge, line) : line.verdicts;
      const candidate: Candidate = { ...line, id: frozen.id, verdicts };
      const count = scenario.quarters.map((_, q) =>
        q >= candidate.delivery && q < candidate.end ? frozen.count : 0,
      );
      return [
        {
          id: frozen.id,
          site,
          system,
          count,
          verdicts: candidate.verdicts,
          frozen: { candidate, count: frozen.count },
        },
      ];
    });
}

/** The calendar quarter of an index; negative indexes lie before the horizon. */
export function quarterAt(scenario: ResolvedScenario, index: number): string {
  const known = scenario.quarters[index];
  if (known !== undefined) return known;
  const [first] = scenario.quarters;
  if (first === undefined) throw new Error('a scenario without quarters cannot be planned');
  return addQuarters(first, index);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
