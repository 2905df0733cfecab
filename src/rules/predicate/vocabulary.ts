/** Whom or what a fact is about; `order` is the order itself. */
export type Subject = 'item' | 'destination' | 'buyer' | 'recipient' | 'operator' | 'site' | 'order';

/** A fact by name (`item.tpp`), split into the subject it is about and the rest, so that reading it is two lookups. */
export interface Field {
  readonly name: string;
  readonly subject: Subject;
  readonly key: string;
  readonly kind: FieldKind;
}

/** What a fact is, and so what may be asked of it. `names` says which ids its texts must be. */
export type FieldKind =
  | { readonly is: 'number'; readonly unit: string }
  | { readonly is: 'flag' }
  | {
      readonly is: 'text';
      readonly names?: 'accelerators' | 'parties' | 'countries';
      readonly among?: readonly string[];
    }
  | { readonly is: 'list'; readonly names: 'groups' };

const number = (unit: string): FieldKind => ({ is: 'number', unit });
const text: FieldKind = { is: 'text' };
const flag: FieldKind = { is: 'flag' };
const country: FieldKind = { is: 'text', names: 'countries' };
const groups: FieldKind = { is: 'list', names: 'groups' };

const party = (who: string): Readonly<Record<string, FieldKind>> => ({
  [`${who}.id`]: { is: 'text', names: 'parties' },
  [`${who}.country`]: country,
  [`${who}.groups`]: groups,
  [`${who}.kind`]: { is: 'text', among: ['company', 'state', 'bank', 'research', 'cloud', 'vendor'] },
  [`${who}.stateFunded`]: flag,
  [`${who}.parent.id`]: { is: 'text', names: 'parties' },
  [`${who}.parent.country`]: country,
  [`${who}.parent.groups`]: groups,
});

/**
 * Every fact a predicate may read. `parent` is the ultimate parent (a party without one is its own). `recipient` is
 * who will own the hardware, `operator` who runs it. Rates and bandwidths are the figures export rules count in.
 */
export const vocabulary: Readonly<Record<string, FieldKind>> = {
  'item.id': { is: 'text', names: 'accelerators' },
  'item.vendor': { is: 'text', names: 'parties' },
  /** Country of its vendor. */
  'item.origin': country,
  /** Shipping it needs to look at US export rules: an item of a vendor outside China. */
  'item.subjectToEar': flag,
  /** Designed or marketed for data centres. */
  'item.dataCentre': flag,
  'item.form': text,
  'item.memoryType': text,
  /** Total processing power: dense TOPS × bits, largest over formats. */
  'item.tpp': number(''),
  'item.performanceDensity': number('per mm²'),
  'item.memory': number('GB'),
  'item.memoryBandwidth': number('GB/s'),
  /** All links that are not memory, both directions added. */
  'item.ioBandwidth': number('GB/s'),
  'item.dramPlusIo': number('GB/s'),
  'destination.country': country,
  'destination.groups': groups,
  ...party('buyer'),
  ...party('recipient'),
  ...party('operator'),
  'site.id': text,
  'site.area': text,
  /** State money in the building. */
  'site.stateFunded': flag,
  'site.pue': number(''),
  use: { is: 'text', among: ['training', 'inference'] },
  acquisition: { is: 'text', among: ['purchase', 'lease', 'existing'] },
  /** Accelerators asked for. */
  quantity: number('accelerators'),
};

const fields: ReadonlyMap<string, Field> = new Map(
  Object.entries(vocabulary).map(([name, kind]) => [name, { name, kind, ...splitName(name) }]),
);

/** The fact of that name, always the same object; undefined when there is none. */
export function fieldOf(name: string): Field | undefined {
  return fields.get(name);
}

/** Names without a dot are about the order itself. */
function splitName(name: string): Pick<Field, 'subject' | 'key'> {
  const dot = name.indexOf('.');
  if (dot < 0) return { subject: 'order', key: name };
  return { subject: name.slice(0, dot) as Subject, key: name.slice(dot + 1) };
}
