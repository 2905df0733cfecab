import { cellName } from '../address.ts';
import type { Context } from '../context.ts';
import { formats, formula, text, type Cell, type Sheet } from '../model.ts';
import { cashQuarter, cashTotal } from './cash.ts';
import { placementRange } from './placements.ts';
import { serviceRange } from './services.ts';

/** What a million tokens cost, by service and quarter: the machines that serve them, all in, over the tokens they serve. */
export function unitCostSheet(context: Context): Sheet {
  const { plan, money } = context;
  const quarters = plan.quarters.map((_, quarter) => quarter);
  const rows: (readonly Cell[])[] = [
    [
      text(`All-in cost, ${plan.currency}`, 'head'),
      ...plan.quarters.map((quarter) => text(quarter, 'head')),
      text('Whole horizon', 'head'),
    ],
  ];
  const add = (
    label: string,
    cellOf: (quarter: number) => string,
    total: (row: number) => string,
    format: string,
    look?: 'total',
  ): number => {
    const row = rows.length;
    rows.push([
      text(label, look),
      ...quarters.map((quarter) => formula(cellOf(quarter), format, look)),
      formula(total(row), format, look),
    ]);
    return row;
  };
  const sum = (row: number): string =>
    `SUM(${cellName(row, 1)}:${cellName(row, Math.max(1, quarters.length))})`;
  const costOf =
    (work: string) =>
    (quarter: number): string =>
      `SUMIFS(${placementRange(context, 'cost')},${placementRange(context, 'work')},"${quoted(work)}",${placementRange(context, 'quarter')},"${plan.quarters[quarter] ?? ''}")`;
  for (const { id, name } of plan.services) {
    const cost = add(`${name}: machines`, costOf(id), sum, money);
    const tokens = add(
      `${name}: tokens`,
      (quarter) =>
        `SUMIFS(${serviceRange(context, 'tokens')},${serviceRange(context, 'service')},"${quoted(id)}",${serviceRange(context, 'quarter')},"${plan.quarters[quarter] ?? ''}")`,
      sum,
      formats.whole,
    );
    const each = perMillion(cost, tokens);
    add(
      `${name}: per million tokens`,
      (quarter) => each(quarter + 1),
      () => each(quarters.length + 1),
      unitMoney(plan.currency),
      'total',
    );
    rows.push([]);
  }
  for (const { id, name } of plan.runs) add(`${name} (training): machines`, costOf(id), sum, money);
  if (plan.runs.length > 0) rows.push([]);
  const cash = add(
    'All cash, not discounted',
    (quarter) => cashQuarter('total', quarter),
    () => cashTotal(context, 'total'),
    money,
  );
  const tokens = add(
    'All tokens served',
    (quarter) =>
      `SUMIFS(${serviceRange(context, 'tokens')},${serviceRange(context, 'quarter')},"${plan.quarters[quarter] ?? ''}")`,
    sum,
    formats.whole,
  );
  const each = perMillion(cash, tokens);
  add(
    'All cash per million tokens',
    (quarter) => each(quarter + 1),
    () => each(quarters.length + 1),
    unitMoney(plan.currency),
    'total',
  );
  rows.push(
    [],
    [
      text(
        'All-in: rent, or price with network, duty and fee spread evenly over the life of the machines, support, energy and space. What stood before costs its upkeep. Work shares the whole cost of the machines it uses.',
        'wrap',
      ),
    ],
  );
  return {
    name: 'Unit cost',
    about: 'What a million tokens cost, by service and quarter',
    rows,
    widths: [52, ...quarters.map(() => 22), 24],
    freeze: { rows: 1, columns: 1 },
  };
}

function unitMoney(currency: string): string {
  return `#,##0.0000" ${currency}"`;
}

/** A text inside the quotes of a formula. */
function quoted(name: string): string {
  return name.replaceAll('"', '""');
}

/** Cost over tokens in a column, per million. */
function perMillion(cost: number, tokens: number): (column: number) => string {
  return (column) =>
    `IF(${cellName(tokens, column)}=0,0,${cellName(cost, column)}/${cellName(tokens, column)}*1000000)`;
}
