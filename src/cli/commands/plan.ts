import { isIsoDate } from '../../quantity/index.ts';
import { writePlan, type PlanFile } from '../../plan/index.ts';
import { planScenario, prepareScenario, readWorld } from '../../pipeline/index.ts';
import { htmlReport, textReport } from '../../report/index.ts';
import { hasErrors, type Diagnostic } from '../../diagnostics/index.ts';
import { exitCodes, type Arguments, type Command, type Flag } from '../command.ts';
import { readTextFile, sameFile, writeTextFile } from '../../files/index.ts';
import { complaint } from '../messages.ts';
import { progressLine } from '../progress-line.ts';

/** Which day and which variant of a scenario are meant. */
const scenarioFlags: readonly Flag[] = [
  {
    name: 'as-of',
    value: 'DATE',
    summary: 'Plan as if today were DATE: its rules, prices and chips; the horizon moves along',
  },
  { name: 'variant', value: 'NAME', summary: 'A named variant of the scenario' },
];

const defaults = { timeLimit: 60, gap: 0.01, seed: 1 } as const;

export const plan: Command = {
  words: ['plan'],
  summary: 'Plan a scenario: what to buy or rent, where, when and for which work',
  details:
    'Ctrl-C gives the best plan found so far, marked as interrupted. Nothing is written unless --out or --report is given.',
  positionals: [{ name: 'SCENARIO', summary: 'scenario file (YAML)', complete: 'file' }],
  flags: [
    ...scenarioFlags,
    { name: 'out', value: 'FILE', summary: 'Write the plan file (JSON)', complete: 'file' },
    { name: 'report', value: 'FILE', summary: 'Write a self-contained HTML report', complete: 'file' },
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
  ],
  keepsWork: true,
  async run(args, terminal) {
    const options = readOptions(args);
    if (!options.ok) {
      terminal.diagnostics(options.problems);
      return exitCodes.badInput;
    }
    const clash = clashingFiles(args);
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
    const made = await planScenario(prepared, {
      ...options,
      signal: terminal.signal,
      onProgress: (progress) => terminal.progress(progressLine(progress)),
    });
    terminal.progress('');
    const trouble = await writeAll(made, args);
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
    return made.status === 'infeasible' || (made.status === 'interrupted' && made.objective.value === null)
      ? exitCodes.no
      : exitCodes.done;
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

function readOptions({ flags }: Arguments): Options {
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
  const asOf = flags['as-of'];
  if (typeof asOf === 'string' && !isIsoDate(asOf)) {
    problems.push(
      complaint('FW-CLI-0004', 'as-of', `--as-of ${asOf}: expected a date`, 'for example 2025-01-20'),
    );
  }
  const options = {
    asOf: typeof asOf === 'string' ? asOf : undefined,
    variant: typeof flags.variant === 'string' ? flags.variant : undefined,
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
  };
  return problems.length > 0 ? { ok: false, problems } : { ok: true, ...options };
}

/** Files that would be written over each other or over the scenario. */
function clashingFiles({ flags, positionals }: Arguments): readonly Diagnostic[] {
  const { out, report } = flags;
  const scenario = positionals.SCENARIO ?? '';
  return [
    ...[out, report].flatMap((path) =>
      typeof path === 'string' && sameFile(path, scenario)
        ? [
            complaint(
              'FW-CLI-0007',
              path,
              `${path} is the scenario itself; nothing was written`,
              'name another file',
            ),
          ]
        : [],
    ),
    ...(typeof out === 'string' && typeof report === 'string' && sameFile(out, report)
      ? [complaint('FW-CLI-0007', out, '--out and --report name the same file', 'name two files')]
      : []),
  ];
}

async function writeAll(
  made: PlanFile,
  { flags }: Arguments,
): Promise<{ readonly written: readonly string[]; readonly problems: readonly Diagnostic[] }> {
  const files = [
    { path: flags.out, text: async () => writePlan(made) },
    { path: flags.report, text: () => htmlReport(made) },
  ];
  const written: string[] = [];
  const problems: Diagnostic[] = [];
  for (const { path, text } of files) {
    // Without a plan nothing may replace one that is there.
    if (typeof path !== 'string' || (made.objective.value === null && made.status === 'interrupted'))
      continue;
    const trouble = writeTextFile(path, await text());
    if (trouble) problems.push(trouble);
    else written.push(path);
  }
  return { written, problems };
}
