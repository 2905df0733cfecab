import { dirname } from 'node:path';
import { hasErrors, type Diagnostic } from '../../diagnostics/index.ts';
import { readTextFile, type TextFile } from '../../files/index.ts';
import { unusable } from '../../intake/index.ts';
import { findScenario, prepareReplan, readWorld, replanScenario } from '../../pipeline/index.ts';
import { diffHeadline, headline, textAttribution, textDiff } from '../../report/index.ts';
import { exitCodes, type Command } from '../command.ts';
import { deliveriesFrom, fleetFrom, nodeFlags } from '../fleet-files.ts';
import { complaint } from '../messages.ts';
import { readPlanFile } from '../plan-file.ts';
import { clashingFiles, outputFlags, writePlanOutputs } from '../plan-outputs.ts';
import { progressLine } from '../progress-line.ts';
import { readChurn } from '../read-churn.ts';
import { searchFlags, searchOptions } from '../search-flags.ts';

export const replan: Command = {
  words: ['replan'],
  summary:
    'Plan anew from a plan: what was ordered stays, what lies ahead is planned again, and every change has a reason',
  details:
    'Orders the plan placed before DATE are frozen: delivered when their quarter is over, on their way otherwise; those that ' +
    'the rules of DATE let ship for no use are stopped. The calendar of the programme, its budgets and deadlines stay. ' +
    'Changing what was planned has a price (`--churn`, or `churn:` in the scenario; 1 % of the price by default), and nothing ' +
    'changes while the plan as it was is within the gap. Exit code 3: there is no plan any more.',
  positionals: [{ name: 'PLAN', summary: 'the plan before (JSON)', complete: 'file' }],
  flags: [
    { name: 'as-of', value: 'DATE', summary: 'Day to plan anew on', required: true },
    {
      name: 'scenario',
      value: 'FILE',
      summary: 'The scenario as it is now (default: looked for by its name)',
      complete: 'file',
    },
    {
      name: 'previous',
      value: 'FILE',
      summary: 'The text the plan before was made from, where the scenario has changed since',
      complete: 'file',
    },
    { name: 'variant', value: 'NAME', summary: 'Another variant than that of the plan before' },
    { name: 'quarters', value: 'N', summary: 'Let the programme go on for N quarters in all' },
    {
      name: 'churn',
      value: 'PRICE',
      summary: 'Price of changing one system of an order: `2 %` of its price, or `5000 USD`',
    },
    {
      name: 'deliveries',
      value: 'FILE',
      summary: 'What became of orders (CSV: order, systems, status, quarter); others come as promised',
      complete: 'file',
    },
    {
      name: 'fleet',
      value: 'FILE',
      summary: 'All that stands, in place of what the scenario says: `kubectl get nodes -o json`, or CSV',
      complete: 'file',
    },
    ...nodeFlags,
    ...searchFlags,
    ...outputFlags,
    { name: 'no-reasons', summary: 'Do not plan again to tell which input explains how much' },
  ],
  examples: [
    {
      line: 'fleetwright replan plan.json --as-of 2025-04-16 --out plan-2.json',
      does: 'the same programme under the rules and prices of 16 April',
    },
    {
      line: 'fleetwright replan plan.json --as-of 2025-04-16 --churn "2 %" --json',
      does: 'plan, diff and reasons as data',
    },
  ],
  async run(args, terminal) {
    const { positionals, flags } = args;
    const world = readWorld();
    const { problems, ...search } = searchOptions(args);
    const quarters = readQuarters(flags.quarters);
    const read = readPlanFile(positionals.PLAN ?? '');
    const refused = [
      ...problems,
      ...(quarters === 'wrong'
        ? [
            complaint(
              'FW-CLI-0004',
              'quarters',
              `--quarters ${String(flags.quarters)}: expected a whole number from 1 to 40`,
            ),
          ]
        : []),
      ...read.diagnostics,
      ...clashingFiles(args, ['PLAN', 'scenario', 'previous', 'deliveries', 'fleet']),
    ];
    if (hasErrors(refused) || read.plan === undefined || quarters === 'wrong') {
      terminal.diagnostics(refused);
      return exitCodes.badInput;
    }
    const before = read.plan;
    const churn = readChurn(flags.churn, before.currency, world);
    const file = namedFile(flags.scenario ?? findScenario(before.scenario, dirname(positionals.PLAN ?? '')));
    const previous = typeof flags.previous === 'string' ? namedFile(flags.previous) : undefined;
    const news = typeof flags.deliveries === 'string' ? deliveriesFrom(flags.deliveries) : undefined;
    const fleet = typeof flags.fleet === 'string' ? fleetFrom(flags.fleet, flags, world) : undefined;
    const facts = [news, fleet].filter((each) => each !== undefined);
    terminal.diagnostics(facts.flatMap(({ diagnostics }) => diagnostics));
    if (facts.some(unusable)) return exitCodes.badInput;
    const missing = [churn, file, previous].filter(
      (each): each is Diagnostic => each !== undefined && 'code' in each,
    );
    if (missing.length > 0 || 'code' in file) {
      terminal.diagnostics(missing);
      return exitCodes.badInput;
    }
    const wish = {
      before,
      file,
      previous: previous !== undefined && 'text' in previous ? previous : undefined,
      asOf: String(flags['as-of']),
      variant: typeof flags.variant === 'string' ? flags.variant : undefined,
      quarters,
      churn: churn !== undefined && 'part' in churn ? churn : undefined,
      news: news?.entries ?? [],
      seen: fleet?.entries.map(({ id, system, site, systems }) => ({
        id,
        system,
        site: site ?? '',
        count: systems,
      })),
    };
    const prepared = prepareReplan(wish, world);
    terminal.diagnostics(prepared.diagnostics);
    if (!prepared.ok) return exitCodes.badInput;
    if (!terminal.quiet) terminal.note(`seed ${search.seed}`);
    const made = await replanScenario(
      wish,
      prepared,
      world,
      {
        ...search,
        signal: terminal.signal,
        onProgress: (progress) => terminal.progress(progressLine(progress)),
      },
      flags['no-reasons'] !== true,
    );
    terminal.progress('');
    const { plan, diff, attribution } = made;
    const trouble = await writePlanOutputs(plan, args);
    terminal.result(
      () =>
        [
          headline(plan).join('\n'),
          ...(attribution === undefined
            ? [textDiff(diff, terminal.colour, terminal.width)]
            : [
                diffHeadline(diff).join('\n'),
                textAttribution(attribution, plan.currency, terminal.colour, terminal.width),
              ]),
          ...trouble.written.map((path) => `Wrote ${path}`),
        ].join('\n\n'),
      () => made,
    );
    terminal.diagnostics(trouble.problems);
    if (hasErrors(trouble.problems)) return exitCodes.badInput;
    return plan.objective.value === null ? exitCodes.no : exitCodes.done;
  },
};

function readQuarters(written: string | boolean | undefined): number | undefined | 'wrong' {
  if (typeof written !== 'string') return undefined;
  const value = Number(written);
  return Number.isInteger(value) && value >= 1 && value <= 40 ? value : 'wrong';
}

function namedFile(path: string | boolean): TextFile | Diagnostic {
  const file = readTextFile(String(path));
  return 'code' in file ? { ...file, hint: 'say where the scenario is: --scenario FILE' } : file;
}
