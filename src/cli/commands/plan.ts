import { isIsoDate } from '../../quantity/index.ts';
import { planScenario, prepareScenario, readWorld } from '../../pipeline/index.ts';
import { textReport } from '../../report/index.ts';
import { hasErrors, type Diagnostic } from '../../diagnostics/index.ts';
import { exitCodes, type Arguments, type Command, type Flag } from '../command.ts';
import { readTextFile } from '../../files/index.ts';
import { complaint } from '../messages.ts';
import { progressLine } from '../progress-line.ts';
import { clashingFiles, outputFlags, writePlanOutputs } from '../plan-outputs.ts';
import { searchFlags, searchOptions } from '../search-flags.ts';
import { stageFlags, stageWish } from '../stage-flags.ts';
import type { SearchProgress } from '../../planning/index.ts';
import { planUnderUncertainty } from '../../stress/index.ts';

/** Which day and which variant of a scenario are meant. */
const scenarioFlags: readonly Flag[] = [
  {
    name: 'as-of',
    value: 'DATE',
    summary: 'Plan as if today were DATE: its rules, prices and chips; the horizon moves along',
  },
  { name: 'variant', value: 'NAME', summary: 'A named variant of the scenario' },
];

export const plan: Command = {
  words: ['plan'],
  summary: 'Plan a scenario: what to buy or rent, where, when and for which work',
  details:
    'Ctrl-C gives the best plan found so far, marked as interrupted. Nothing is written unless --out or --report is given.',
  positionals: [{ name: 'SCENARIO', summary: 'scenario file (YAML)', complete: 'file' }],
  flags: [
    ...scenarioFlags,
    ...outputFlags,
    ...searchFlags,
    {
      name: 'under-uncertainty',
      summary: 'Plan over many futures: what to commit to now, what to hold an option on, what can wait',
    },
    ...stageFlags,
  ],
  examples: [
    {
      line: 'fleetwright plan scenarios/bytedance-2025.yaml',
      does: 'plans the article’s programme as of January 2025',
    },
    {
      line: 'fleetwright plan scenarios/bytedance-2025.yaml --as-of 2026-11-23',
      does: 'asks the same today: exit 3 and why',
    },
    {
      line: 'fleetwright plan my.yaml --out plan.json --report plan.html',
      does: 'keeps the plan and a page to mail',
    },
    {
      line: 'fleetwright plan my.yaml --under-uncertainty --shocks',
      does: 'what to commit to now that will not be regretted',
    },
  ],
  keepsWork: true,
  async run(args, terminal) {
    const options = readOptions(args);
    if (!options.ok) {
      terminal.diagnostics(options.problems);
      return exitCodes.badInput;
    }
    const clash = clashingFiles(args, ['SCENARIO']);
    if (clash.length > 0) {
      terminal.diagnostics(clash);
      return exitCodes.badInput;
    }
    const file = readTextFile(args.positionals.SCENARIO ?? '');
    if ('code' in file) {
      terminal.diagnostics([file]);
      return exitCodes.badInput;
    }
    const prepared = prepareScenario(file, readWorld(), options);
    terminal.diagnostics(prepared.diagnostics);
    if (!prepared.ok) return exitCodes.badInput;
    if (!terminal.quiet) terminal.note(`seed ${options.seed}`);
    const search = {
      ...options,
      signal: terminal.signal,
      onProgress: (progress: SearchProgress) => terminal.progress(progressLine(progress)),
    };
    const staged = stageWish(args, prepared);
    const uncertain = args.flags['under-uncertainty'] === true;
    const stray = stageFlags.filter(({ name }) => !uncertain && args.flags[name] !== undefined);
    const wrong = uncertain
      ? staged.problems
      : stray.map(({ name }) =>
          complaint(
            'FW-CLI-0004',
            name,
            `--${name} says how to plan over futures`,
            'add --under-uncertainty',
          ),
        );
    if (wrong.length > 0) {
      terminal.diagnostics(wrong);
      return exitCodes.badInput;
    }
    const made = uncertain
      ? await planUnderUncertainty(
          prepared,
          {
            ...staged.wish,
            seed: options.seed,
            gap: options.gap,
            seconds: options.timeLimit,
            commitments: undefined,
            clock: () => performance.now() / 1000,
            signal: terminal.signal,
            onProgress: (what) => terminal.progress(what),
          },
          search,
        )
      : await planScenario(prepared, search);
    terminal.progress('');
    const trouble = await writePlanOutputs(made, args);
    terminal.result(
      () =>
        [
          textReport(made, terminal.colour, terminal.width),
          ...trouble.written.map((path) => `Wrote ${path}`),
        ].join('\n\n'),
      () => made,
    );
    if (hasErrors(trouble.problems)) {
      terminal.diagnostics(trouble.problems);
      return exitCodes.badInput;
    }
    return made.objective.value === null ? exitCodes.no : exitCodes.done;
  },
};

type Options =
  | {
      readonly ok: true;
      readonly asOf: string | undefined;
      readonly variant: string | undefined;
      readonly timeLimit: number;
      readonly gap: number;
      readonly seed: number;
    }
  | { readonly ok: false; readonly problems: readonly Diagnostic[] };

function readOptions(args: Arguments): Options {
  const { flags } = args;
  const { problems: wrong, ...search } = searchOptions(args);
  const asOf = flags['as-of'];
  const problems = [
    ...(typeof asOf === 'string' && !isIsoDate(asOf)
      ? [complaint('FW-CLI-0004', 'as-of', `--as-of ${asOf}: expected a date`, 'for example 2025-01-20')]
      : []),
    ...wrong,
  ];
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    asOf: typeof asOf === 'string' ? asOf : undefined,
    variant: typeof flags.variant === 'string' ? flags.variant : undefined,
    ...search,
  };
}
