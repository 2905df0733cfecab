import type { Diagnostic } from '../../diagnostics/index.ts';
import type { Prepared } from '../../pipeline/index.ts';
import type { EventProcess } from '../../scenario/index.ts';
import { catalogShocks, unknownRules } from './catalog-shocks.ts';

/** Every event of the scenario and every shock of the catalog; of one name, the scenario's. With all that is wrong with them. */
export function everyShock({
  scenario,
  catalog,
  rulebook,
}: Pick<Prepared, 'scenario' | 'catalog' | 'rulebook'>): {
  readonly events: readonly EventProcess[];
  readonly problems: readonly Diagnostic[];
} {
  const shocks = catalogShocks(scenario, catalog, rulebook);
  const own = scenario.uncertainties?.events ?? [];
  return {
    events: [...own, ...shocks.events.filter(({ id }) => own.every((event) => event.id !== id))],
    problems: [...shocks.diagnostics, ...own.flatMap((event) => unknownRules(event, rulebook))],
  };
}
