import type { PlanFile } from '../../../src/plan/index.ts';
import { moneyOf, shortQuarter } from './axis-words.ts';
import { categories, frame, textOf, tooltip, type ChartSpec } from './spec.ts';

/** Cash by quarter of several plans, one small chart each, all on one scale. */
export function compareChart(
  plans: readonly { readonly name: string; readonly plan: PlanFile }[],
): ChartSpec {
  const currency = plans.find(({ plan }) => plan.cash.length > 0)?.plan.currency ?? 'USD';
  const shown = plans.filter(({ plan }) => plan.cash.length > 0 && plan.currency === currency);
  const totals = shown.flatMap(({ plan }) => plan.cash.map(({ total, resale }) => total - resale));
  const step = niceStep(Math.max(1, ...totals) / 3);
  const most = Math.ceil(Math.max(1, ...totals) / step) * step;
  return {
    id: 'compare-cash',
    title: 'Cash by quarter, side by side',
    says: 'What is paid in each quarter before resale, on one scale. Plans without an answer, or in another currency, are left out.',
    height: 230,
    table: {
      columns: [{ title: 'Plan' }, { title: 'Quarter' }, { title: 'Paid', kind: 'money', unit: currency }],
      rows: shown.flatMap(({ name, plan }) =>
        plan.cash.map(({ quarter, total, resale }) => [name, quarter, total - resale]),
      ),
    },
    option: (look, width) => {
      const each = width / Math.max(1, shown.length);
      return {
        ...frame(look),
        title: shown.map(({ name }, index) => ({
          text: name,
          left: index * each,
          top: 0,
          textStyle: {
            ...textOf(look),
            color: look.ink,
            fontWeight: 600,
            width: each - 12,
            overflow: 'truncate',
          },
        })),
        tooltip: tooltip(look, moneyOf(currency)),
        grid: shown.map((_, index) => ({
          left: index * each + 4,
          width: each - 24,
          top: 28,
          bottom: 4,
          outerBoundsMode: 'same',
          outerBoundsContain: 'axisLabel',
        })),
        xAxis: shown.map(({ plan }, index) => ({
          ...categories(
            look,
            plan.cash.map(({ quarter }) => shortQuarter(quarter)),
          ),
          gridIndex: index,
        })),
        yAxis: shown.map((_, index) => ({
          type: 'value',
          gridIndex: index,
          min: 0,
          max: most,
          interval: step,
          axisLabel: { ...textOf(look), formatter: moneyOf(currency), show: index === 0, hideOverlap: true },
          splitLine: { lineStyle: { color: look.line } },
        })),
        series: shown.map(({ name, plan }, index) => ({
          id: name,
          name,
          type: 'bar',
          xAxisIndex: index,
          yAxisIndex: index,
          barMaxWidth: 34,
          itemStyle: { color: look.palette[index] },
          data: plan.cash.map(({ total, resale }) => total - resale),
        })),
      };
    },
  };
}

/** The next round step: 1, 2 or 5 with noughts. */
function niceStep(least: number): number {
  const unit = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5].find((times) => times * unit >= least) ?? 10) * unit;
}
