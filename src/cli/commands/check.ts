import { checkPlan } from '../../checking/index.ts';
import { cell, textTable } from '../../report/index.ts';
import { exitCodes, type Command } from '../command.ts';
import { readGroundedPlan } from '../plan-file.ts';

export const check: Command = {
  words: ['check'],
  summary:
    'Check a plan without trusting the optimiser: every budget, rule, capacity and total is worked out again',
  details:
    'Reads the plan, the scenario it was made from and the catalog. Exit code 3 names each violation. ' +
    'The scenario is looked for by its name beside the plan, here and in scenarios/.',
  positionals: [{ name: 'PLAN', summary: 'plan file (JSON)', complete: 'file' }],
  flags: [
    { name: 'scenario', value: 'FILE', summary: 'The scenario the plan was made from', complete: 'file' },
  ],
  examples: [
    {
      line: 'fleetwright plan scenarios/bytedance-2025.yaml --out plan.json && fleetwright check plan.json',
      does: 'plans, then checks',
    },
    { line: 'fleetwright check plan.json --scenario my.yaml --json', does: 'violations as data' },
  ],
  async run({ positionals, flags }, terminal) {
    const path = positionals.PLAN ?? '';
    const grounded = readGroundedPlan(path, flags.scenario);
    terminal.diagnostics(grounded.diagnostics);
    if (grounded.plan === undefined) return exitCodes.badInput;
    const { plan, prepared } = grounded;
    const violations = checkPlan({ plan, ...prepared });
    terminal.result(
      () =>
        violations.length === 0
          ? `${path}: no violation. Budgets, rules, capacities and totals were worked out again and agree.`
          : textTable(
              {
                id: 'violations',
                title: `${path}: ${violations.length} violation${violations.length === 1 ? '' : 's'}`,
                columns: [{ title: 'Code' }, { title: 'What is wrong' }],
                rows: violations.map(({ code, sentence }) => [cell(code), cell(sentence, { tone: 'bad' })]),
                empty: '',
              },
              terminal.colour,
              terminal.width,
            ),
      () => ({ ok: violations.length === 0, plan: path, violations }),
    );
    return violations.length === 0 ? exitCodes.done : exitCodes.no;
  },
};
