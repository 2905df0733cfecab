import type { Diagnostic } from '../../diagnostics/index.ts';
import { handoffProblem } from '../messages.ts';
import type { ColumnModel, TableValue } from './column.ts';

/** Columns that are missing, unknown or in another order. */
export function checkHeader(
  file: string,
  header: readonly string[],
  columns: readonly ColumnModel[],
): readonly Diagnostic[] {
  const names = columns.map(({ name }) => name);
  const missing = names.filter((name) => !header.includes(name));
  const unknown = header.filter((name, index) => !names.includes(name) || header.indexOf(name) !== index);
  if (missing.length === 0 && unknown.length === 0 && header.join() !== names.join()) {
    return [handoffProblem('FW-HND-0101', [file, 1], 'the columns stand in another order')];
  }
  return [
    ...missing.map((name) => handoffProblem('FW-HND-0101', [file, 1], `the column ${name} is missing`)),
    ...unknown.map((name) =>
      handoffProblem('FW-HND-0101', [file, 1], `the column ${name} is unknown or there twice`),
    ),
  ];
}

/** Cells that are empty where they must not be, or hold what their column does not know. */
export function checkCells(
  file: string,
  rows: readonly (readonly TableValue[])[],
  columns: readonly ColumnModel[],
): readonly Diagnostic[] {
  return rows.flatMap((row, index) =>
    columns.flatMap((column, at) => {
      const value = row[at] ?? null;
      const place = [file, index + 2, column.name] as const;
      // A list may be empty, and CSV cannot tell an empty text from none.
      if (value === null) {
        return column.nullable || (column.type === 'text' && !restricted(column))
          ? []
          : [handoffProblem('FW-HND-0105', place, `${column.name} is empty`)];
      }
      const text = String(value);
      if (column.values && !column.values.includes(text)) {
        const message = `${column.name} is \`${text}\`; expected ${column.values.join(', ')}`;
        return [handoffProblem('FW-HND-0106', place, message)];
      }
      if (column.looksLike && !column.looksLike.pattern.test(text)) {
        const message = `${column.name} is \`${text}\`; expected ${column.looksLike.words}`;
        return [handoffProblem('FW-HND-0106', place, message)];
      }
      return column.type === 'whole' && !Number.isInteger(value)
        ? [handoffProblem('FW-HND-0103', place, `${column.name} is ${text}, not a whole number`)]
        : [];
    }),
  );
}

function restricted({ values, looksLike }: ColumnModel): boolean {
  return values !== undefined || looksLike !== undefined;
}
