import type { Diagnostic } from '../diagnostics/index.ts';
import type { Arguments } from './command.ts';
import { complaint } from './messages.ts';

/** A number that a flag may hold, and how that is said to whoever wrote another. */
export interface NumberKind {
  readonly fits: (value: number) => boolean;
  readonly expected: string;
}

/** Whole numbers of at least `least`. */
export function wholeFrom(least: number): NumberKind {
  return {
    fits: (value) => Number.isSafeInteger(value) && value >= least,
    expected: `a whole number of at least ${least}`,
  };
}

/** Seeds of random streams and of the solver: 31 bits. */
export const seedKind: NumberKind = {
  fits: (value) => Number.isInteger(value) && value >= 0 && value < 2 ** 31,
  expected: 'a whole number below 2147483648',
};

/** Reads numbers of flags; what is wrong is added to `problems` and the fallback given instead. */
export function numberFlags({ flags }: Pick<Arguments, 'flags'>, problems: Diagnostic[]) {
  return <Fallback extends number | undefined>(
    name: string,
    { fits, expected }: NumberKind,
    fallback: Fallback,
  ): number | Fallback => {
    const written = flags[name];
    if (typeof written !== 'string') return fallback;
    const value = Number(written);
    if (written.trim() !== '' && Number.isFinite(value) && fits(value)) return value;
    problems.push(complaint('FW-CLI-0004', name, `--${name} ${written}: expected ${expected}`));
    return fallback;
  };
}
