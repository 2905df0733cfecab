import { cellName } from '../address.ts';
import type { Context } from '../context.ts';
import { formats, formula, number, text, type Cell, type Sheet } from '../model.ts';
import { cashQuarter, cashTotal } from './cash.ts';
import { lineRange } from './line-columns.ts';
import { serviceRange } from './services.ts';

/** What a finance lead reads first, and how to check the rest. */
export function summarySheet(context: Context): Sheet {
  const { plan, money } = context;
  const cost = plan.objective.cost ?? 0;
  const quarterly = plan.quarters.map((_, quarter) => `ABS(${cashQuarter('difference', quarter)})`);
  // Without the rate in the plan file nothing can be discounted.
  const known = plan.objective.cost !== null && context.names.has('discountRate');
  const offDiscounted = known ? [`ABS(${cashTotal(context, 'discounted')}-${cost})`] : [];
  const offBudgets = plan.budgets.map((_, index) => `ABS(Budgets!${cellName(index + 1, 8, true)})`);
  return {
    name: 'Summary',
    about: `${plan.title}, as of ${plan.asOf}`,
    rows: [
      [text(plan.title, 'title')],
      [
        text(
          `${plan.variant === null ? '' : `Variant ${plan.variant}. `}As of ${plan.asOf}, ${plan.quarters[0] ?? ''} to ${plan.quarters.at(-1) ?? ''}. Status: ${plan.status}. Consistent with rule set ${plan.ruleSet.hash.slice(0, 12)} as of ${plan.ruleSet.asOf}; no legal advice.`,
        ),
      ],
      [],
      [text('Figure', 'head'), text(plan.currency, 'head')],
      figure('Cash, not discounted', formula(cashTotal(context, 'total'), money, 'total')),
      figure('Cash, discounted', formula(cashTotal(context, 'discounted'), money, 'total')),
      figure(
        'Price of what is ordered, leases over their whole term',
        formula(`SUM(${lineRange(context, 'price')})`, money),
      ),
      figure('Systems', formula(`SUM(${lineRange(context, 'systems')})`, formats.count)),
      figure('Accelerators', formula(`SUM(${lineRange(context, 'accelerators')})`, formats.whole)),
      figure('Tokens served', formula(`SUM(${serviceRange(context, 'tokens')})`, formats.whole)),
      figure('Penalty of what is not served', number(plan.objective.unmet, money)),
      figure('No plan costs less than', number(plan.bound, money)),
      figure('Gap to that', number(plan.gap, formats.percent)),
      [],
      [text('Budget', 'head'), ...['Currency', 'Amount', 'Spent', 'Left'].map((head) => text(head, 'head'))],
      ...plan.budgets.map((one, index): readonly Cell[] => [
        text(one.name),
        text(one.currency),
        ...[2, 5, 6].map((column) =>
          formula(`Budgets!${cellName(index + 1, column, true)}`, formats.money(one.currency)),
        ),
      ]),
      [],
      [
        text('Domestic share', 'head'),
        ...['Counted in', 'At least', 'At most', 'Units', 'Spend', 'Compute', 'Met'].map((head) =>
          text(head, 'head'),
        ),
      ],
      ...plan.shares.map((share): readonly Cell[] => [
        text(`${share.name}${share.binding ? '' : ' (not binding)'}`),
        text(share.metric),
        number(share.atLeast, formats.percent),
        number(share.atMost, formats.percent),
        number(share.units, formats.percent),
        number(share.spend, formats.percent),
        number(share.compute, formats.percent),
        text(share.met === null ? '–' : share.met ? 'yes' : 'no', share.met === false ? 'bad' : 'good'),
      ]),
      [],
      [text('Does this workbook still say what the plan says?', 'head'), text('', 'head')],
      figure(
        'Cash, plan file',
        number(
          plan.cash.reduce((sum, { total }) => sum + total, 0),
          money,
        ),
      ),
      figure('Cash, this workbook', formula(cashTotal(context, 'total'), money)),
      figure('Discounted, plan file', number(cost, money)),
      figure('Discounted, this workbook', formula(cashTotal(context, 'discounted'), money)),
      figure('Budgets off by, at most', formula(`MAX(${offBudgets.join(',') || '0'})`, '0.00')),
      figure(
        'Answer',
        formula(
          `IF(MAX(${[...quarterly, ...offDiscounted, ...offBudgets].join(',') || '0'})<0.005,"yes, to the cent","no: an input was changed")`,
          undefined,
          'total',
        ),
      ),
      [],
      [
        text(
          'Cells with a pale yellow ground may be changed; all figures follow. `fleetwright import xlsx` reads changed assumptions back into the scenario. Changing a figure here does not plan again: limits, verdicts and shares stay those of the plan.',
          'wrap',
        ),
      ],
      [],
      [text('Made by', 'head'), text('', 'head')],
      figure('Program', text(`fleetwright ${plan.engine.fleetwright}, ${plan.engine.solver}`)),
      figure('Scenario', text(`${plan.scenario}, ${plan.scenarioHash}`)),
      figure('Catalog', text(plan.catalogHash)),
      figure('Rule set', text(plan.ruleSet.hash)),
      ...plan.diagnostics.map(({ code, severity, message }): readonly Cell[] => [
        text(`${severity} ${code}`),
        text(message),
      ]),
    ],
    widths: [52, 30, 24, 24, 24, 12, 12, 10],
    freeze: { rows: 0, columns: 0 },
  };
}

function figure(label: string, cell: Cell): readonly Cell[] {
  return [text(label), cell];
}
