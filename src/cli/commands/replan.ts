import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { hasErrors, type Diagnostic } from '../../diagnostics/index.ts';
import { readTextFile, type TextFile } from '../../files/index.ts';
import { unusable } from '../../intake/index.ts';
import { findScenario } from '../../pipeline/index.ts';
import { exitCodes, type Arguments, type Command, type Flag } from '../command.ts';
import { deliveriesFrom } from '../fleet-files.ts';
import { complaint } from '../messages.ts';
import { readPlanFile } from '../plan-file.ts';
import { holdsRecord, recordFlag, refuse, writingFlags } from '../record/desk.ts';
import { replanFlags, replanFrom, replanProblems } from '../replan-from.ts';
import { messageFlag, recordReplan } from './record/replan.ts';

/** Options that only a plan file needs. */
const fileFlags: readonly Flag[] = [
  {
    name: 'previous',
    value: 'FILE',
    summary: 'The text the plan before was made from, where the scenario has changed since',
    complete: 'file',
  },
  {
    name: 'deliveries',
    value: 'FILE',
    summary: 'What became of orders (CSV: order, systems, status, quarter); others come as promised',
    complete: 'file',
  },
];

/** Options that only a record has. */
const recordFlags: readonly Flag[] = [
  {
    name: 'version',
    value: 'VERSION',
    summary: 'Of a record: planned anew from this version (default: the one in force, else the newest)',
  },
  ...[messageFlag, ...writingFlags.filter((flag) => flag !== recordFlag)].map((flag) => ({
    ...flag,
    summary: `Of a record: ${flag.summary.charAt(0).toLowerCase()}${flag.summary.slice(1)}`,
  })),
];

export const replan: Command = {
  words: ['replan'],
  keepsWork: true,
  summary:
    'Plan anew from a plan: what was ordered stays, what lies ahead is planned again, and every change has a reason',
  details:
    'Orders the plan placed before DATE are frozen: delivered when their quarter is over, on their way otherwise; those that ' +
    'the rules of DATE let ship for no use are stopped. The calendar of the programme, its budgets and deadlines stay. ' +
    'Changing what was planned has a price (`--churn`, or `churn:` in the scenario; 1 % of the price by default), and nothing ' +
    'changes while the plan as it was is within the gap. With the name of a record, what comes of it is added as its next version ' +
    '(as `record replan` does). Exit code 3: there is no plan any more.',
  positionals: [
    {
      name: 'PLAN',
      summary: 'the plan before (JSON), or the name of a record where no such file is',
      complete: 'file',
    },
  ],
  flags: [...replanFlags, ...fileFlags, ...recordFlags],
  examples: [
    {
      line: 'fleetwright replan plan.json --as-of 2025-04-16 --out plan-2.json',
      does: 'the same programme under the rules and prices of 16 April',
    },
    {
      line: 'fleetwright replan plan.json --as-of 2025-04-16 --churn "2 %" --json',
      does: 'plan, diff and reasons as data',
    },
    {
      line: 'fleetwright replan bytedance-2025 --as-of 2025-04-16 --message "after the letters"',
      does: 'the next version of the record bytedance-2025',
    },
  ],
  async run(args, terminal) {
    const { positionals, flags } = args;
    const path = positionals.PLAN ?? '';
    const given = (among: readonly Flag[]): readonly string[] =>
      among.map(({ name }) => name).filter((name) => flags[name] !== undefined);
    if (!existsSync(path) && (given(recordFlags).length > 0 || (await holdsRecord(path, args)))) {
      const useless = given(fileFlags).map(recordKnows);
      if (useless.length > 0) return refuse(terminal, useless);
      return recordReplan.run(ofRecord(args), terminal);
    }
    const read = readPlanFile(path);
    const problems = [
      ...replanProblems(args),
      ...read.diagnostics.map((one) =>
        one.code === 'FW-FILE-0001'
          ? { ...one, hint: 'name a plan file, or a record of the store: fleetwright record list' }
          : one,
      ),
      ...(existsSync(path) ? given(recordFlags).map((name) => notOfFile(name, path)) : []),
    ];
    if (hasErrors(problems) || read.plan === undefined) return refuse(terminal, problems);
    const before = read.plan;
    const file = namedFile(flags.scenario ?? findScenario(before.scenario, dirname(path)));
    const previous = typeof flags.previous === 'string' ? namedFile(flags.previous) : undefined;
    const news = typeof flags.deliveries === 'string' ? deliveriesFrom(flags.deliveries) : undefined;
    terminal.diagnostics(news?.diagnostics ?? []);
    if (news !== undefined && unusable(news)) return exitCodes.badInput;
    const missing = [file, previous].filter((each) => each !== undefined && 'code' in each);
    if ('code' in file || (previous !== undefined && 'code' in previous)) return refuse(terminal, missing);
    const origin = { before, file, previous, news: news?.entries ?? [] };
    return replanFrom(origin, args, terminal, (why) => refuse(terminal, why));
  },
};

/** The same question as `record replan` takes it. */
function ofRecord({ positionals, flags }: Arguments): Arguments {
  const { version, ...others } = flags;
  return {
    positionals: { VERSION: typeof version === 'string' ? version : undefined },
    flags: { ...others, record: positionals.PLAN },
  };
}

function recordKnows(flag: string): Diagnostic {
  const hint =
    flag === 'deliveries'
      ? 'add them to the record: fleetwright record actuals add deliveries FILE'
      : 'leave it out: the record has the text of every version';
  return complaint('FW-CLI-0004', flag, `--${flag} goes with a plan file, and this is a record`, hint);
}

function notOfFile(flag: string, path: string): Diagnostic {
  const message = `--${flag} goes with a record, and ${path} is a file`;
  return complaint('FW-CLI-0004', flag, message, 'name a record, or leave it out');
}

function namedFile(path: string | boolean): TextFile | Diagnostic {
  const file = readTextFile(String(path));
  return 'code' in file ? { ...file, hint: 'say where the scenario is: --scenario FILE' } : file;
}
