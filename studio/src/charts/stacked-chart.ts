import type { TwinTable } from '../kit/twin-table.ts';
import type { Look } from './look.ts';
import { categories, frame, legend, plot, tooltip, values, type ChartSpec } from './spec.ts';

/** What a chart of stacked bars is made of: one row of values per series, one value per quarter. */
interface Stack {
  readonly id: string;
  readonly title: string;
  readonly says: string;
  readonly quarters: readonly string[];
  readonly series: readonly {
    readonly name: string;
    readonly values: readonly number[];
    readonly colour?: (look: Look) => string;
  }[];
  readonly label: (value: number) => string;
  readonly kind: 'money' | 'count' | 'number';
  readonly unit: string;
  /** A line above the bars. */
  readonly total?: readonly number[];
}

/** Bars on top of each other, one per quarter. */
export function stacked({ id, title, says, quarters, series, label, kind, unit, total }: Stack): ChartSpec {
  const table: TwinTable = {
    columns: [
      { title: 'Quarter' },
      ...series.map(({ name }) => ({ title: name, kind, unit })),
      ...(total ? [{ title: 'Total', kind, unit }] : []),
    ],
    rows: quarters.map((quarter, index) => [
      quarter,
      ...series.map(({ values: all }) => all[index] ?? 0),
      ...(total ? [total[index] ?? 0] : []),
    ]),
  };
  return {
    id,
    title,
    says,
    height: 300,
    table,
    option: (look, width) => {
      const head = legend(
        look,
        series.map(({ name }) => name),
        width,
      );
      return {
        ...frame(look),
        legend: head.legend,
        grid: plot(head.top),
        xAxis: categories(look, quarters),
        yAxis: values(look, label),
        tooltip: tooltip(look, label),
        series: series.map(({ name, values: all, colour }) => ({
          id: name,
          name,
          type: 'bar',
          stack: 'all',
          barMaxWidth: 44,
          itemStyle: { ...(colour && { color: colour(look) }), borderColor: look.card, borderWidth: 0.75 },
          data: [...all],
        })),
      };
    },
  };
}

/** Adds a line over the bars: what is asked for. */
export function withLine(
  spec: ChartSpec,
  name: string,
  data: readonly number[],
  column: { readonly kind: 'number'; readonly unit: string },
): ChartSpec {
  return {
    ...spec,
    table: {
      columns: [...spec.table.columns, { title: name, ...column }],
      rows: spec.table.rows.map((row, index) => [...row, data[index] ?? null]),
    },
    option: (look, width) => {
      const option = spec.option(look, width);
      return {
        ...option,
        series: [
          ...(option.series as object[]),
          {
            id: name,
            name,
            type: 'line',
            symbol: 'diamond',
            symbolSize: 8,
            lineStyle: { color: look.ink, width: 1.5, type: 'dashed' },
            itemStyle: { color: look.ink },
            data: [...data],
          },
        ],
      };
    },
  };
}
