import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Comparison } from '../../src/performance/validation/score.ts';

/** Errors of a fit by regime: at the start, fitted, or of what was left out. */
export interface Fit {
  readonly what: string;
  readonly regime: string;
  readonly n: number;
  readonly median: number;
}

/** What fits of one class make of what they did without. */
export interface LeftOut {
  readonly fits: readonly Fit[];
  /** Every figure of the class, predicted by the fit that left its group, chip or model out. */
  readonly comparisons: readonly Comparison[];
}

/** Classes that are fitted, and what is left out of their fits: every fifth, in turn. */
export const fittedClasses: readonly (readonly [name: string, by: readonly string[]])[] = [
  ['NVIDIA Hopper', ['group', 'chip', 'model']],
  ['NVIDIA Blackwell', ['group', 'chip', 'model']],
  ['training', ['group', 'chip', 'model']],
];

/**
 * Fits a class again with every fifth group, chip or model left out in turn, each fit in a process of its own: a fit changes the classes.
 *
 * @param files of measured truth
 */
export function leftOut(name: string, by: string, files: readonly string[]): LeftOut {
  const folder = mkdtempSync(join(tmpdir(), 'fits-'));
  const [fits, played] = [join(folder, 'fits.json'), join(folder, 'left-out.json')];
  execFileSync(
    process.execPath,
    [
      join(import.meta.dirname, '..', 'fit-rates.ts'),
      '--class',
      name,
      '--by',
      by,
      '--points',
      '30',
      '--json',
      fits,
      '--left-out',
      played,
      ...files,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  return {
    fits: JSON.parse(readFileSync(fits, 'utf8')),
    comparisons: JSON.parse(readFileSync(played, 'utf8')),
  };
}

const keyOf = ({ point, metric }: Comparison): string => `${point}\u0000${metric}`;

/** The figures of all rows, those of fitted classes as predicted without their group. */
export function withoutOwnGroup(
  all: readonly Comparison[],
  left: readonly Comparison[],
): readonly Comparison[] {
  const byKey = new Map(left.map((one) => [keyOf(one), one]));
  return all.map((one) => byKey.get(keyOf(one)) ?? one);
}
