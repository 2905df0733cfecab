import type { Diagnostic } from '../../diagnostics/index.ts';
import { readTextFile, writeTextFile } from '../../files/index.ts';
import type { PlanFile } from '../../plan/index.ts';
import { formatNumber } from '../../quantity/index.ts';
import { stressPage, stressSections, textTable } from '../../report/index.ts';
import { findEngine, firstOrders, runDraws, samplers } from '../../stress/index.ts';
import { exitCodes, type Arguments, type Command } from '../command.ts';
import { anchorsFlag, givenAnchors } from '../kept-anchors.ts';
import { readPlanFile } from '../plan-file.ts';
import { clashingFiles } from '../plan-outputs.ts';
import { engineFlag, engineWish } from './sweep/flags.ts';
import { refuse } from '../refuse.ts';
import { FlagReader } from '../flag-reader.ts';

const defaults = { draws: 256, seed: 1, alternatives: 3 } as const;

export const stress: Command = {
  words: ['stress'],
  summary:
    'Draw futures: what a plan may cost, what is likely met, what drives it, what is worth finding out',
  details:
    'Every claim with a range is drawn, every chip has one error for all its rates, and events of the scenario happen with their ' +
    'probability. The orders of the first quarter are kept as planned; all that comes later is planned anew in each future. ' +
    'What is uncertain is described in docs/uncertainty.md.',
  positionals: [{ name: 'SCENARIO', summary: 'scenario file (YAML)', complete: 'file' }],
  flags: [
    { name: 'as-of', value: 'DATE', summary: 'As if today were DATE' },
    { name: 'variant', value: 'NAME', summary: 'A named variant of the scenario' },
    {
      name: 'draws',
      value: 'N',
      summary: `How many futures (default ${defaults.draws}; powers of two spread best)`,
    },
    { name: 'seed', value: 'N', summary: `Seed of the draws (default ${defaults.seed})` },
    {
      name: 'sampler',
      value: 'NAME',
      summary: 'sobol (scrambled, the default) or plain (independent draws)',
      complete: samplers,
    },
    {
      name: 'plan',
      value: 'FILE',
      summary: 'Keep the first orders of this plan instead; what was measured for it counts too',
      complete: 'file',
    },
    anchorsFlag,
    {
      name: 'alternatives',
      value: 'N',
      summary: `Other first orders to try, from which the worth of facts follows (default ${defaults.alternatives})`,
    },
    {
      name: 'indices',
      value: 'N',
      summary: 'Sobol indices of kinds of quantities from N base points (default: none; 64 takes minutes)',
    },
    engineFlag,
    { name: 'threads', value: 'N', summary: 'Threads of the local engine (default: one per core)' },
    {
      name: 'folder',
      value: 'FOLDER',
      summary: 'Keep the draws here (Parquet); the same call goes on where it stopped',
      complete: 'file',
    },
    { name: 'report', value: 'FILE', summary: 'Write a self-contained HTML report', complete: 'file' },
  ],
  examples: [
    {
      line: 'fleetwright stress scenarios/cn-bank.yaml --draws 128',
      does: 'fan charts as tables, chances, drivers',
    },
    {
      line: 'fleetwright stress my.yaml --plan my.plan.json --json',
      does: 'how the first orders of a plan fare, as data',
    },
    {
      line: 'fleetwright stress my.yaml --report stress.html',
      does: 'fan charts, tornado and chances as pictures, each with its table',
    },
    {
      line: 'fleetwright stress my.yaml --draws 1024 --folder draws',
      does: 'keeps the draws, to go on or to query them',
    },
  ],
  keepsWork: true,
  async run(args, terminal) {
    const read = new FlagReader(args);
    const { problems } = read;
    const whole = (name: string, least: number) => read.number(name, { least, whole: true });
    const sampler = read.word('sampler', samplers) ?? 'sobol';
    const draws = whole('draws', 1) ?? defaults.draws;
    const seed = whole('seed', 0) ?? defaults.seed;
    const alternatives = whole('alternatives', 0) ?? defaults.alternatives;
    const indices = whole('indices', 0) ?? 0;
    const threads = whole('threads', 1);
    const engine = findEngine({
      engine: engineWish(args, 'local'),
      threads,
      slurm: [],
      onTrouble: (message) => terminal.note(message),
    });
    if ('code' in engine) problems.push(engine);
    const scenario = readTextFile(args.positionals.SCENARIO ?? '');
    if ('code' in scenario) problems.push(scenario);
    const plan = planNamed(args, problems);
    const measured = plan?.measurements ?? [];
    const anchors = givenAnchors(args, measured.length);
    if ('code' in anchors) problems.push(anchors);
    problems.push(...clashingFiles(args, ['SCENARIO', 'plan', 'anchors']));
    const page = text(args, 'report');
    if (problems.length > 0 || 'code' in scenario || 'code' in engine || 'code' in anchors)
      return refuse(terminal, problems);
    if (!terminal.quiet) terminal.note(`seed ${seed}, ${sampler}, ${draws} draws`);
    const report = await runDraws(
      {
        scenario,
        asOf: text(args, 'as-of'),
        variant: text(args, 'variant'),
        draws,
        seed,
        sampler,
        commitments: plan && firstOrders(plan),
        anchors: [...measured, ...anchors],
        alternatives,
        indices,
        engine,
        folder: text(args, 'folder'),
      },
      {
        signal: terminal.signal,
        onProgress: ({ done, total, eta }) =>
          terminal.progress(
            `${done} of ${total} chunks${eta === undefined ? '' : `, ${Math.ceil(eta)} s left`}`,
          ),
      },
    );
    terminal.progress('');
    if (report === undefined) {
      terminal.note('interrupted before a draw was done');
      return exitCodes.no;
    }
    if ('problems' in report) return refuse(terminal, report.problems);
    const written = page === undefined ? undefined : writeTextFile(page, await stressPage(report));
    if (written !== undefined) terminal.diagnostics([written]);
    terminal.result(
      () =>
        [
          `${report.title}\n${formatNumber(report.draws)} futures drawn (${report.sampler}, seed ${report.seed}), as of ${report.asOf}${report.end === 'done' ? '' : `; ${report.end} before all were`}`,
          ...stressSections(report).map((section) => textTable(section, terminal.colour, terminal.width)),
          ...(page === undefined || written !== undefined ? [] : [`Wrote ${page}`]),
        ].join('\n\n'),
      () => report,
    );
    if (written !== undefined) return exitCodes.badInput;
    return report.end === 'done' ? exitCodes.done : exitCodes.no;
  },
};

function text({ flags }: Arguments, name: string): string | undefined {
  const value = flags[name];
  return typeof value === 'string' ? value : undefined;
}

/** The plan whose first orders are kept; undefined where none is named. */
function planNamed(args: Arguments, problems: Diagnostic[]): PlanFile | undefined {
  const path = text(args, 'plan');
  if (path === undefined) return undefined;
  const { plan, diagnostics } = readPlanFile(path);
  problems.push(...diagnostics);
  return plan;
}
