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

/** Rows to be scored, gathered by point, in the order of the file; and how many rows were not for scoring or had no number. */
export function truthPoints(rows: readonly TruthRow[]): {
  readonly points: readonly TruthPoint[];
  readonly advisory: number;
  readonly unreadable: number;
} {
  const byId = new Map<string, { row: TruthRow; measured: Measured[] }>();
  let advisory = 0;
  let unreadable = 0;
  for (const row of rows) {
    const value = Number(cell(row, 'value'));
    if (cell(row, 'score_tier') !== 'score') advisory += 1;
    else if (cell(row, 'value') === '' || !Number.isFinite(value)) unreadable += 1;
    else {
      const id = cell(row, 'point_id');
      const point = byId.get(id) ?? { row, measured: [] };
      point.measured.push({ metric: cell(row, 'metric'), value });
      byId.set(id, point);
    }
  }
  return { points: [...byId].map(([id, point]) => ({ id, ...point })), advisory, unreadable };
}
