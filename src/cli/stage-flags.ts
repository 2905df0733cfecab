import type { Diagnostic } from '../diagnostics/index.ts';
import type { Prepared } from '../pipeline/index.ts';
import { catalogShocks, measures, samplers, unknownRules, type StageWish } from '../stress/index.ts';
import type { Arguments, Flag } from './command.ts';
import { complaint } from './messages.ts';
import { FlagReader } from './flag-reader.ts';
import type { Terminal } from './terminal.ts';

const defaults = { draws: 64, futures: 12, alpha: 0.9, weight: 0.5, known: 2 } as const;

/** How a plan over many futures is made. */
export const stageFlags: readonly Flag[] = [
  { name: 'draws', value: 'N', summary: `Futures to draw (default ${defaults.draws})` },
  { name: 'futures', value: 'N', summary: `Futures to keep of them (default ${defaults.futures})` },
  {
    name: 'measure',
    value: 'NAME',
    summary: 'What to minimise: expected (default), cvar, worst or regret',
    complete: measures,
  },
  { name: 'alpha', value: 'PART', summary: `CVaR looks at the worst 1 − PART (default ${defaults.alpha})` },
  { name: 'weight', value: 'PART', summary: `Weight of CVaR beside the mean (default ${defaults.weight})` },
  {
    name: 'known-from',
    value: 'QUARTER',
    summary: `Quarter from which prices, demand and rates are known, counted from 1 (default ${defaults.known}); events are known when they happen`,
  },
  { name: 'shocks', summary: 'Let the shocks of the catalog happen too, with their assumed probabilities' },
  { name: 'sampler', value: 'NAME', summary: 'sobol (default) or plain', complete: samplers },
];

/** Turns a plan into one over futures. */
export const underUncertaintyFlag: Flag = {
  name: 'under-uncertainty',
  summary: 'Plan over many futures: what to commit to now, what to hold an option on, what can wait',
};

/** How `plan` is to plan over futures; no wish where it is not asked to. */
export function futuresWish(
  args: Arguments,
  prepared: Prepared,
  { seed, gap, timeLimit }: { readonly seed: number; readonly gap: number; readonly timeLimit: number },
  terminal: Terminal,
): { readonly wish?: StageWish; readonly problems: readonly Diagnostic[] } {
  const { flags } = args;
  if (flags[underUncertaintyFlag.name] !== true) {
    const stray = stageFlags.filter(({ name }) => flags[name] !== undefined);
    const hint = `add --${underUncertaintyFlag.name}`;
    return {
      problems: stray.map(({ name }) =>
        complaint('FW-CLI-0004', name, `--${name} says how to plan over futures`, hint),
      ),
    };
  }
  const { wish, problems } = stageWish(args, prepared);
  if (flags.prove === true) {
    const message = '--prove and --under-uncertainty are two searches';
    return {
      problems: [
        ...problems,
        complaint('FW-CLI-0004', 'prove', message, 'plan first, then fleetwright simulate the plan'),
      ],
    };
  }
  return {
    problems,
    wish: {
      ...wish,
      seed,
      gap,
      seconds: timeLimit,
      commitments: undefined,
      clock: () => performance.now() / 1000,
      signal: terminal.signal,
      onProgress: (what) => terminal.progress(what),
    },
  };
}

/** The wish of a command line, or what is wrong with it. */
export function stageWish(
  { flags }: Arguments,
  { scenario, catalog, rulebook }: Prepared,
): {
  readonly wish: Omit<
    StageWish,
    'gap' | 'seconds' | 'seed' | 'signal' | 'clock' | 'onProgress' | 'commitments'
  >;
  readonly problems: readonly Diagnostic[];
} {
  const read = new FlagReader({ flags });
  const { problems } = read;
  const measure = read.word('measure', measures);
  const sampler = read.word('sampler', samplers);
  const shocks =
    flags.shocks === true ? catalogShocks(scenario, catalog, rulebook) : { events: [], diagnostics: [] };
  problems.push(
    ...shocks.diagnostics,
    ...(scenario.uncertainties?.events ?? []).flatMap((event) => unknownRules(event, rulebook)),
  );
  const quarters = scenario.quarters.length;
  return {
    problems,
    wish: {
      draws: read.number('draws', { least: 1, whole: true }) ?? defaults.draws,
      futures: read.number('futures', { least: 1, whole: true }) ?? defaults.futures,
      measure: measure ?? 'expected',
      sampler: sampler ?? 'sobol',
      alpha:
        read.fitting('alpha', {
          fits: (value) => value >= 0 && value < 1,
          expected: 'a part between 0 and 1',
        }) ?? defaults.alpha,
      weight:
        read.fitting('weight', {
          fits: (value) => value >= 0 && value <= 1,
          expected: 'a part between 0 and 1',
        }) ?? defaults.weight,
      revealed:
        (read.fitting('known-from', {
          fits: (value) => Number.isInteger(value) && value > 1 && value <= quarters,
          expected: `a quarter from 2 to ${quarters}`,
        }) ?? Math.min(defaults.known, quarters)) - 1,
      events: shocks.events,
    },
  };
}
