import { readYaml } from '../../reading/index.ts';
import { intakeTrouble } from '../messages.ts';
import { aibrixBook } from './aibrix.ts';
import { melangeBook } from './melange.ts';
import type { ReadRates } from './rate-book.ts';
import { isEntry } from '../values.ts';

/** A source of rates, by the name the user gave it. */
export interface RateSource {
  readonly file: string;
  readonly text: string;
}

/**
 * Reads the rates that other planners use: a configuration of Mélange (`gpu_info`, `workload_distribution`), or GPU
 * profiles of AIBrix (`gpu`, `tputs`, `indexes`), one per file as `export aibrix` writes them, or several by Redis key.
 * Several files are one book when they are profiles of the same sizes.
 */
export function readRates(sources: readonly RateSource[]): ReadRates {
  const documents = sources.map(({ file, text }) => readYaml(file, text));
  const broken = documents.flatMap(({ diagnostics }) => diagnostics);
  if (broken.length > 0) return { diagnostics: broken };
  const [first] = documents;
  if (first === undefined) return { diagnostics: [] };
  const data = first.data;
  if (documents.length === 1 && isEntry(data) && 'gpu_info' in data) return melangeBook(first.file, data);
  const unknown = documents.filter((document) => profilesIn(document.data).length === 0);
  if (unknown.length > 0) {
    return {
      diagnostics: unknown.map(({ file }) =>
        intakeTrouble(
          'FW-INT-0001',
          'error',
          { file },
          `${file} holds neither a configuration of Mélange nor a GPU profile of AIBrix`,
          'Mélange has `gpu_info` and `workload_distribution`, AIBrix has `gpu`, `tputs` and `indexes`; one configuration at a time',
        ),
      ),
    };
  }
  return aibrixBook(
    documents.flatMap((document) =>
      profilesIn(document.data).map((profile) => ({ file: document.file, profile })),
    ),
  );
}

/** Profiles in a document: the document itself, a list, or entries by Redis key. */
function profilesIn(data: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (Array.isArray(data)) return data.flatMap(profilesIn);
  if (!isEntry(data)) return [];
  if ('tputs' in data) return [data];
  const inside = Object.values(data).filter(isEntry);
  return inside.length === Object.keys(data).length ? inside.filter((entry) => 'tputs' in entry) : [];
}
