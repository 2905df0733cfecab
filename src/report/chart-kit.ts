import { BarChart, LineChart, SankeyChart, ScatterChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, LineChart, SankeyChart, ScatterChart, GridComponent, LegendComponent, SVGRenderer]);

/** A picture with the words a reader who cannot see it needs. */
export interface Chart {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly svg: string;
}

/** Colour-blind-safe (Okabe and Ito 2008), readable on light and dark ground. */
export const palette = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#cc79a7',
  '#56b4e9',
  '#d55e00',
  '#7f7f7f',
  '#b5a400',
  '#5b4b8a',
  '#3d8f8f',
];
/** Texts of axes and legends. */
export const text = { color: '#808080', fontFamily: 'system-ui, sans-serif', fontSize: 12 };

/** What a chart over quarters shows: one named row of values, one value a quarter. */
interface QuarterSeries {
  readonly name: string;
  readonly values: readonly number[];
}

/** Stacked columns by quarter. */
export const bars = overQuarters((index) => ({
  type: 'bar',
  stack: 'all',
  barMaxWidth: 48,
  itemStyle: { color: palette[index % palette.length] },
}));

/** One line for each series, told apart by mark and dash as well as by colour. */
export const lines = overQuarters((index) => ({
  type: 'line',
  symbol: ['circle', 'rect', 'triangle', 'diamond'][index % 4],
  symbolSize: 8,
  lineStyle: { width: 2, type: index % 2 === 0 ? 'solid' : 'dashed' },
  itemStyle: { color: palette[index % palette.length] },
}));

/** The frame that every chart over quarters stands in; `mark` says how its nth series is drawn. */
function overQuarters(mark: (index: number) => Readonly<Record<string, unknown>>) {
  return (
    id: string,
    title: string,
    description: string,
    quarters: readonly string[],
    series: readonly QuarterSeries[],
    label: (value: number) => string,
  ): Chart =>
    draw(id, title, description, 300, {
      legend: { top: 0, type: 'plain', itemGap: 28, textStyle: text },
      grid: { left: 80, right: 20, top: 50, bottom: 30 },
      xAxis: { type: 'category', data: [...quarters], axisLabel: text },
      yAxis: {
        type: 'value',
        axisLabel: { ...text, formatter: label },
        splitLine: { lineStyle: { color: '#8883' } },
      },
      series: series.map(({ name, values }, index) => ({ name, data: [...values], ...mark(index) })),
    });
}

/** Draws a picture as SVG: the same bytes for the same options, whatever was drawn before. */
export function draw(
  id: string,
  title: string,
  description: string,
  height: number,
  option: Readonly<Record<string, unknown>>,
): Chart {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 1080, height });
  chart.setOption({ animation: false, color: palette, ...option });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return { id, title, description, svg: stable(svg, id) };
}

/** The renderer numbers its clip paths and classes over the life of the process; here they start with the chart's id. */
function stable(svg: string, id: string): string {
  const seen = new Map<string, string>();
  return svg.replace(/zr\d+-[\w-]+/gu, (name) => {
    const known = seen.get(name) ?? `${id}-${seen.size}`;
    seen.set(name, known);
    return known;
  });
}
