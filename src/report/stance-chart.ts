import type { PlanUncertainty } from '../plan/index.ts';
import { draw, palette, text, type Chart } from './chart-kit.ts';
import { percent } from './figures.ts';

/** Rows shown; the table has more. */
const shown = 14;

/** A colour and a form for each stance, so that neither is needed alone. */
const marks = {
  commit: { symbol: 'circle', color: palette[2] },
  option: { symbol: 'diamond', color: palette[1] },
  wait: { symbol: 'emptyCircle', color: palette[6] },
} as const;

/** When each order is decided and how sure it is: one row for each offer and site, one mark for each quarter it may be ordered in. */
export function stanceChart({ stances }: PlanUncertainty, quarters: readonly string[]): Chart | undefined {
  const orders = stances.map((each) => {
    const [offer = '', site = '', quarter = ''] = each.line.split('@');
    return { ...each, row: `${offer} at ${site}`, quarter };
  });
  const rows = [...new Set(orders.map(({ row }) => row))].slice(0, shown);
  if (rows.length === 0) return undefined;
  const amount = ({ stance, now, most, chance }: (typeof orders)[number]): string =>
    stance === 'commit' ? String(Math.round(now)) : `≤ ${Math.round(most)} in ${percent(chance)}`;
  return draw(
    'stances',
    'Commit, hold an option, or wait',
    'Orders by the quarter in which they are decided, most money first: systems, and in what part of the futures they are ordered.',
    rows.length * 42 + 90,
    {
      legend: { top: 0, itemGap: 28, textStyle: text },
      grid: { left: 300, right: 60, top: 40, bottom: 30 },
      xAxis: {
        type: 'category',
        data: [...quarters],
        axisLabel: text,
        splitLine: { show: true, lineStyle: { color: '#8883' } },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: rows,
        axisTick: { show: false },
        axisLabel: { ...text, width: 250, overflow: 'truncate', interval: 0 },
      },
      series: (['commit', 'option', 'wait'] as const).map((stance) => ({
        name: stance,
        type: 'scatter',
        symbol: marks[stance].symbol,
        symbolSize: 13,
        itemStyle: { color: marks[stance].color },
        data: orders
          .filter((order) => order.stance === stance && rows.includes(order.row))
          .map((order) => ({
            value: [order.quarter, order.row],
            label: {
              show: true,
              position: 'bottom',
              distance: 2,
              ...text,
              fontSize: 10,
              formatter: amount(order),
            },
          })),
      })),
    },
  );
}
