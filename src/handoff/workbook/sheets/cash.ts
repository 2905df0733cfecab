import { costKinds, type CostKind } from '../../../scenario/index.ts';
import { restOf } from '../../account/index.ts';
import { cellName } from '../address.ts';
import { inputTerm, type Context } from '../context.ts';
import { formats, formula, number, text, type Cell, type Sheet } from '../model.ts';
import { fleetQuarter, fleetRange } from './fleet-columns.ts';
import { lineRange } from './line-columns.ts';

const cashSheetName = 'Cash';

const labels: Readonly<Record<CostKind, string>> = {
  systems: 'Systems bought',
  network: 'Network and storage',
  duty: 'Duties',
  fee: 'Charges of governments',
  lease: 'Rent',
  energy: 'Energy',
  space: 'Building',
  support: 'Support, spares and people',
  resale: 'Value left at the end',
};

/** Rows of the sheet, counted from 0. */
const firstKind = 2;
const restRow = firstKind + costKinds.length;
const rows = {
  index: 1,
  rest: restRow,
  total: restRow + 1,
  factor: restRow + 2,
  discounted: restRow + 3,
  plan: restRow + 5,
  difference: restRow + 6,
} as const;

/** A figure of the whole horizon, as formulas of other sheets name it. */
export function cashTotal({ plan }: Context, row: keyof typeof rows): string {
  return `${cashSheetName}!${cellName(rows[row], plan.quarters.length + 1, true)}`;
}

/** A quarter's figure. */
export function cashQuarter(row: keyof typeof rows, quarter: number): string {
  return `${cashSheetName}!${cellName(rows[row], quarter + 1, true)}`;
}

/** Undiscounted cash by quarter and kind, worked out from lines and fleet, with what the plan file says below it. */
export function cashSheet(context: Context): Sheet {
  const { plan, account, money } = context;
  const quarters = plan.quarters.map((_, quarter) => quarter);
  const last = Math.max(1, quarters.length);
  const rest = restOf(account);
  const at = (row: keyof typeof rows, quarter: number): string => cellName(rows[row], quarter + 1);
  const across = (
    row: number,
    label: string,
    cellOf: (quarter: number) => Cell,
    look?: 'total',
  ): readonly Cell[] => [
    text(label, look),
    ...quarters.map(cellOf),
    formula(`SUM(${cellName(row, 1)}:${cellName(row, last)})`, money, look),
  ];
  const untold = (quarter: number): number =>
    rest.filter((part) => part.quarter === quarter).reduce((sum, { amount }) => sum + amount, 0);
  return {
    name: cashSheetName,
    about: 'Cash by quarter and kind',
    rows: [
      [`Cash, ${plan.currency}, not discounted`, ...plan.quarters, 'Total'].map((head) => text(head, 'head')),
      [text('Quarter index'), ...quarters.map((quarter) => number(quarter, formats.whole))],
      ...costKinds.map((kind, index) =>
        across(firstKind + index, labels[kind], (quarter) =>
          formula(kindFormula(context, kind, quarter), money),
        ),
      ),
      across(rows.rest, 'Not broken down in the plan file', (quarter) => number(untold(quarter), money)),
      across(
        rows.total,
        'Total',
        (quarter) =>
          formula(
            `SUM(${cellName(firstKind, quarter + 1)}:${cellName(rows.rest, quarter + 1)})`,
            money,
            'total',
          ),
        'total',
      ),
      [
        text('Discount factor'),
        ...quarters.map((quarter) =>
          formula(
            `(1+${inputTerm(context, 'discountRate')})^-((${at('index', quarter)}+0.5)/4)`,
            formats.rate,
          ),
        ),
      ],
      across(rows.discounted, 'Discounted', (quarter) =>
        formula(`${at('total', quarter)}*${at('factor', quarter)}`, money),
      ),
      [],
      across(rows.plan, 'The plan file says', (quarter) => number(plan.cash[quarter]?.total ?? 0, money)),
      across(rows.difference, 'Difference', (quarter) =>
        formula(`${at('total', quarter)}-${at('plan', quarter)}`, money),
      ),
    ],
    widths: [36, ...quarters.map(() => 24), 24],
    freeze: { rows: 1, columns: 1 },
  };
}

function kindFormula(context: Context, kind: CostKind, quarter: number): string {
  const column = (key: Parameters<typeof lineRange>[1]): string => lineRange(context, key);
  const delivered = `${column('kind')},"purchase",${column('deliveryIndex')},"=${quarter}"`;
  switch (kind) {
    case 'systems':
      return `SUMIFS(${column('price')},${delivered})`;
    case 'network':
    case 'duty':
    case 'fee':
      return `SUMIFS(${column(kind)},${delivered})`;
    case 'lease':
      return `SUMIFS(${column('rent')},${column('deliveryIndex')},"<=${quarter}",${column('lastIndex')},">=${quarter}")`;
    case 'energy':
      return `SUMPRODUCT(${fleetQuarter(context, 'owned', quarter)},${fleetRange(context, 'energyEach')})`;
    case 'space':
      return `SUMPRODUCT(${fleetQuarter(context, 'owned', quarter)},${fleetRange(context, 'spaceEach')})`;
    case 'support':
      return `SUMIFS(${column('price')},${column('kind')},"purchase",${column('deliveryIndex')},"<=${quarter}")*${inputTerm(context, 'costs.supportPerYear')}/4`;
    default:
      return quarter === context.plan.quarters.length - 1 ? `SUM(${column('resale')})` : '0';
  }
}
