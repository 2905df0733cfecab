import { hasErrors, type Diagnostic } from '../diagnostics/index.ts';
import type { TextFile } from '../files/index.ts';
import { unusable } from '../intake/index.ts';
import {
  prepareReplan,
  readWorld,
  replanScenario,
  type Prepared,
  type Replanned,
  type ReplanWish,
} from '../pipeline/index.ts';
import { diffHeadline, headline, textAttribution, textDiff } from '../report/index.ts';
import { exitCodes, type Arguments, type ExitCode, type Flag } from './command.ts';
import { fleetFrom, nodeFlags } from './fleet-files.ts';
import { anchorsFlag, givenAnchors } from './kept-anchors.ts';
import { complaint } from './messages.ts';
import { clashingFiles, outputFlags, writePlanOutputs } from './plan-outputs.ts';
import { progressLine } from './progress-line.ts';
import { readChurn } from './read-churn.ts';
import { searchFlags, searchOptions } from './search-flags.ts';
import type { Terminal } from './terminal.ts';

/** How to plan anew, whatever it is planned anew from. */
export const replanFlags: readonly Flag[] = [
  { name: 'as-of', value: 'DATE', summary: 'Day to plan anew on', required: true },
  {
    name: 'scenario',
    value: 'FILE',
    summary: 'The scenario as it is now (default: looked for by its name; of a record: as the record has it)',
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
    name: 'fleet',
    value: 'FILE',
    summary: 'All that stands, in place of what the scenario says: `kubectl get nodes -o json`, or CSV',
    complete: 'file',
  },
  ...nodeFlags,
  { ...anchorsFlag, summary: `${anchorsFlag.summary} and of the plan before` },
  ...searchFlags,
  ...outputFlags,
  { name: 'no-reasons', summary: 'Do not plan again to tell which input explains how much' },
];

/** What is planned anew, and where the new plan is kept. */
export interface Origin {
  readonly before: ReplanWish['before'];
  readonly file: TextFile;
  readonly previous?: TextFile | undefined;
  readonly news: ReplanWish['news'];
  readonly ordered?: ReplanWish['ordered'];
  /** Keeps the new plan beyond the files that were asked for; says so in a sentence and as data, or why it could not. */
  readonly keep?: (
    made: Replanned,
    prepared: Prepared,
    asOf: string,
  ) => Promise<Kept | readonly Diagnostic[]>;
}

/** What became of a plan that was to be kept. */
export interface Kept {
  readonly sentence: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What is wrong with the values of `replanFlags`, as far as can be told before anything is read. */
export function replanProblems(args: Arguments): readonly Diagnostic[] {
  return [
    ...searchOptions(args).problems,
    ...(quartersIn(args) === 'wrong'
      ? [
          complaint(
            'FW-CLI-0004',
            'quarters',
            `--quarters ${String(args.flags.quarters)}: expected a whole number from 1 to 40`,
          ),
        ]
      : []),
    ...clashingFiles(args, ['PLAN', 'scenario', 'previous', 'deliveries', 'fleet', 'anchors']),
  ];
}

/**
 * Plans anew, prints what differs and why, writes and keeps the new plan.
 *
 * ```
 * origin + flags ─ prepare ─ plan ─ diff, reasons ─ files ─ keep ─ print
 * ```
 *
 * @param refuse prints why it could not be kept, and says how the command ends then
 */
export async function replanFrom(
  origin: Origin,
  args: Arguments,
  terminal: Terminal,
  refuse: (problems: readonly Diagnostic[]) => ExitCode,
): Promise<ExitCode> {
  const { flags } = args;
  const { before, file, previous, news, ordered } = origin;
  const world = readWorld();
  const { problems: _, ...search } = searchOptions(args);
  const quarters = quartersIn(args);
  const churn = readChurn(flags.churn, before.currency, world);
  const fleet = typeof flags.fleet === 'string' ? fleetFrom(flags.fleet, flags, world) : undefined;
  const anchors = givenAnchors(args, before.measurements?.length);
  terminal.diagnostics([
    ...(fleet?.diagnostics ?? []),
    ...('code' in anchors ? [anchors] : []),
    ...(churn !== undefined && 'code' in churn ? [churn] : []),
  ]);
  if (
    (fleet !== undefined && unusable(fleet)) ||
    (churn !== undefined && 'code' in churn) ||
    'code' in anchors
  )
    return exitCodes.badInput;
  const wish = {
    before,
    file,
    previous,
    asOf: String(flags['as-of']),
    variant: typeof flags.variant === 'string' ? flags.variant : undefined,
    quarters: typeof quarters === 'number' ? quarters : undefined,
    churn,
    anchors,
    news,
    ordered,
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
  const watch = {
    signal: terminal.signal,
    onProgress: (progress: Parameters<typeof progressLine>[0]) => terminal.progress(progressLine(progress)),
  };
  const reasons = flags['no-reasons'] !== true;
  const made = await replanScenario(wish, prepared, world, { ...search, ...watch }, reasons);
  terminal.progress('');
  const { plan, diff, attribution } = made;
  const outputs = await writePlanOutputs(plan, args);
  // What was interrupted before anything was found is no answer, and is not kept as one.
  const answered = plan.objective.value !== null || plan.status !== 'interrupted';
  const kept = answered ? await origin.keep?.(made, prepared, wish.asOf) : undefined;
  if (kept !== undefined && !('sentence' in kept)) return refuse(kept);
  terminal.result(
    () =>
      [
        ...(kept === undefined ? [] : [kept.sentence]),
        headline(plan).join('\n'),
        ...(attribution === undefined
          ? [textDiff(diff, terminal.colour, terminal.width)]
          : [
              diffHeadline(diff).join('\n'),
              textAttribution(attribution, plan.currency, terminal.colour, terminal.width),
            ]),
        ...outputs.written.map((path) => `Wrote ${path}`),
      ].join('\n\n'),
    () => ({ ...kept?.data, ...made }),
  );
  terminal.diagnostics(outputs.problems);
  if (hasErrors(outputs.problems)) return exitCodes.badInput;
  return plan.objective.value === null ? exitCodes.no : exitCodes.done;
}

function quartersIn({ flags: { quarters } }: Arguments): number | undefined | 'wrong' {
  if (typeof quarters !== 'string') return undefined;
  const value = Number(quarters);
  return Number.isInteger(value) && value >= 1 && value <= 40 ? value : 'wrong';
}
