import { diffPlans } from '../../planning/index.ts';
import { textDiff } from '../../report/index.ts';
import { exitCodes, type Command } from '../command.ts';
import { readPlanFile } from '../plan-file.ts';

export const diff: Command = {
  words: ['diff'],
  summary: 'Say what differs between two plans: lines, rules, numbers, money, service',
  details:
    'Nothing is solved: a changed line is shown with the rules and numbers about it that differ. How much of the change each ' +
    'of them explains is what `fleetwright replan` says.',
  positionals: [
    { name: 'BEFORE', summary: 'plan file (JSON)', complete: 'file' },
    { name: 'AFTER', summary: 'plan file (JSON)', complete: 'file' },
  ],
  flags: [],
  examples: [
    { line: 'fleetwright diff q1.plan.json q2.plan.json', does: 'what a reader of the first must know' },
    { line: 'fleetwright diff q1.plan.json q2.plan.json --json', does: 'the same as data' },
  ],
  async run({ positionals }, terminal) {
    const before = readPlanFile(positionals.BEFORE ?? '');
    const after = readPlanFile(positionals.AFTER ?? '');
    terminal.diagnostics([...before.diagnostics, ...after.diagnostics]);
    if (before.plan === undefined || after.plan === undefined) return exitCodes.badInput;
    const found = diffPlans(before.plan, after.plan);
    terminal.result(
      () => textDiff(found, terminal.colour, terminal.width),
      () => found,
    );
    return exitCodes.done;
  },
};
