import type { Diagnostic, MessageBook, Severity, Span } from '../diagnostics/index.ts';

/** Why each catalog diagnostic exists and what to do; `docs/diagnostics.md` is made from it. */
export const catalogMessages = {
  'FW-CAT-0001': {
    title: 'No kind of entry lives in this file',
    explain: 'The folder under `catalog/` says what a file holds: accelerators, systems, offers and so on.',
  },
  'FW-CAT-0002': {
    title: 'Id used twice',
    explain: 'An id names one entry of its kind, across all files. One of the two would be lost in silence.',
  },
  'FW-CAT-0003': {
    title: 'Not an id',
    explain: 'Ids are small letters, digits and single hyphens, underscores, dots or colons between them.',
  },
  'FW-CAT-0004': {
    title: 'A point of a series has no date',
    explain: 'Points are claims in their long form with a `date`, oldest first.',
  },
  'FW-CAT-0010': {
    title: 'A figure without source or reason',
    explain:
      'Every figure names its source, or says in `reason` why it has this value (or why nobody knows it).',
  },
  'FW-CAT-0011': {
    title: 'Unknown source',
    explain: 'The key is not in `catalog/sources.yaml`.',
  },
  'FW-CAT-0012': {
    title: 'Grade and evidence do not fit',
    explain:
      'A, B and C are grades of sources and need one; derived and assumed values need a reason; a claim cannot be better than its source.',
  },
  'FW-CAT-0020': {
    title: 'Unknown reference',
    explain: 'The id does not name an entry of the kind that is expected here.',
  },
  'FW-CAT-0021': {
    title: 'Parties own each other in a circle',
    explain: 'Following `parent` must end at an ultimate parent.',
  },
  'FW-CAT-0022': {
    title: 'Two entries that must agree do not',
    explain: 'The same fact is written in two places, and they differ.',
  },
  'FW-CAT-0030': {
    title: 'A figure is out of all proportion',
    explain:
      'It lies outside anything built or announced for such a field. Usual causes: bits for bytes, GB for TB, a figure per system for one per chip.',
  },
  'FW-CAT-0031': {
    title: 'A memory size is not whole decimal gigabytes',
    explain: 'Vendors sell memory in GB; a size that is only round in GiB was converted by mistake.',
  },
  'FW-CAT-0032': {
    title: 'Rates of two number formats do not fit together',
    explain:
      'Halving the width of a format at most doubles its dense rate, and never slows it. Usual cause: a figure with structured sparsity.',
  },
  'FW-CAT-0033': {
    title: 'The dies are larger than can be exposed',
    explain: 'One die cannot exceed the reticle of 858 mm²; count the dies or mend the area.',
  },
  'FW-CAT-0034': {
    title: 'A package is not the sum of its parts',
    explain: 'Rates, memory and bandwidth of a package made of chips sold alone are theirs, added.',
  },
  'FW-CAT-0035': {
    title: 'A derived figure differs from the published one',
    explain:
      'Total processing power or performance density, computed from rates and die area, is not what was published.',
  },
  'FW-CAT-0036': {
    title: 'An exception that is not needed',
    explain: 'The check it excepts from holds. Remove it, or it will hide the next mistake.',
  },
  'FW-CAT-0040': {
    title: 'A system is not the sum of its accelerators',
    explain: 'Published totals differ from accelerators × chip by more than rounding.',
  },
  'FW-CAT-0041': {
    title: 'A system draws less or far more than its chips',
    explain:
      'Power at the wall is at least the sum of the chips’ design power, and not several times as much.',
  },
  'FW-CAT-0042': {
    title: 'A scale-up domain does not fit the system',
    explain: 'No more accelerators can be reached at scale-up speed than the system holds.',
  },
  'FW-CAT-0050': {
    title: 'Not a date',
    explain: 'Dates are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; what is vaguer goes into a note.',
  },
  'FW-CAT-0051': {
    title: 'Dates out of order',
    explain: 'What ends must begin before; what is sold must exist; points of a series go forward.',
  },
  'FW-CAT-0060': {
    title: 'An offer does not make sense',
    explain: 'A lease has a term and a purchase has none; prices are positive.',
  },
  'FW-CAT-0061': {
    title: 'A model does not add up',
    explain:
      'Parameters at work per token are part of all parameters; experts chosen are among those there are.',
  },
  'FW-CAT-0090': {
    title: 'Unknown figure',
    explain: 'Nobody says. Plans that lean on it say so; a source would mend it.',
  },
} as const satisfies MessageBook;

export type CatalogCode = keyof typeof catalogMessages;

/** Builds one diagnostic of this room. */
export function diagnose(
  code: CatalogCode,
  path: readonly (string | number)[],
  span: Span | undefined,
  message: string,
  options: { readonly hint?: string | undefined; readonly severity?: Severity } = {},
): Diagnostic {
  const { hint, severity = 'error' } = options;
  return { code, severity, path, message, ...(span && { span }), ...(hint !== undefined && { hint }) };
}
