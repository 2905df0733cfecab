import type { Diagnostic } from '../diagnostics/index.ts';
import { usualSearch } from '../plan/index.ts';
import type { Arguments, Flag } from './command.ts';
import { complaint } from './messages.ts';

const defaults = { ...usualSearch, seed: 1 } as const;

/** How to search: time, gap, seed. */
export const searchFlags: readonly Flag[] = [
  {
    name: 'time-limit',
    value: 'SECONDS',
    summary: `Stop searching after this time (default ${defaults.timeLimit})`,
  },
  {
    name: 'gap',
    value: 'PART',
    summary: `Good enough when proven within this part of the best (default ${defaults.gap})`,
  },
  { name: 'seed', value: 'N', summary: `Seed of the solver (default ${defaults.seed})` },
];

/** The values of `searchFlags`, and what is wrong with them. */
export function searchOptions({ flags }: Arguments): {
  readonly timeLimit: number;
  readonly gap: number;
  readonly seed: number;
  readonly problems: readonly Diagnostic[];
} {
  const problems: Diagnostic[] = [];
  const number = (
    name: string,
    fallback: number,
    fits: (value: number) => boolean,
    expected: string,
  ): number => {
    const written = flags[name];
    if (typeof written !== 'string') return fallback;
    const value = Number(written);
    if (written.trim() !== '' && Number.isFinite(value) && fits(value)) return value;
    problems.push(complaint('FW-CLI-0004', name, `--${name} ${written}: expected ${expected}`));
    return fallback;
  };
  return {
    timeLimit: number('time-limit', defaults.timeLimit, (value) => value > 0, 'seconds above 0'),
    gap: number(
      'gap',
      defaults.gap,
      (value) => value >= 0 && value < 1,
      'a part between 0 and 1, such as 0.01',
    ),
    seed: number(
      'seed',
      defaults.seed,
      (value) => Number.isInteger(value) && value >= 0 && value < 2 ** 31,
      'a whole number below 2147483648',
    ),
    problems,
  };
}
