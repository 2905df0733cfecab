import { hasErrors } from '../../diagnostics/index.ts';
import { textTable, uncertaintySections } from '../../report/index.ts';
import { firstOrders, stageInThread, withStances } from '../../stress/index.ts';
import { exitCodes, type Command } from '../command.ts';
import { readGroundedPlan } from '../plan-file.ts';
import { clashingFiles, outputFlags, writePlanOutputs } from '../plan-outputs.ts';
import { searchFlags, searchOptions } from '../search-flags.ts';
import { stageFlags, stageWish } from '../stage-flags.ts';
import { refuse } from '../refuse.ts';

export const stage: Command = {
  words: ['stage'],
  summary: 'Say of every line of a plan whether to commit now, hold an option or wait, over many futures',
  details:
    'Draws futures of the plan’s scenario, finds the first orders that are best over them, and compares the plan’s own first ' +
    'orders with them. --out writes the plan with the stance of each line. To plan with those orders use `plan --under-uncertainty`.',
  positionals: [{ name: 'PLAN', summary: 'plan file (JSON)', complete: 'file' }],
  flags: [
    { name: 'scenario', value: 'FILE', summary: 'The scenario the plan was made from', complete: 'file' },
    ...stageFlags,
    ...outputFlags,
    ...searchFlags,
  ],
  examples: [
    {
      line: 'fleetwright stage out/bytedance-2025.plan.json',
      does: 'stances, and what knowing the future is worth',
    },
    {
      line: 'fleetwright stage plan.json --shocks --measure cvar',
      does: 'with the catalog’s shocks, minding the worst tenth',
    },
    {
      line: 'fleetwright stage plan.json --out staged.plan.json --report staged.html',
      does: 'keeps the stances',
    },
  ],
  keepsWork: true,
  async run(args, terminal) {
    const clash = clashingFiles(args, ['PLAN']);
    const { problems, ...search } = searchOptions(args);
    if (clash.length + problems.length > 0) return refuse(terminal, [...clash, ...problems]);
    const grounded = readGroundedPlan(args.positionals.PLAN ?? '', args.flags.scenario);
    terminal.diagnostics(grounded.diagnostics);
    if (grounded.plan === undefined) return exitCodes.badInput;
    const { plan, prepared } = grounded;
    if (plan.scenarioHash !== prepared.scenario.hash)
      terminal.note('the scenario has changed since this plan was made; plan it again to be sure');
    const { wish, problems: wrong } = stageWish(args, prepared);
    if (wrong.length > 0) return refuse(terminal, wrong);
    if (!terminal.quiet) terminal.note(`seed ${search.seed}, ${wish.sampler}, ${wish.draws} draws`);
    const uncertainty = await stageInThread(prepared, {
      ...wish,
      seed: search.seed,
      gap: search.gap,
      seconds: search.timeLimit,
      commitments: firstOrders(plan),
      clock: () => performance.now() / 1000,
      signal: terminal.signal,
      onProgress: (what) => terminal.progress(what),
    });
    terminal.progress('');
    if (uncertainty === undefined) {
      terminal.note('interrupted before first orders were found');
      return exitCodes.no;
    }
    if (terminal.signal.aborted)
      terminal.note('interrupted: the best first orders so far; their stances are not valued');
    const staged = withStances(plan, uncertainty);
    const trouble = await writePlanOutputs(staged, args);
    terminal.result(
      () =>
        [
          ...uncertaintySections(staged).map((section) =>
            textTable(section, terminal.colour, terminal.width),
          ),
          ...trouble.written.map((path) => `Wrote ${path}`),
        ].join('\n\n'),
      () => ({ plan: args.positionals.PLAN, ...uncertainty }),
    );
    if (!hasErrors(trouble.problems)) return exitCodes.done;
    return refuse(terminal, trouble.problems);
  },
};
