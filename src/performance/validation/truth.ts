/** One row of a file of the truth format, by column name; absent columns are absent keys. */
export type TruthRow = Readonly<Record<string, string>>;

/** One measured figure of a point. */
interface Measured {
  readonly metric: string;
  readonly value: number;
}

/** One configuration of one run, with everything that was measured of it. */
export interface TruthPoint {
  readonly id: string;
  /** The columns that all rows of a point share. */
  readonly row: TruthRow;
  readonly measured: readonly Measured[];
}

/** Why a row has no prediction. */
export interface Skipped {
  readonly reason: string;
  readonly n: number;
}

/** Text of a column; empty where there is none. */
export function cell(row: TruthRow, column: string): string {
  return row[column]?.trim() ?? '';
}

/** Number of a column; undefined where there is none. Takes the first number of texts like `16384 tokens/GPU`. */
export function numberIn(row: TruthRow, column: string): number | undefined {
  const found = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/iu.exec(cell(row, column).replaceAll(',', ''));
  return found === null ? undefined : Number(found[0]);
}

/** Columns that differ between the figures of one point. */
const ofFigure = new Set(['metric', 'value', 'unit', 'notes']);

/** The point a row belongs to; where files name none, rows that share all other columns are one. */
function pointOf(row: TruthRow): string {
  const named = cell(row, 'point_id');
  return named === ''
    ? JSON.stringify(Object.entries(row).filter(([column]) => !ofFigure.has(column)))
    : named;
}

/** A row with the columns that others are derived from: files that are not ours may leave normalised names and groups out. */
function completed(row: TruthRow): TruthRow {
  const chip = cell(row, 'accel_norm') || cell(row, 'accelerator') || cell(row, 'system');
  const model = cell(row, 'model_norm') || cell(row, 'model');
  return {
    ...row,
    accel_norm: chip,
    model_norm: model,
    group: cell(row, 'group') || `${chip}|${model}`,
  };
}

/**
 * Rows to be scored, gathered by point, in the order of the file; and how many rows were not for scoring or had no number. A file without
 * the column `score_tier` is scored whole.
 */
export function truthPoints(rows: readonly TruthRow[]): {
  readonly points: readonly TruthPoint[];
  readonly advisory: number;
  readonly unreadable: number;
} {
  const byId = new Map<string, { row: TruthRow; measured: Measured[] }>();
  let advisory = 0;
  let unreadable = 0;
  for (const given of rows) {
    const row = completed(given);
    const value = Number(cell(row, 'value'));
    if ((row.score_tier ?? 'score').trim() !== 'score') advisory += 1;
    else if (cell(row, 'value') === '' || !Number.isFinite(value)) unreadable += 1;
    else {
      const id = pointOf(row);
      const point = byId.get(id) ?? { row, measured: [] };
      point.measured.push({ metric: cell(row, 'metric'), value });
      byId.set(id, point);
    }
  }
  return { points: [...byId].map(([id, point]) => ({ id, ...point })), advisory, unreadable };
}
