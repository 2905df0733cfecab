import type { Highs } from 'highs';
import { LiveModel } from './live-model.ts';
import type { LinearResult } from './live-model.ts';
import type { Program } from '../program/index.ts';
import type { SearchHooks } from './find-plan.ts';
import type { LinearStep, SeriesRequest } from './requests.ts';

/** Solves the relaxations of a series on one live model; each step starts from the basis of the one before. */
export function solveSeries(
  highs: Highs,
  request: SeriesRequest,
  { clock, interrupted }: Pick<SearchHooks, 'clock' | 'interrupted'>,
): readonly LinearResult[] {
  const { program, steps, seconds, seed } = request;
  const [first] = steps;
  if (first === undefined) return [];
  const model = new LiveModel(highs, program, first.objective, seed, interrupted);
  try {
    return steps.map((step, index) => {
      if (index > 0) model.objective(step.objective);
      apply(model, step);
      const result = model.linear(seconds - clock());
      undo(model, request, step);
      return result;
    });
  } finally {
    model.dispose();
  }
}

function apply(model: LiveModel, { columns, rows, entries }: LinearStep): void {
  if (columns !== undefined) model.boundColumns(columns.indices, columns.lower, columns.upper);
  for (const { row, lower, upper } of rows ?? []) model.boundRow(row, lower, upper);
  for (const { row, column, value } of entries ?? []) model.entry(row, column, value);
}

function undo(model: LiveModel, { program }: SeriesRequest, { columns, rows, entries }: LinearStep): void {
  if (columns !== undefined) {
    const { indices } = columns;
    model.boundColumns(
      indices,
      indices.map((column) => program.lower[column] ?? 0),
      indices.map((column) => program.upper[column] ?? Infinity),
    );
  }
  for (const { row } of rows ?? []) {
    const scale = program.rowScale[row] ?? 1;
    model.boundRow(row, (program.rowLower[row] ?? 0) / scale, (program.rowUpper[row] ?? 0) / scale);
  }
  for (const { row, column } of entries ?? []) model.entry(row, column, entryOf(program, row, column));
}

/** The program's own coefficient, in the row's natural unit. */
function entryOf({ starts, indices, values, rowScale }: Program, row: number, column: number): number {
  const at = indices.subarray(0, starts[column + 1]).indexOf(row, starts[column]);
  return at < 0 ? 0 : (values[at] ?? 0) / (rowScale[row] ?? 1);
}
