import type { LineAccount } from '../../account/index.ts';
import { cellName } from '../address.ts';
import { fxTerm, inputTerm, ordinal, type Context } from '../context.ts';
import { formats, formula, input, number, text, type Cell, type Sheet } from '../model.ts';
import { headings, widths } from './columns.ts';
import { fleetRange } from './fleet-columns.ts';
import { lineColumns, linePlace, linesSheet, type LineKey } from './line-columns.ts';

/** What to buy and rent. Count, price, dates and rates may be changed; everything else follows. */
export function lineSheet(context: Context): Sheet {
  const { plan, account } = context;
  return {
    name: linesSheet,
    about: 'What to buy and rent, where and when',
    rows: [
      [...headings(lineColumns), ...plan.budgets.map(({ name }) => text(`Budget: ${name}`, 'head'))],
      ...account.lines.map((line, index) => lineRow(context, line, index + 1)),
    ],
    widths: [...widths(lineColumns), ...plan.budgets.map(() => 12)],
    freeze: { rows: 1, columns: 1 },
  };
}

function lineRow(context: Context, one: LineAccount, row: number): readonly Cell[] {
  const { plan, money } = context;
  const { line } = one;
  const at = (key: LineKey): string => cellName(row, linePlace[key]);
  const own = formats.money(line.cost.currency);
  const fx = fxTerm(context, line.cost.currency);
  const bought = `${at('kind')}="purchase"`;
  const first = ordinal(plan.quarters[0] ?? line.orderQuarter);
  const index = (key: LineKey): Cell =>
    formula(`VALUE(LEFT(${at(key)},4))*4+VALUE(RIGHT(${at(key)},1))-${first}`, formats.whole);
  const each = line.count === 0 ? 0 : line.accelerators / line.count;
  const cells: Readonly<Record<LineKey, Cell>> = {
    id: text(line.id),
    offer: text(line.offer),
    system: text(line.system),
    kind: text(line.kind),
    supplier: text(line.supplier),
    site: text(line.site),
    order: text(line.orderQuarter, 'input'),
    delivery: text(line.deliveryQuarter, 'input'),
    last: text(plan.quarters[one.last] ?? line.deliveryQuarter, 'input'),
    systems: input(line.count, formats.count),
    accelerators: formula(`${at('systems')}*${each}`, formats.whole),
    unitPrice:
      one.priceInput === undefined
        ? input(one.unitPrice, own)
        : formula(inputTerm(context, one.priceInput), own),
    currency: text(line.cost.currency),
    term: input(one.term, formats.whole),
    amount: formula(`${at('systems')}*${at('unitPrice')}*${at('term')}`, own),
    price: formula(`${at('amount')}*${fx}`, money),
    network: formula(`IF(${bought},${at('price')}*${inputTerm(context, 'costs.networkShare')},0)`, money),
    dutyRate: input(one.dutyRate, formats.percent),
    duty: formula(`${at('price')}*${at('dutyRate')}`, money),
    feeRate: input(one.feeRate, formats.percent),
    fee: formula(`${at('price')}*${at('feeRate')}`, money),
    rent: formula(`IF(${bought},0,${at('systems')}*${at('unitPrice')}*${fx})`, money),
    resale: resaleCell(context, at),
    charge: formula(chargeFormula(context, at, bought), money),
    orderIndex: index('order'),
    deliveryIndex: index('delivery'),
    lastIndex: index('last'),
    frozen: text(line.frozen ? 'yes' : 'no'),
    verdict: text(line.verdict, line.verdict === 'allowed' || line.verdict === 'conditions' ? 'good' : 'bad'),
  };
  return [
    ...lineColumns.map(([key]) => cells[key]),
    ...plan.budgets.map(({ id }) => input(line.budget.includes(id) ? 1 : 0, formats.whole)),
  ];
}

type At = (key: LineKey) => string;

/** Straight-line: the part of its life that is left when the horizon ends, at the resale fraction of the price. */
function resaleCell(context: Context, at: At): Cell {
  const life = inputTerm(context, 'costs.lifeYears');
  if (life === '0') return number(0, context.money);
  const horizon = context.plan.quarters.length;
  const left = `MAX(0,1-(${horizon}-${at('deliveryIndex')})/(4*${life}))`;
  const value = `-${at('price')}*${inputTerm(context, 'costs.resaleFraction')}*${left}`;
  return formula(
    `IF(${at('kind')}="purchase",IF(${at('deliveryIndex')}<${horizon},${value},0),0)`,
    context.money,
  );
}

/** Rent, or price with all that comes with it over the life of the machines, support, energy and space. */
function chargeFormula(context: Context, at: At, bought: string): string {
  const life = inputTerm(context, 'costs.lifeYears');
  const spread =
    life === '0' ? '0' : `(${at('price')}+${at('network')}+${at('duty')}+${at('fee')})/(4*${life})`;
  const support = `${at('price')}*${inputTerm(context, 'costs.supportPerYear')}/4`;
  const upkeep = `SUMIFS(${fleetRange(context, 'upkeep')},${fleetRange(context, 'site')},${at('site')},${fleetRange(context, 'system')},${at('system')})`;
  return `IF(${bought},${spread}+${support}+${at('systems')}*${upkeep},${at('rent')})`;
}
