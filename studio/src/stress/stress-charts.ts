import { formatNumber } from '../../../src/quantity/index.ts';
import { moneyOf } from '../charts/axis-words.ts';
import { categories, frame, legend, parts, plot, tooltip, values, type ChartSpec } from '../charts/spec.ts';
import type { BacktestReport, StressReport } from './types.ts';

/** Spend of each quarter over all futures: the middle, the middle half, nine tenths. */
export function fanChart({ spend, currency, draws }: StressReport): ChartSpec {
  const label = moneyOf(currency);
  const quarters = spend.map(({ name }) => name);
  const band = (
    name: string,
    low: 'p5' | 'p25',
    high: 'p75' | 'p95',
    opacity: number,
    colour: string,
  ): object[] => [
    {
      id: `${name} base`,
      type: 'line',
      stack: name,
      // Money that comes back makes a quarter negative: the band still stands on its lower edge.
      stackStrategy: 'all',
      symbol: 'none',
      lineStyle: { opacity: 0 },
      tooltip: { show: false },
      data: spend.map((one) => one[low]),
    },
    {
      id: name,
      name,
      type: 'line',
      stack: name,
      // Money that comes back makes a quarter negative: the band still stands on its lower edge.
      stackStrategy: 'all',
      symbol: 'none',
      lineStyle: { opacity: 0 },
      areaStyle: { color: colour, opacity },
      itemStyle: { color: colour, opacity: opacity + 0.2 },
      tooltip: { show: false },
      data: spend.map((one) => one[high] - one[low]),
    },
  ];
  return {
    id: 'fan',
    title: 'Spend of each quarter, over all futures',
    says: `${draws} futures: the line is the middle one, the inner band holds half of them, the outer nine tenths.`,
    height: 300,
    table: {
      columns: [
        { title: 'Quarter' },
        ...(['p5', 'p25', 'p50', 'p75', 'p95'] as const).map((title) => ({
          title,
          kind: 'money' as const,
          unit: currency,
        })),
      ],
      rows: spend.map(({ name, p5, p25, p50, p75, p95 }) => [name, p5, p25, p50, p75, p95]),
    },
    option: (look, width) => {
      const head = legend(look, ['half of all futures', 'nine tenths', 'middle future'], width);
      return {
        ...frame(look),
        legend: { ...head.legend, data: ['middle future', 'half of all futures', 'nine tenths'] },
        grid: plot(head.top),
        tooltip: tooltip(look, label),
        xAxis: { ...categories(look, quarters), boundaryGap: false },
        yAxis: values(look, label),
        series: [
          ...band('nine tenths', 'p5', 'p95', 0.16, look.accent),
          ...band('half of all futures', 'p25', 'p75', 0.3, look.accent),
          {
            id: 'middle',
            name: 'middle future',
            type: 'line',
            symbolSize: 6,
            lineStyle: { color: look.accent, width: 2 },
            itemStyle: { color: look.accent },
            data: spend.map(({ p50 }) => p50),
          },
        ],
      };
    },
  };
}

/** What each planner had served of what was asked, quarter by quarter, up to one of them. */
export function replayChart({ planners }: BacktestReport, upTo: number): ChartSpec {
  const quarters = planners[0]?.quarters.map(({ quarter }) => quarter) ?? [];
  const part = (planner: BacktestReport['planners'][number], index: number): number | null => {
    const one = planner.quarters[index];
    return one === undefined || index > upTo || one.tokensAsked === 0
      ? null
      : one.tokensServed / one.tokensAsked;
  };
  return {
    id: 'replay',
    title: 'Served of what was asked',
    says: 'Part of the tokens of each quarter that each planner could serve with what had arrived by then.',
    height: 280,
    table: {
      columns: [
        { title: 'Quarter' },
        ...planners.map(({ planner }) => ({ title: planner, kind: 'percent' as const })),
      ],
      rows: quarters.map((quarter, index) => [quarter, ...planners.map((planner) => part(planner, index))]),
    },
    option: (look, width) => {
      const head = legend(
        look,
        planners.map(({ planner }) => planner),
        width,
      );
      const symbols = ['circle', 'diamond', 'triangle', 'rect'];
      // Planners that did the same lie on each other: the dashes let the lower one show.
      const dashes = ['solid', 'solid', 'dashed', 'dotted'];
      return {
        ...frame(look),
        legend: head.legend,
        grid: plot(head.top),
        tooltip: tooltip(look, percent),
        xAxis: categories(look, quarters),
        yAxis: parts(look),
        series: planners.map((planner, index) => ({
          id: planner.planner,
          name: planner.planner,
          type: 'line',
          symbol: symbols[index % symbols.length],
          symbolSize: 8,
          lineStyle: { type: dashes[index % dashes.length] },
          data: quarters.map((_, at) => part(planner, at)),
        })),
      };
    },
  };
}

function percent(value: number): string {
  return `${formatNumber(value * 100)} %`;
}
