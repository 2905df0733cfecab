import { parse } from 'csv-parse/sync';
import type { Diagnostic } from '../../diagnostics/index.ts';
import type { ExportedFile } from '../format.ts';
import { handoffProblem } from '../messages.ts';
import { textOf } from '../validation.ts';
import { checkHeader } from './check-columns.ts';
import type { ColumnModel, TableValue } from './column.ts';
import { plainText, runsAsFormula } from './csv.ts';

/** Rows as read, in the order of the columns asked for, and everything that was wrong with them. */
export interface ReadTable {
  readonly rows: readonly (readonly TableValue[])[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a CSV file strictly by its columns: names and order, kinds of values, and nothing a spreadsheet would run. */
export function readCsv(file: ExportedFile, columns: readonly ColumnModel[]): ReadTable {
  const text = textOf(file);
  const records = text === undefined ? undefined : parsed(text);
  if (records === undefined) {
    const message = `${file.path} is not a CSV file in UTF-8`;
    return { rows: [], diagnostics: [handoffProblem('FW-HND-0003', [file.path], message)] };
  }
  const [header = [], ...body] = records;
  const wrongHeader = checkHeader(file.path, header, columns);
  if (wrongHeader.length > 0) return { rows: [], diagnostics: wrongHeader };
  const diagnostics: Diagnostic[] = [];
  const rows = body.map((record, index) => {
    // Row 1 is the header, as a spreadsheet counts.
    const row = index + 2;
    if (record.length !== columns.length) {
      const message = `${record.length} cells where ${columns.length} columns are`;
      diagnostics.push(handoffProblem('FW-HND-0102', [file.path, row], message));
    }
    return columns.map((column, at) => {
      const read = readCell(record[at] ?? '', column);
      if (read.ok) return read.value;
      diagnostics.push(handoffProblem(read.code, [file.path, row, column.name], read.message));
      return null;
    });
  });
  return { rows, diagnostics };
}

function parsed(text: string): readonly string[][] | undefined {
  try {
    return parse(text, { relax_column_count: true });
  } catch {
    return undefined;
  }
}

type ReadCell =
  | { readonly ok: true; readonly value: TableValue }
  | { readonly ok: false; readonly code: 'FW-HND-0103' | 'FW-HND-0104'; readonly message: string };

/** A number in digits alone: no grouping, no exponent, a decimal point. */
const number = /^-?\d+(?:\.\d+)?$/u;

function readCell(text: string, { type }: ColumnModel): ReadCell {
  if (text === '') return { ok: true, value: null };
  if (type === 'boolean') {
    return text === 'true' || text === 'false'
      ? { ok: true, value: text === 'true' }
      : { ok: false, code: 'FW-HND-0103', message: `\`${text}\` is neither true nor false` };
  }
  if (type !== 'text') {
    return number.test(text)
      ? { ok: true, value: Number(text) }
      : { ok: false, code: 'FW-HND-0103', message: `\`${text}\` is no number` };
  }
  if (runsAsFormula(text)) {
    return { ok: false, code: 'FW-HND-0104', message: `a spreadsheet would run \`${text.slice(0, 40)}\`` };
  }
  return { ok: true, value: plainText(text) };
}
