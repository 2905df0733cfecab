import type { Catalog } from '../catalog/index.ts';
import type { ResolvedScenario } from '../scenario/index.ts';
import type { RuleContext, Rulebook } from './types.ts';

/** What the rules are asked with about a scenario: its own parties, sites and licences over the facts of the catalog. */
export function scenarioContext(
  scenario: ResolvedScenario,
  rulebook: Rulebook,
  { countryGroups }: Pick<Catalog, 'countryGroups'>,
): RuleContext {
  return {
    rulebook,
    accelerators: scenario.accelerators,
    systems: scenario.systems,
    parties: scenario.parties,
    countryGroups,
    sites: new Map(scenario.sites.map((site) => [site.id, site])),
    // An open end is a missing key to the rules.
    licences: scenario.licences.map(({ until, ...licence }) =>
      until === undefined ? licence : { ...licence, until },
    ),
  };
}
