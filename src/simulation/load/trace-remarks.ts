import type { Diagnostic } from '../../diagnostics/index.ts';
import { traceTrouble } from '../messages.ts';

/** Rows of one kind: how many, and the line of the first. */
export interface LeftOut {
  count: number;
  readonly line: number;
}

/** What was noticed while a trace was read. */
export interface TraceNotes {
  readonly rows: number;
  readonly left: ReadonlyMap<string, LeftOut>;
  readonly disordered: LeftOut | undefined;
  /** Ways times are written, with the line of the first of each. */
  readonly zones: ReadonlyMap<string, number>;
  readonly gap: { readonly seconds: number; readonly line: number } | undefined;
  /** Seconds per unit of times that are numbers, where their size and not their column tells. */
  readonly unit: number | undefined;
  /** Last line of a trace that is over and had no request. */
  readonly emptyAt: number | undefined;
}

const units: ReadonlyMap<number, string> = new Map([
  [1e-3, 'milliseconds'],
  [1e-6, 'microseconds'],
  [1e-9, 'nanoseconds'],
]);

/** Says what was noticed, each with its line. */
export function remarksOf(file: string, notes: TraceNotes): readonly Diagnostic[] {
  const { rows, left, disordered, zones, gap, unit, emptyAt } = notes;
  const all: Diagnostic[] = [];
  if (emptyAt !== undefined)
    all.push(traceTrouble('FW-SIM-0006', 'error', file, Math.max(1, emptyAt), `no request in ${rows} rows`));
  for (const [reason, { count, line }] of left)
    all.push(
      traceTrouble(
        'FW-SIM-0002',
        'warning',
        file,
        line,
        `${counted(count)} of ${rows} left out, the first here: ${reason}`,
      ),
    );
  if (disordered !== undefined)
    all.push(
      traceTrouble(
        'FW-SIM-0003',
        'note',
        file,
        disordered.line,
        `${counted(disordered.count)} put in order, the first here`,
      ),
    );
  if (zones.size > 1) {
    const [, second] = [...zones];
    const kinds = [...zones.keys()].map((zone) => (zone === 'none' ? 'without zone' : zone)).join(', ');
    all.push(
      traceTrouble(
        'FW-SIM-0004',
        'warning',
        file,
        second?.[1] ?? 1,
        `times are written in several ways: ${kinds}`,
      ),
    );
  }
  if (gap !== undefined) {
    const hours = (gap.seconds / 3600).toFixed(1);
    all.push(
      traceTrouble(
        'FW-SIM-0005',
        'warning',
        file,
        gap.line,
        `nothing arrives for ${hours} hours before this row`,
      ),
    );
  }
  const word = units.get(unit ?? 1);
  if (word !== undefined && zones.has('number'))
    all.push(
      traceTrouble('FW-SIM-0007', 'note', file, zones.get('number') ?? 1, `times are read as ${word}`),
    );
  return all;
}

/** Says that no request of the trace lies in the part of it that is wanted. */
export function nothingWithin(file: string, end: number): Diagnostic {
  return traceTrouble(
    'FW-SIM-0006',
    'error',
    file,
    1,
    `no request in this part of it: the last comes after ${end} s`,
  );
}

function counted(count: number): string {
  return count === 1 ? '1 row' : `${count} rows`;
}
