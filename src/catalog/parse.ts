import type { z } from 'zod';
import { sortDiagnostics, type Diagnostic } from '../diagnostics/index.ts';
import { canonicalJson, sha256Hex } from '../evidence/index.ts';
import { checkShape } from '../reading/index.ts';
import { claimReader, type ClaimReader } from './building/claim-reader.ts';
import { buildAccelerator, buildOffer, buildSystem } from './building/hardware.ts';
import {
  buildCost,
  buildCountryGroup,
  buildEvent,
  buildFx,
  buildModel,
  buildParty,
  buildProgramme,
  buildSeries,
  buildSite,
  buildSource,
} from './building/world.ts';
import type { Catalog } from './catalog.ts';
import { diagnose } from './messages.ts';
import { entrySchemas, idSchema, type EntryKind, type RawEntry } from './schemas/index.ts';
import {
  compare,
  readEntries,
  withoutDuplicates,
  type CatalogFile,
  type WrittenEntry,
} from './written-entries.ts';

export interface ParsedCatalog {
  readonly catalog: Catalog;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the catalog from the text of its files. Pure; the order of the files does not matter. Entries with errors
 * are left out and reported, so that one broken entry does not hide the problems of the others.
 *
 *     files ─ kind of each (its folder) ─ YAML ─ entries: shape of each ─ build (claims → canonical units)
 *           ─ maps by id, sorted ─ hash of what was written
 *
 * Folder `rules/` is read by the room of rules. Whether the facts make sense together is asked by `checkCatalog`.
 */
export function parseCatalog(files: readonly CatalogFile[]): ParsedCatalog {
  const diagnostics: Diagnostic[] = [];
  const entries = files.flatMap((file) => readEntries(file, diagnostics));
  const unique = withoutDuplicates(entries, diagnostics);
  const build = <K extends EntryKind, E>(kind: K, builder: Builder<K, E>): ReadonlyMap<string, E> =>
    buildKind(unique, kind, builder, diagnostics);
  const catalog: Catalog = {
    accelerators: build('accelerators', buildAccelerator),
    systems: build('systems', buildSystem),
    offers: build('offers', buildOffer),
    models: build('models', buildModel),
    sites: build('sites', buildSite),
    parties: build('parties', buildParty),
    events: build('events', buildEvent),
    series: build('series', buildSeries),
    programmes: build('programmes', buildProgramme),
    costs: build('costs', buildCost),
    countryGroups: build('country-groups', buildCountryGroup),
    fx: sortedBy(build('fx', buildFx), (rates) => rates.date),
    sources: build('sources', buildSource),
    hash: hashOf(unique),
  };
  return { catalog, diagnostics: sortDiagnostics(diagnostics) };
}

type Builder<K extends EntryKind, E> = (id: string, raw: RawEntry<K>, claims: ClaimReader) => E;

function buildKind<K extends EntryKind, E>(
  entries: readonly WrittenEntry[],
  kind: K,
  builder: Builder<K, E>,
  diagnostics: Diagnostic[],
): ReadonlyMap<string, E> {
  const schema = entrySchemas[kind] as z.ZodType as z.ZodType<RawEntry<K>>;
  const built = new Map<string, E>();
  for (const { id, document } of entries.filter((entry) => entry.kind === kind)) {
    if (!idSchema.safeParse(id).success) {
      diagnostics.push(
        diagnose('FW-CAT-0003', [id], document.span([id], 'key'), `\`${id}\` is not an id`, {
          hint: 'e.g. `hgx-h100`',
        }),
      );
      continue;
    }
    const shaped = checkShape(schema, document, [id]);
    diagnostics.push(...shaped.diagnostics);
    if (shaped.ok) built.set(id, builder(id, shaped.value, claimReader(document, [id], diagnostics)));
  }
  return built;
}

function sortedBy<E>(map: ReadonlyMap<string, E>, key: (entry: E) => string): ReadonlyMap<string, E> {
  return new Map([...map].toSorted(([, a], [, b]) => compare(key(a), key(b))));
}

function hashOf(entries: readonly WrittenEntry[]): string {
  return sha256Hex(
    canonicalJson(Object.fromEntries(entries.map(({ kind, id, data }) => [`${kind}/${id}`, data]))),
  );
}
