import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { hasErrors, type Diagnostic } from '../diagnostics/index.ts';
import { readTextFile, type TextFile } from '../files/index.ts';
import { readRates, type RateBook } from '../intake/index.ts';
import { cell, type Section } from '../report/index.ts';
import { formatNumber } from '../quantity/index.ts';

/** Rates of the files a user named, separated by commas, or why there are none; a folder stands for its `.json` files. */
export function ratesFrom(paths: string): {
  readonly book?: RateBook;
  readonly diagnostics: readonly Diagnostic[];
} {
  const files = paths
    .split(',')
    .flatMap(filesAt)
    .map((path) => readTextFile(path));
  const missing = files.filter((file): file is Diagnostic => 'code' in file);
  if (missing.length > 0) return { diagnostics: missing };
  const found = files.filter((file): file is TextFile => !('code' in file));
  const read = readRates(found.map(({ path, text }) => ({ file: path, text })));
  return hasErrors(read.diagnostics) ? { diagnostics: read.diagnostics } : read;
}

function filesAt(path: string): readonly string[] {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [path];
  const inside = readdirSync(path)
    .filter((name) => name.endsWith('.json'))
    .toSorted();
  return inside.length === 0 ? [path] : inside.map((name) => join(path, name));
}

/** Rates as a table: a row per size of request, a column per machine. */
export function ratesSection(book: RateBook): Section {
  return {
    id: 'rates',
    title: `Requests/s of one machine, ${book.cells.length} sizes of requests`,
    columns: [
      { title: book.format === 'aibrix' ? 'Input → output tokens' : 'Size' },
      ...(book.load === undefined ? [] : [{ title: 'Load', align: 'right' as const }]),
      ...book.machines.map(({ name, costPerHour }) => ({
        title: `${name} (${costPerHour}/h)`,
        align: 'right' as const,
      })),
    ],
    rows: book.cells.map(({ id }, index) =>
      [
        id,
        ...(book.load === undefined ? [] : [formatNumber(book.load[index] ?? 0)]),
        ...book.machines.map(({ rates }) => (rates[index] === 0 ? '–' : formatNumber(rates[index] ?? 0))),
      ].map((text) => cell(text)),
    ),
    empty: 'The profile has no cells.',
  };
}
