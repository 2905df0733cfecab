import type { Diagnostic } from '../../diagnostics/index.ts';
import { intakeTrouble, type Rejects } from '../messages.ts';
import type { Intake } from '../types.ts';

/** What came of a table of `rows` rows; says so where it could be read and no row of it could be used. */
export function tableIntake<Entry>(
  file: string,
  entries: readonly Entry[],
  rows: number,
  rejects: Rejects,
  diagnostics: readonly Diagnostic[],
): Intake<Entry> {
  const nothing =
    diagnostics.length === 0 && entries.length === 0
      ? [intakeTrouble('FW-INT-0004', 'error', { file }, `no row of ${file} could be used`)]
      : [];
  return {
    entries,
    rows,
    rejected: rejects.count,
    diagnostics: [...diagnostics, ...rejects.diagnostics(rows), ...nothing],
  };
}
