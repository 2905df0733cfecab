import type { Diagnostic } from '../diagnostics/index.ts';
import type { Arguments } from './command.ts';
import { complaint } from './messages.ts';

/** A number that a flag may hold, and how that is said to whoever wrote another. */
export interface NumberKind {
  readonly fits: (value: number) => boolean;
  readonly expected: string;
}

/** Seeds of random streams and of the solver: 31 bits. */
export const seedKind: NumberKind = {
  fits: (value) => Number.isInteger(value) && value < 2 ** 31,
  expected: 'a whole number below 2147483648',
};

/** Reads flags of a command as values, and collects which of them cannot be understood. */
export class FlagReader {
  readonly problems: Diagnostic[] = [];
  private readonly flags: Arguments['flags'];

  constructor({ flags }: Pick<Arguments, 'flags'>) {
    this.flags = flags;
  }

  /** Notes that a flag was not what is expected. */
  wrong(name: string, expected: string): undefined {
    const message = `--${name} ${String(this.flags[name])}: expected ${expected}`;
    this.problems.push(complaint('FW-CLI-0004', name, message));
  }

  text(name: string): string | undefined {
    const written = this.flags[name];
    return typeof written === 'string' ? written : undefined;
  }

  /** A number of at least `least`. */
  number(
    name: string,
    { least, whole = false }: { readonly least: number; readonly whole?: boolean },
  ): number | undefined {
    return this.fitting(name, {
      fits: (value) => value >= least && (!whole || Number.isSafeInteger(value)),
      expected: `${whole ? 'a whole number' : 'a number'} of at least ${least}`,
    });
  }

  /** A number of some kind; never a negative one. */
  fitting(name: string, { fits, expected }: NumberKind): number | undefined {
    const written = this.text(name);
    if (written === undefined) return undefined;
    const value = numberOf(written);
    return value !== undefined && fits(value) ? value : this.wrong(name, expected);
  }

  /** One of some words. */
  word<T extends string>(name: string, known: readonly T[]): T | undefined {
    const written = this.text(name);
    if (written === undefined) return undefined;
    return known.find((each) => each === written) ?? this.wrong(name, `one of ${known.join(', ')}`);
  }

  /** `NAME=NUMBER,…`. */
  byName(name: string): Readonly<Record<string, number>> | undefined {
    const written = this.text(name);
    return written === undefined ? undefined : this.pairs(name, written.split(','));
  }

  /** Some `NAME=NUMBER` of a flag. */
  pairs(name: string, written: readonly string[]): Readonly<Record<string, number>> {
    const found: Record<string, number> = {};
    for (const pair of written) {
      const [id = '', text = '', ...more] = pair.split('=');
      const value = numberOf(text);
      if (id === '' || value === undefined || more.length > 0) this.wrong(name, 'NAME=NUMBER,…');
      else found[id] = value;
    }
    return found;
  }
}

/** A number that is not negative; undefined where the text is none. */
export function numberOf(written: string): number | undefined {
  const value = written.trim() === '' ? Number.NaN : Number(written);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}
