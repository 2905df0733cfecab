import type { Diagnostic } from '../diagnostics/index.ts';
import { usualSearch } from '../plan/index.ts';
import type { Arguments, Flag } from './command.ts';
import { FlagReader, seedKind } from './flag-reader.ts';

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
  const read = new FlagReader({ flags });
  const timeLimit = read.fitting('time-limit', { fits: (value) => value > 0, expected: 'seconds above 0' });
  const gap = read.fitting('gap', {
    fits: (value) => value < 1,
    expected: 'a part between 0 and 1, such as 0.01',
  });
  const seed = read.fitting('seed', seedKind);
  return {
    timeLimit: timeLimit ?? defaults.timeLimit,
    gap: gap ?? defaults.gap,
    seed: seed ?? defaults.seed,
    problems: read.problems,
  };
}
