import type { PlanFile } from '../../plan/index.ts';
import { quarterStart, type IsoDate, type Quarter } from '../../quantity/index.ts';
import { judge, verdicts, type Finding, type Question, type Use, type Verdict } from '../../rules/index.ts';
import type { ResolvedScenario, ResolvedSite } from '../../scenario/index.ts';
import type { Ground } from '../ground.ts';

/** May this accelerator work on this at this site in this quarter? */
export interface UseRuling {
  readonly accelerator: string;
  readonly site: string;
  readonly use: Use;
  readonly quarter: Quarter;
  readonly date: IsoDate;
  readonly verdict: Verdict;
  /** Ids of the rules that decide it: those that stop it, or those whose conditions it runs under. */
  readonly rules: readonly string[];
  readonly reason: string;
  readonly conditions: readonly string[];
}

const uses = ['training', 'inference'] as const satisfies readonly Use[];

/** Only these two verdicts may be acted on; unknown fails closed. */
export function isPermitted(verdict: Verdict): boolean {
  return verdict === 'allowed' || verdict === 'conditions';
}

/**
 * What the rules say of every accelerator and site of the scenario, for each use, in one quarter, with the knowledge
 * of the plan's as-of date. The question is asked for every way in which the accelerator stands at the site or can be
 * had there; machines come only by a way that is permitted, so the best answer counts. Where there is no such way, it
 * is asked as a purchase by the buyer.
 */
export function rulingsOf(plan: PlanFile, ground: Ground, quarter: Quarter): readonly UseRuling[] {
  const { scenario } = ground;
  const date = dateIn(plan, quarter);
  return acceleratorsOf(scenario).flatMap((accelerator) =>
    scenario.sites.flatMap((site) => {
      const ways = waysOf(plan, scenario, accelerator, site, quarter);
      return uses.map((use) => best(ways.map((way) => rule(way, use))));

      function rule(way: Way, use: Use): UseRuling {
        const judgement = judge(
          {
            ...way,
            accelerator,
            destination: site.country,
            site: site.id,
            buyer: scenario.buyer,
            use,
            date,
            knownOn: plan.asOf,
          },
          ground.rules,
        );
        const { verdict, reason, conditions } = judgement;
        const rules = [
          ...new Set(judgement.findings.filter(decides(verdict)).map((finding) => finding.rule)),
        ];
        return { accelerator, site: site.id, use, quarter, date, verdict, rules, reason, conditions };
      }
    }),
  );
}

/** The day whose law counts for a quarter: the as-of date in the first, the first day of every other. */
export function dateIn({ quarters, asOf }: PlanFile, quarter: Quarter): IsoDate {
  return quarter === quarters[0] ? asOf : quarterStart(quarter);
}

/** Accelerators of all systems that the scenario offers, owns or has ordered, sorted. */
function acceleratorsOf({ offers, fleet, systems }: ResolvedScenario): readonly string[] {
  const all = [...offers, ...fleet].map(({ system }) => systems.get(system)?.accelerator ?? system);
  return [...new Set(all)].toSorted();
}

type Way = Pick<Question, 'owner' | 'operator' | 'acquisition'>;

/** Ways in which an accelerator stands at a site (fleet, delivered lines) or can be had there (offers), each once. */
function waysOf(
  plan: PlanFile,
  { buyer, fleet, offers, systems }: ResolvedScenario,
  accelerator: string,
  site: ResolvedSite,
  quarter: Quarter,
): readonly Way[] {
  const isOne = ({ system }: { readonly system: string }): boolean =>
    systems.get(system)?.accelerator === accelerator;
  const bought = { owner: buyer, operator: site.operator };
  const standing = plan.lines.filter(
    (line) =>
      isOne(line) &&
      line.site === site.id &&
      line.deliveryQuarter <= quarter &&
      (line.endQuarter === null || quarter <= line.endQuarter),
  );
  const ways: readonly Way[] = [
    ...fleet
      .filter((one) => isOne(one) && one.site === site.id)
      .map((): Way => ({ owner: site.owner, operator: site.operator, acquisition: 'existing' })),
    ...standing.map(({ kind, supplier }): Way => {
      return { ...(kind === 'lease' ? rentedFrom(supplier) : bought), acquisition: 'existing' };
    }),
    ...offers
      .filter((offer) => isOne(offer) && offer.sites.includes(site.id))
      .map(({ kind, supplier }): Way => {
        return { ...(kind === 'lease' ? rentedFrom(supplier) : bought), acquisition: kind };
      }),
  ];
  const distinct = new Map(
    ways.map((way) => [JSON.stringify([way.acquisition, way.owner, way.operator]), way]),
  );
  return distinct.size > 0 ? [...distinct.values()] : [{ ...bought, acquisition: 'purchase' }];
}

function rentedFrom(supplier: string): Omit<Way, 'acquisition'> {
  return { owner: supplier, operator: supplier };
}

function best(rulings: readonly UseRuling[]): UseRuling {
  const [first, ...others] = rulings;
  if (first === undefined) throw new Error('a ruling needs at least one way');
  return others.reduce((a, b) => (verdicts.indexOf(b.verdict) < verdicts.indexOf(a.verdict) ? b : a), first);
}

function decides(verdict: Verdict): (finding: Finding) => boolean {
  return (finding) => finding.verdict === verdict && verdict !== 'allowed';
}
