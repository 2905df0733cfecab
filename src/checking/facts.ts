import type { Catalog } from '../catalog/index.ts';
import { deratedRates, type RateTable } from '../performance/index.ts';
import type { PlanFile } from '../plan/index.ts';
import { scenarioContext, type RuleContext, type Rulebook } from '../rules/index.ts';
import type { ResolvedOffer, ResolvedScenario, ResolvedSite } from '../scenario/index.ts';

/** What a plan is checked against. Nothing here comes from the planner but the plan file itself. */
export interface CheckInput {
  readonly plan: PlanFile;
  readonly scenario: ResolvedScenario;
  readonly rates: RateTable;
  readonly rulebook: Rulebook;
  readonly catalog: Catalog;
}

/** The inputs, with what the checks look up by id. */
export interface Facts extends CheckInput {
  readonly sites: ReadonlyMap<string, ResolvedSite>;
  readonly offers: ReadonlyMap<string, ResolvedOffer>;
  /** Index of each quarter of the scenario's horizon. */
  readonly quarterIndex: ReadonlyMap<string, number>;
  /** What the rules are asked with. */
  readonly ruleContext: RuleContext;
}

/** Adds the lookups to the inputs, and lowers the rates of services by the headroom that the plan leaves. */
export function factsOf(input: CheckInput): Facts {
  const { plan, scenario, rates, rulebook, catalog } = input;
  const headroom = plan.services.flatMap(({ id, headroom: part }): readonly (readonly [string, number])[] =>
    part === undefined ? [] : [[id, part]],
  );
  const sites = new Map(scenario.sites.map((site) => [site.id, site]));
  return {
    ...input,
    rates: deratedRates(rates, new Map(headroom)),
    sites,
    offers: new Map(scenario.offers.map((offer) => [offer.id, offer])),
    quarterIndex: new Map(scenario.quarters.map((quarter, index) => [quarter, index])),
    ruleContext: scenarioContext(scenario, rulebook, catalog),
  };
}
