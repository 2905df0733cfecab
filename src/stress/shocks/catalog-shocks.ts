import type { Diagnostic } from '../../diagnostics/index.ts';
import { packageRoot, readYamlFolder } from '../../files/index.ts';
import type { Catalog } from '../../catalog/index.ts';
import { predicateProblem, type Rulebook } from '../../rules/index.ts';
import { readEvents, type EventProcess, type ResolvedScenario } from '../../scenario/index.ts';
import { stressProblem } from '../messages.ts';

/** Events, and what is wrong with those that could not be read. */
export interface ReadShocks {
  readonly events: readonly EventProcess[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The shocks of the catalog, dated within the horizon of a scenario, by id. */
export function catalogShocks(scenario: ResolvedScenario, catalog: Catalog, rulebook: Rulebook): ReadShocks {
  const files = readYamlFolder(`${packageRoot}catalog/shocks`, `${packageRoot}catalog/..`);
  const read = files.map((file) => readShocks(file, scenario, catalog, rulebook));
  return {
    events: read.flatMap(({ events }) => events).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    diagnostics: read.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** Shocks of one file; rules they name and predicates they write must be known. */
export function readShocks(
  file: { readonly path: string; readonly text: string },
  scenario: ResolvedScenario,
  catalog: Catalog,
  rulebook: Rulebook,
): ReadShocks {
  const { events, diagnostics } = readEvents(file, catalog, scenario);
  const found = events.flatMap((event) => unknownRules(event, rulebook));
  return { events: found.length > 0 ? [] : events, diagnostics: [...diagnostics, ...found] };
}

/** What an event asks of the rules that they cannot answer. */
export function unknownRules({ id, effects }: EventProcess, rulebook: Rulebook): readonly Diagnostic[] {
  const known = new Set(rulebook.rules.map((rule) => rule.id));
  return effects.flatMap((effect): readonly Diagnostic[] => {
    if (effect.kind === 'forbid') {
      const problem = predicateProblem(rulebook, effect.when);
      return problem === undefined
        ? []
        : [stressProblem('FW-STR-0020', [id], `${id}: \`${effect.when}\`: ${problem}`)];
    }
    if (effect.kind !== 'publish' && effect.kind !== 'end' && effect.kind !== 'grant') return [];
    return effect.rules
      .filter((rule) => !known.has(rule))
      .map((rule) =>
        stressProblem('FW-STR-0021', [id], `${id}: there is no rule \`${rule}\``, 'fleetwright rules list'),
      );
  });
}
