/**
 * What the address of the studio can hold. Only what the user chose is written; what is absent has its default. Every
 * screen reads its own part, and the plan and the scenario in question travel along.
 */
export interface Search {
  /** Which plan: `job:…`, `file:…` or `record:…`. */
  readonly plan?: string;
  /** Which scenario of the folder. */
  readonly scenario?: string;
  readonly variant?: string;
  readonly asOf?: string;
  readonly door?: Door;
  /** A line of the plan that is open. */
  readonly line?: string;
  /** What is open of a list: an entry, a rule, a number. */
  readonly id?: string;
  /** A field of it. */
  readonly field?: string;
  readonly kind?: string;
  readonly q?: string;
  readonly tab?: string;
  readonly view?: 'both' | 'text' | 'form';
  readonly plans?: string;
  /** Versions of a record that are compared: `1-2`. */
  readonly versions?: string;
  readonly accelerator?: string;
  readonly buyer?: string;
  readonly site?: string;
  readonly model?: string;
  readonly systems?: string;
  readonly what?: string;
}

/** Who is asking: the same plan, other first numbers. */
export type Door = 'finance' | 'capacity' | 'compliance';
export const doors: readonly { readonly value: Door; readonly word: string; readonly title: string }[] = [
  { value: 'finance', word: 'Finance', title: 'Cash by quarter, budgets, the price of each rule' },
  { value: 'capacity', word: 'Capacity', title: 'Demand, headroom, what breaks first' },
  { value: 'compliance', word: 'Compliance', title: 'A verdict for every line, with its rule' },
];

const keys: readonly (keyof Search)[] = [
  'plan',
  'scenario',
  'variant',
  'asOf',
  'door',
  'line',
  'id',
  'field',
  'kind',
  'q',
  'tab',
  'view',
  'plans',
  'versions',
  'accelerator',
  'buyer',
  'site',
  'model',
  'systems',
  'what',
];

/** Reads an address: known keys with a text, all else is dropped. */
export function readSearch(raw: Record<string, unknown>): Search {
  const found = keys.flatMap((key) => {
    const value = raw[key];
    const text = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
    return text === '' ? [] : [[key, text] as const];
  });
  const search = Object.fromEntries(found) as Record<string, string>;
  if (search.door !== undefined && !doors.some(({ value }) => value === search.door)) delete search.door;
  if (search.view !== undefined && !['both', 'text', 'form'].includes(search.view)) delete search.view;
  return search;
}
