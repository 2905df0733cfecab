import type { ProgramBuilder } from './builder.ts';

/** A column of unmet work and its penalty per unit, millions. */
export interface UnmetColumn {
  readonly column: number;
  readonly penalty: number;
}

/** The sum of penalties as a row without bound, so that it can be capped when cost is minimised after it. */
export function addUnmet(builder: ProgramBuilder, unmet: readonly UnmetColumn[]): void {
  if (unmet.length === 0) return;
  const row = builder.row(-Infinity, Infinity);
  for (const { column, penalty } of unmet) builder.entry(row, column, penalty);
  builder.penaltyRow = row;
}
