import { z } from 'zod';
import { planSchema, planVersion } from './schema.ts';

/** One field of the plan file: its path within its section, what it holds, what it means. */
interface Row {
  readonly name: string;
  readonly holds: string;
  readonly means: string;
}

/** `docs/plan-file.md`: every field of the plan file with its kind and meaning, made from the schema. */
export function planReference(): string {
  const sections = Object.entries(planSchema.shape).flatMap(([name, schema]) => {
    const field = presentOf(schema);
    const entry = field instanceof z.ZodArray ? field.element : undefined;
    return entry instanceof z.ZodObject ? [[name, schema.description ?? '', rowsOf(entry, '')] as const] : [];
  });
  return [
    `# The plan file, version ${planVersion}`,
    'A plan is one JSON file. Ids are stable across runs, lists are sorted by id or by quarter, and numbers are not rounded. ' +
      'Money is in the plan currency unless a field names another. A reader accepts its own major version and leaves out keys it does not know. ' +
      'The JSON Schema is `schemas/plan.schema.json`; what makes a plan right is checked by `fleetwright check`. ' +
      'This page is made from the schema: `npx vitest run src/plan/ -u`.',
    '## The file',
    table(rowsOf(planSchema, '')),
    ...sections.flatMap(([name, description, rows]) => [`## ${name}`, `${description}.`, table(rows)]),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

function table(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ name, holds, means }) => `| \`${name}\` | ${holds} | ${means.replaceAll('|', '\\|')} |`,
  );
  return ['| field | holds | meaning |', '|---|---|---|', ...lines].join('\n');
}

/** Fields of an object, those of objects inside it too; lists of entries at the top have sections of their own. */
function rowsOf(schema: z.ZodObject, prefix: string): readonly Row[] {
  return Object.entries(schema.shape).flatMap(([key, field]) => {
    if (!(field instanceof z.ZodType)) return [];
    const name = `${prefix}${key}`;
    const row: Row = { name, holds: holdsOf(field), means: field.description ?? '' };
    const present = presentOf(field);
    if (present instanceof z.ZodObject) return [row, ...rowsOf(present, `${name}.`)];
    const entry = present instanceof z.ZodArray ? present.element : undefined;
    const inner = entry instanceof z.ZodObject && schema !== planSchema ? rowsOf(entry, `${name}[].`) : [];
    return [row, ...inner];
  });
}

/** What a field holds when it is there and not null. */
function presentOf(field: unknown): unknown {
  return field instanceof z.ZodOptional || field instanceof z.ZodNullable ? presentOf(field.unwrap()) : field;
}

/** What a field holds, in words. */
function holdsOf(field: unknown): string {
  if (field instanceof z.ZodOptional) return `${holdsOf(field.unwrap())}, optional`;
  if (field instanceof z.ZodNullable) return `${holdsOf(field.unwrap())} or null`;
  if (field instanceof z.ZodArray) {
    return field.element instanceof z.ZodObject ? 'list of entries' : `list of ${holdsOf(field.element)}`;
  }
  if (field instanceof z.ZodEnum) return field.options.map((option) => `\`${option}\``).join(', ');
  if (field instanceof z.ZodLiteral)
    return [...field.values].map((value) => `\`${String(value)}\``).join(', ');
  if (field instanceof z.ZodObject) return 'entry';
  if (field instanceof z.ZodNumber) return field.isInt ? 'whole number' : 'number';
  return field instanceof z.ZodBoolean ? 'yes or no' : 'text';
}
