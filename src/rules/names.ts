import type { Catalog } from '../catalog/index.ts';
import { visit, type Expression } from './predicate/expression.ts';

/** An id in a predicate that the catalog does not know. */
export interface StrangeName {
  readonly name: string;
  readonly what: string;
  readonly known: Iterable<string>;
}

/** Accelerators, parties and country groups that a predicate names in vain; a mistyped id would never match. */
export function strangeNames(expression: Expression, catalog: Catalog): readonly StrangeName[] {
  const found: StrangeName[] = [];
  visit(expression, (node) => {
    if (node.kind !== 'text' && node.kind !== 'has') return;
    const { kind } = node.field;
    const names = 'names' in kind ? kind.names : undefined;
    if (names === undefined || names === 'countries') return;
    const known = names === 'groups' ? catalog.countryGroups : catalog[names];
    const used = node.kind === 'has' ? [node.member] : node.options;
    const what = names === 'groups' ? 'country groups' : names;
    found.push(
      ...used.filter((name) => !known.has(name)).map((name) => ({ name, what, known: known.keys() })),
    );
  });
  return found;
}
