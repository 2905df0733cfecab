import { readTextFile, sameFile, writeTextFile } from '../../files/index.ts';
import { readWorld } from '../../pipeline/index.ts';
import { formatQuantity } from '../../quantity/index.ts';
import { backtestPage, backtestText } from '../../report/index.ts';
import { backtest as runBacktest, type BacktestWish } from '../../stress/index.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { exitCodes, type Arguments, type Command } from '../command.ts';
import { anchorsFlag, givenAnchors } from '../kept-anchors.ts';
import { complaint } from '../messages.ts';
import { refuse } from '../refuse.ts';

/** The window that the catalog's record of 2025 and 2026 covers. */
const defaults = { from: '2025-01', to: '2026-06', seed: 1 } as const;

export const backtest: Command = {
  words: ['backtest'],
  summary:
    'Replay what really happened: what planners would have ordered from what was known, and what came of it',
  details:
    'Quarter by quarter, each planner sees only what was published or measured by that day. naive plans the optimum of the day, ' +
    'static buys the mix of its first plan, robust plans over futures, hindsight knew everything and is the zero of regret. ' +
    'Results stand beside those without evidence of grade C or assumed.',
  positionals: [{ name: 'SCENARIO', summary: 'scenario file (YAML)', complete: 'file' }],
  flags: [
    { name: 'from', value: 'MONTH', summary: `First month (default ${defaults.from})` },
    { name: 'to', value: 'MONTH', summary: `Last month (default ${defaults.to})` },
    { name: 'variant', value: 'NAME', summary: 'A named variant of the scenario' },
    { ...anchorsFlag, summary: `${anchorsFlag.summary}; they count on every day` },
    { name: 'seed', value: 'N', summary: `Seed of the solver and of all draws (default ${defaults.seed})` },
    { name: 'report', value: 'FILE', summary: 'Write a self-contained HTML report', complete: 'file' },
    { name: 'out', value: 'FILE', summary: 'Write the result (JSON)', complete: 'file' },
  ],
  examples: [
    {
      line: 'fleetwright backtest scenarios/bytedance-2025.yaml --from 2025-01 --to 2026-06',
      does: 'replays the article’s programme through 2025 and the first half of 2026',
    },
    {
      line: 'fleetwright backtest scenarios/bytedance-2025.yaml --json',
      does: 'the same as data: planners, quarters, orders, events',
    },
  ],
  keepsWork: true,
  async run(args, terminal) {
    const wish = readWish(args);
    const anchors = givenAnchors(args);
    const file = readTextFile(args.positionals.SCENARIO ?? '');
    if ('problems' in wish || 'code' in file || 'code' in anchors)
      return refuse(terminal, [
        ...('problems' in wish ? wish.problems : []),
        ...('code' in anchors ? [anchors] : []),
        ...('code' in file ? [file] : []),
      ]);
    if (!terminal.quiet) terminal.note(`seed ${wish.seed}`);
    const found = await runBacktest(
      file,
      readWorld(),
      { ...wish, anchors },
      {
        signal: terminal.signal,
        onProgress: (what, done) => terminal.progress(`${formatQuantity(done, 'ratio')}  ${what}`),
      },
    );
    terminal.progress('');
    if (found === undefined) {
      terminal.note('interrupted: a backtest has no result before its end');
      return exitCodes.no;
    }
    if ('problems' in found) return refuse(terminal, found.problems);
    const { all, ...rest } = found;
    const data = { ...rest, ...all };
    const trouble = [
      ...(typeof args.flags.report === 'string'
        ? [writeTextFile(args.flags.report, await backtestPage(found))]
        : []),
      ...(typeof args.flags.out === 'string'
        ? [writeTextFile(args.flags.out, `${JSON.stringify(data, null, 2)}\n`)]
        : []),
    ].filter((each) => each !== undefined);
    terminal.result(
      () => backtestText(found, terminal.colour, terminal.width),
      () => data,
    );
    terminal.diagnostics(trouble);
    return trouble.length > 0 ? exitCodes.badInput : exitCodes.done;
  },
};

function readWish({
  flags,
  positionals,
}: Arguments): BacktestWish | { readonly problems: readonly Diagnostic[] } {
  const problems: Diagnostic[] = [];
  const month = (name: 'from' | 'to'): string => {
    const written = flags[name];
    if (typeof written !== 'string') return defaults[name];
    if (!/^\d{4}-(?:0[1-9]|1[0-2])$/u.test(written))
      problems.push(
        complaint('FW-CLI-0004', name, `--${name} ${written}: expected a month`, 'for example 2025-01'),
      );
    return written;
  };
  const seed = typeof flags.seed === 'string' ? Number(flags.seed) : defaults.seed;
  if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 31)
    problems.push(
      complaint(
        'FW-CLI-0004',
        'seed',
        `--seed ${String(flags.seed)}: expected a whole number below 2147483648`,
      ),
    );
  for (const name of ['report', 'out']) {
    const path = flags[name];
    if (typeof path === 'string' && sameFile(path, positionals.SCENARIO ?? ''))
      problems.push(
        complaint(
          'FW-CLI-0007',
          path,
          `${path} is the scenario itself; nothing was written`,
          'name another file',
        ),
      );
  }
  const wish = {
    from: month('from'),
    to: month('to'),
    variant: typeof flags.variant === 'string' ? flags.variant : undefined,
    seed,
  };
  return problems.length > 0 ? { problems } : wish;
}
