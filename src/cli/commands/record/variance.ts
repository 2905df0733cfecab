import type { Diagnostic } from '../../../diagnostics/index.ts';
import type { PlanFile } from '../../../plan/index.ts';
import {
  claimHistories,
  forecastQuality,
  readActuals,
  varianceOf,
  type RecordState,
  type Store,
} from '../../../store/index.ts';
import { exitCodes, type Command } from '../../command.ts';
import { complaint } from '../../messages.ts';
import {
  cellsTable,
  claimsTable,
  forecastsTable,
  linesTable,
  scoresTable,
} from '../../record/actuals-tables.ts';
import { atDesk, recordFlag, refuse, storeFlag, textFlag } from '../../record/desk.ts';
import { planOf, print } from './look.ts';

const ways = ['quarter', 'site', 'line'] as const;

export const recordVariance: Command = {
  words: ['record', 'variance'],
  summary: 'Compare a version with what came: deliveries, spend and load, by line, site and quarter',
  details:
    'Only quarters of which something is known are compared. Charges in a currency for which the plan has no rate, and orders the plan ' +
    'does not have, are named and left out.',
  positionals: [
    {
      name: 'VERSION',
      summary: 'which version (default: the one in force, else the newest)',
      optional: true,
    },
  ],
  flags: [
    { name: 'by', value: 'WAY', summary: `Of spend: ${ways.join(', ')} (default quarter)`, complete: ways },
    recordFlag,
    storeFlag,
  ],
  examples: [
    { line: 'fleetwright record variance', does: 'the version in force against what came' },
    { line: 'fleetwright record variance 1 --by line', does: 'the first version, spend by line' },
  ],
  async run(args, terminal) {
    const by = textFlag(args.flags.by) ?? 'quarter';
    if (!ways.some((way) => way === by))
      return refuse(terminal, [complaint('FW-CLI-0004', 'by', `--by ${by}: expected ${ways.join(', ')}`)]);
    return atDesk(args, terminal, async ({ store, state, version }) => {
      const current = await state();
      if ('code' in current) return refuse(terminal, [current]);
      const approved = version(current, undefined, 'approved');
      const number = version(
        current,
        args.positionals.VERSION ?? (typeof approved === 'number' ? 'approved' : 'latest'),
      );
      if (typeof number !== 'number') return refuse(terminal, [number]);
      const { plan, diagnostics } = await planOf(store, current, number);
      const actuals = await readActuals(store, current);
      if (plan === undefined || 'code' in actuals)
        return refuse(terminal, 'code' in actuals ? [actuals] : diagnostics);
      const found = varianceOf(plan, actuals);
      terminal.diagnostics(leftOut(current.id, found.strangers, found.unconverted));
      const wanted = by === 'quarter' ? 'all' : by;
      const spend = found.cells.filter((one) => one.measure === 'spend' && one.by === wanted);
      const others = (measures: readonly string[]): typeof spend =>
        found.cells.filter(({ measure }) => measures.includes(measure));
      print(
        terminal,
        [
          { ...linesTable(found), intro: `Version ${number} of ${current.id}` },
          cellsTable('Deliveries by site', others(['systems']), found.currency),
          cellsTable(`Spend by ${by}`, spend, found.currency),
          cellsTable('Load by service', others(['peak', 'tokens']), found.currency),
        ],
        () => ({ record: current.id, version: number, ...found }),
      );
      return exitCodes.done;
    });
  },
};

function leftOut(
  record: string,
  strangers: readonly string[],
  unconverted: Readonly<Record<string, number>>,
): readonly Diagnostic[] {
  return [
    ...strangers.map((order): Diagnostic => {
      const message = `something is said of the order ${order}, which this version does not have`;
      return { code: 'FW-STO-0028', severity: 'warning', path: [record], message };
    }),
    ...Object.entries(unconverted).map(([currency, amount]): Diagnostic => {
      const message = `${amount} ${currency} were charged; the plan has no rate for ${currency}, so they are left out`;
      return { code: 'FW-STO-0028', severity: 'warning', path: [record], message };
    }),
  ];
}

export const recordForecasts: Command = {
  words: ['record', 'forecasts'],
  summary:
    'Judge every version by what came: what it forecast, and how errors grow with how far ahead it looked',
  positionals: [],
  flags: [recordFlag, storeFlag],
  examples: [{ line: 'fleetwright record forecasts', does: 'error and bias by quarters ahead' }],
  async run(args, terminal) {
    return atDesk(args, terminal, async ({ store, state }) => {
      const current = await state();
      if ('code' in current) return refuse(terminal, [current]);
      const actuals = await readActuals(store, current);
      if ('code' in actuals) return refuse(terminal, [actuals]);
      const found = forecastQuality(await plansOf(store, current), actuals);
      const currency = current.versions.at(-1)?.facts.currency ?? 'USD';
      print(terminal, [scoresTable(found.scores), forecastsTable(found.forecasts, currency)], () => found);
      return exitCodes.done;
    });
  },
};

export const recordClaims: Command = {
  words: ['record', 'claims'],
  summary: 'Show the numbers that plans rested on as they changed between versions, and as they came',
  positionals: [{ name: 'PATH', summary: 'only numbers whose path starts so', optional: true }],
  flags: [recordFlag, storeFlag],
  examples: [{ line: 'fleetwright record claims offers', does: 'prices, lead times and allocations' }],
  async run(args, terminal) {
    return atDesk(args, terminal, async ({ store, state }) => {
      const current = await state();
      if ('code' in current) return refuse(terminal, [current]);
      const start = args.positionals.PATH ?? '';
      const histories = claimHistories(await plansOf(store, current), current.overtaken).filter(({ path }) =>
        path.startsWith(start),
      );
      print(terminal, [claimsTable(histories)], () => histories);
      return exitCodes.done;
    });
  },
};

/** The plans of all versions that can be read. */
async function plansOf(
  store: Store,
  state: RecordState,
): Promise<readonly { readonly number: number; readonly plan: PlanFile }[]> {
  const plans: { readonly number: number; readonly plan: PlanFile }[] = [];
  for (const { number } of state.versions) {
    const { plan } = await planOf(store, state, number);
    if (plan !== undefined) plans.push({ number, plan });
  }
  return plans;
}
