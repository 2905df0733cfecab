import { isIsoDate } from '../../quantity/index.ts';
import {
  planAndProve,
  planScenario,
  prepareScenario,
  proofDefaults,
  readWorld,
} from '../../pipeline/index.ts';
import type { SearchProgress } from '../../planning/index.ts';
import type { Statistic } from '../../simulation/index.ts';
import { textReport } from '../../report/index.ts';
import { hasErrors, type Diagnostic } from '../../diagnostics/index.ts';
import { exitCodes, type Arguments, type Command, type Flag } from '../command.ts';
import { readTextFile } from '../../files/index.ts';
import { anchorsFlag, givenAnchors } from '../kept-anchors.ts';
import { complaint } from '../messages.ts';
import { progressLine } from '../progress-line.ts';
import { clashingFiles, outputFlags, writePlanOutputs } from '../plan-outputs.ts';
import { proofFlags, proofOptions, proofText, quickProof, roundLine } from '../plan-proof.ts';
import { proofProgress } from '../proof-progress.ts';
import { searchFlags, searchOptions } from '../search-flags.ts';
import { futuresWish, stageFlags, underUncertaintyFlag } from '../stage-flags.ts';
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
    anchorsFlag,
    ...outputFlags,
    ...searchFlags,
    ...proofFlags,
    underUncertaintyFlag,
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
    {
      line: 'fleetwright plan my.yaml --simulate',
      does: 'plans, and says whether the peak hours keep their service levels',
    },
    {
      line: 'fleetwright plan my.yaml --prove --out plan.json',
      does: 'plans until simulation bears the service levels out; exit 3 when it cannot',
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
    const anchors = givenAnchors(args);
    if ('code' in anchors) {
      terminal.diagnostics([anchors]);
      return exitCodes.badInput;
    }
    const prepared = prepareScenario(file, readWorld(), { ...options, anchors });
    terminal.diagnostics(prepared.diagnostics);
    if (!prepared.ok) return exitCodes.badInput;
    if (!terminal.quiet) terminal.note(`seed ${options.seed}`);
    const search = {
      ...options,
      signal: terminal.signal,
      onProgress: (progress: SearchProgress) => terminal.progress(progressLine(progress)),
    };
    const futures = futuresWish(args, prepared, options, terminal);
    if (futures.problems.length > 0) {
      terminal.diagnostics(futures.problems);
      return exitCodes.badInput;
    }
    const {
      plan: planned,
      end,
      rounds,
    } = options.prove
      ? await planAndProve(
          prepared,
          search,
          {
            ...proofDefaults,
            service: undefined,
            quarter: undefined,
            statistic: options.statistic,
            threads: options.threads,
            signal: terminal.signal,
            onProgress: proofProgress(terminal),
          },
          options.rounds,
          (round, derating) => {
            if (!terminal.quiet) terminal.note(roundLine(round, derating));
          },
        )
      : {
          plan:
            futures.wish === undefined
              ? await planScenario(prepared, search)
              : await planUnderUncertainty(prepared, futures.wish, search),
          end: undefined,
          rounds: 0,
        };
    const { plan: made, text: quick } = options.simulate
      ? await quickProof(planned, prepared, options.threads, terminal)
      : { plan: planned, text: [] };
    terminal.progress('');
    const trouble = await writePlanOutputs(made, args);
    terminal.result(
      () =>
        [
          textReport(made, terminal.colour, terminal.width),
          ...(end === undefined ? quick : proofText(made, end, rounds, terminal)),
          ...trouble.written.map((path) => `Wrote ${path}`),
        ].join('\n\n'),
      () => made,
    );
    if (hasErrors(trouble.problems)) {
      terminal.diagnostics(trouble.problems);
      return exitCodes.badInput;
    }
    const unproven = end !== undefined && end !== 'proven';
    return made.objective.value === null || unproven ? exitCodes.no : exitCodes.done;
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
      readonly prove: boolean;
      readonly simulate: boolean;
      readonly statistic: Statistic | undefined;
      readonly rounds: number;
      readonly threads: number;
    }
  | { readonly ok: false; readonly problems: readonly Diagnostic[] };

function readOptions(args: Arguments): Options {
  const { flags } = args;
  const { problems: wrong, ...search } = searchOptions(args);
  const { problems: wrongProof, ...proof } = proofOptions(args);
  const asOf = flags['as-of'];
  const problems = [
    ...(typeof asOf === 'string' && !isIsoDate(asOf)
      ? [complaint('FW-CLI-0004', 'as-of', `--as-of ${asOf}: expected a date`, 'for example 2025-01-20')]
      : []),
    ...wrong,
    ...wrongProof,
  ];
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    asOf: typeof asOf === 'string' ? asOf : undefined,
    variant: typeof flags.variant === 'string' ? flags.variant : undefined,
    ...search,
    ...proof,
  };
}
