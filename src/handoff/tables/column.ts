import { z } from 'zod';

/** What a column holds; `whole` numbers are counts, `number` is a double that is not rounded. */
export type ColumnType = 'text' | 'number' | 'whole' | 'boolean';

/** A value of a table: lists are joined by ` | `, nothing is null. */
export type TableValue = string | number | boolean | null;

/** What may stand in a column. */
export interface ColumnModel {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** The only texts that may stand there. */
  readonly values?: readonly string[];
  /** What every text there looks like, and how to say so. */
  readonly looksLike?: { readonly pattern: RegExp; readonly words: string };
}

/** One column of a plan table, as the plan's own schema describes it; named by its path: `cost.amount` is `cost_amount`. */
export interface Column extends ColumnModel {
  /** What it means and its unit, from the schema. */
  readonly means: string;
  /** Keys from the entry to the value. */
  readonly path: readonly string[];
}

/** Columns of an entry of the plan: every field that is no list of entries; fields of objects inside it stand beside them. */
export function columnsOf(entry: z.ZodObject, prefix: readonly string[] = []): readonly Column[] {
  return Object.entries(entry.shape).flatMap(([key, field]) => {
    const path = [...prefix, key];
    if (field instanceof z.ZodObject) return columnsOf(field, path);
    if (field instanceof z.ZodArray && field.element instanceof z.ZodObject) return [];
    // What may be absent altogether has tables of its own.
    if (field instanceof z.ZodOptional) return [];
    const nullable = field instanceof z.ZodNullable;
    const inner = nullable ? field.unwrap() : field;
    if (inner instanceof z.ZodObject)
      return columnsOf(inner, path).map((column) => ({ ...column, nullable: true }));
    const means = field instanceof z.ZodType ? (field.description ?? '') : '';
    return [{ name: path.join('_'), type: typeOf(inner), nullable, ...valuesOf(inner), means, path }];
  });
}

/** The type of a field; a list is a text. What no column can hold is a bug. */
function typeOf(field: unknown): ColumnType {
  if (field instanceof z.ZodNumber) return field.isInt ? 'whole' : 'number';
  if (field instanceof z.ZodBoolean) return 'boolean';
  if (field instanceof z.ZodArray && typeOf(field.element) === 'text') return 'text';
  if (field instanceof z.ZodString || field instanceof z.ZodEnum || field instanceof z.ZodLiteral)
    return 'text';
  throw new Error('a table cannot hold this field');
}

function valuesOf(field: unknown): Pick<ColumnModel, 'values'> {
  return field instanceof z.ZodEnum ? { values: field.options.map(String) } : {};
}

/** The value of a column in one entry. */
export function valueOf(entry: unknown, { path }: Column): TableValue {
  const value = path.reduce<unknown>(
    (inside, key) => (typeof inside === 'object' && inside !== null ? Reflect.get(inside, key) : null),
    entry,
  );
  if (Array.isArray(value)) return value.join(' | ');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
