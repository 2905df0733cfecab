import { didYouMean, type Diagnostic } from '../diagnostics/index.ts';
import { readYaml, type YamlDocument } from '../reading/index.ts';
import { diagnose } from './messages.ts';
import { entrySchemas, type EntryKind } from './schemas/index.ts';

/** A file of the catalog: its path (only what follows `catalog/` matters) and its text. */
export interface CatalogFile {
  readonly path: string;
  readonly text: string;
}

/** One entry as found in a file, not yet checked. */
export interface WrittenEntry {
  readonly kind: EntryKind;
  readonly id: string;
  readonly document: YamlDocument;
  readonly data: unknown;
}

/** Folders and files of the catalog that other rooms read: the rules, shocks, and how plugins name devices. */
const readElsewhere = new Set(['rules', 'device-names', 'shocks']);

/** The entries of one file; what other rooms read has none for this one. */
export function readEntries(file: CatalogFile, diagnostics: Diagnostic[]): readonly WrittenEntry[] {
  const folder = folderOf(file.path);
  if (readElsewhere.has(folder)) return [];
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
export function withoutDuplicates(
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

/** Order of texts by code unit, the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
