import type { z } from 'zod';
import { didYouMean, sortDiagnostics, type Diagnostic } from '../diagnostics/index.ts';
import { canonicalJson, sha256Hex } from '../evidence/index.ts';
import { checkShape, readYaml, type YamlDocument } from '../reading/index.ts';
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

/** A file of the catalog: its path (only what follows `catalog/` matters) and its text. */
export interface CatalogFile {
  readonly path: string;
  readonly text: string;
}

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

/** One entry as found in a file, not yet checked. */
interface WrittenEntry {
  readonly kind: EntryKind;
  readonly id: string;
  readonly document: YamlDocument;
  readonly data: unknown;
}

function readEntries(file: CatalogFile, diagnostics: Diagnostic[]): readonly WrittenEntry[] {
  const folder = folderOf(file.path);
  if (folder === 'rules') return [];
  const kind = kindNamed(folder);
  if (kind === undefined) {
    const guess = didYouMean(folder, Object.keys(entrySchemas));
    diagnostics.push(
      diagnose(
        'FW-CAT-0001',
        [],
        { file: file.path, line: 1, column: 1 },
        `\`${folder}\` is not a kind of catalog entry`,
        {
          hint:
            guess === undefined
              ? `kinds: ${Object.keys(entrySchemas).join(', ')}`
              : `did you mean \`${guess}\`?`,
        },
      ),
    );
    return [];
  }
  const document = readYaml(file.path, file.text);
  diagnostics.push(...document.diagnostics);
  if (document.data === undefined) return [];
  const { data } = document;
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    diagnostics.push(
      diagnose('FW-CAT-0001', [], document.span([]), 'expected a mapping from ids to entries'),
    );
    return [];
  }
  return Object.entries(data).map(([id, entry]) => ({ kind, id, document, data: entry }));
}

/** `…/accelerators/huawei.yaml` and `…/sources.yaml` → `accelerators`, `sources`. */
function folderOf(path: string): string {
  const steps = path.split(/[\\/]/);
  const root = steps.lastIndexOf('catalog');
  const step = steps[root + 1] ?? '';
  return step.replace(/\.ya?ml$/, '');
}

function kindNamed(folder: string): EntryKind | undefined {
  return Object.hasOwn(entrySchemas, folder) ? (folder as EntryKind) : undefined;
}

/** The first entry of each kind and id, in order of file and id; repetitions are reported. */
function withoutDuplicates(
  entries: readonly WrittenEntry[],
  diagnostics: Diagnostic[],
): readonly WrittenEntry[] {
  const first = new Map<string, WrittenEntry>();
  for (const entry of entries.toSorted((a, b) => compare(a.document.file, b.document.file))) {
    const key = `${entry.kind}/${entry.id}`;
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, entry);
      continue;
    }
    const place = earlier.document.span([earlier.id], 'key');
    diagnostics.push(
      diagnose(
        'FW-CAT-0002',
        [entry.id],
        entry.document.span([entry.id], 'key'),
        `\`${entry.id}\` is already one of the ${entry.kind}`,
        {
          hint: `the first stands at ${place.file}:${place.line}`,
        },
      ),
    );
  }
  return [...first.values()].toSorted((a, b) => compare(a.id, b.id));
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

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
