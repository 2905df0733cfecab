import { didYouMean, type Diagnostic, type Span } from '../../diagnostics/index.ts';
import type { Catalog } from '../catalog.ts';
import { listEntries } from '../find.ts';
import { diagnose } from '../messages.ts';
import { placeOf, type Check, type CheckContext } from './context.ts';

/** Every id that one entry uses for another names an entry of the right kind; owners do not own each other in a circle. */
export const checkReferences: Check = (context) => {
  const { catalog } = context;
  const to = resolver(catalog);
  return [
    ...[...catalog.accelerators.values()].flatMap((chip) => [
      ...to('parties', chip.vendor, [chip.id, 'vendor'], placeOf(chip.announced)),
      ...to('accelerators', chip.madeOf?.accelerator, [chip.id, 'madeOf'], placeOf(chip.announced)),
      ...sameCountry(catalog, chip.id, chip.vendor, chip.vendorCountry, placeOf(chip.announced)),
    ]),
    ...[...catalog.systems.values()].flatMap((system) => [
      ...to('parties', system.vendor, [system.id, 'vendor'], placeOf(system.power)),
      ...to('accelerators', system.accelerator, [system.id, 'accelerator'], placeOf(system.power)),
    ]),
    ...[...catalog.offers.values()].flatMap((offer) => [
      ...to('systems', offer.system, [offer.id, 'system'], placeOf(offer.price)),
      ...to('parties', offer.supplier, [offer.id, 'supplier'], placeOf(offer.price)),
    ]),
    ...[...catalog.sites.values()].flatMap((site) =>
      to('parties', site.owner, [site.id, 'owner'], placeOf(site.itPower)),
    ),
    ...[...catalog.programmes.values()].flatMap((programme) =>
      to('parties', programme.party, [programme.id, 'party'], placeOf(programme.figures[0]?.claim)),
    ),
    ...[...catalog.parties.values()].flatMap((party) =>
      to('parties', party.parent, [party.id, 'parent'], undefined),
    ),
    ...circles(catalog),
    ...eventReferences(context),
  ];
};

type Target = 'accelerators' | 'systems' | 'parties';

function resolver(catalog: Catalog) {
  return (
    kind: Target,
    id: string | undefined,
    path: readonly string[],
    span: Span | undefined,
  ): readonly Diagnostic[] =>
    id === undefined || catalog[kind].has(id)
      ? []
      : [unresolved(id, path, span, `one of the ${kind}`, catalog[kind].keys())];
}

function unresolved(
  id: string,
  path: readonly (string | number)[],
  span: Span | undefined,
  wanted: string,
  known: Iterable<string>,
): Diagnostic {
  const guess = didYouMean(id, known);
  return diagnose('FW-CAT-0020', path, span, `${path.join('.')}: \`${id}\` is not ${wanted}`, {
    hint: guess === undefined ? undefined : `did you mean \`${guess}\`?`,
  });
}

function sameCountry(
  catalog: Catalog,
  id: string,
  vendor: string,
  country: string,
  span: Span | undefined,
): readonly Diagnostic[] {
  const party = catalog.parties.get(vendor);
  if (party === undefined || party.country === country) return [];
  const message = `${id} says its vendor is in ${country}, party \`${vendor}\` says ${party.country}`;
  return [diagnose('FW-CAT-0022', [id, 'vendorCountry'], span, message)];
}

function circles({ parties }: Catalog): readonly Diagnostic[] {
  return [...parties.keys()].flatMap((id) => {
    const seen = new Set<string>();
    for (let at: string | undefined = id; at !== undefined; at = parties.get(at)?.parent) {
      if (seen.has(at)) {
        return at === id
          ? [diagnose('FW-CAT-0021', [id, 'parent'], undefined, `${[...seen, id].join(' → ')} is a circle`)]
          : [];
      }
      seen.add(at);
    }
    return [];
  });
}

/** Events name anything known; without the rules at hand, ids that are nothing else may be rules and pass. */
function eventReferences({ catalog, ruleIds }: CheckContext): readonly Diagnostic[] {
  if (ruleIds === undefined) return [];
  const known = new Set([
    ...ruleIds,
    ...listEntries(catalog).flatMap((entry) => [
      entry.id,
      ...(entry.kind === 'systems' ? (entry.entry.aliases ?? []) : []),
    ]),
  ]);
  return [...catalog.events.values()].flatMap((event) =>
    event.about.flatMap((id, index) =>
      known.has(id)
        ? []
        : [
            unresolved(
              id,
              [event.id, 'about', index],
              placeOf(event.claim),
              'a rule or catalog entry',
              known,
            ),
          ],
    ),
  );
}
