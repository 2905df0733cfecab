import { moneyOf } from '../charts/axis-words.ts';
import { frame, legend, plot, textOf, tooltip, values, type ChartSpec } from '../charts/spec.ts';
import { big, numberIn, type Company } from './companies.ts';

/** Series of several companies with one unit, over time; disputed and estimated points are hollow. */
export function seriesChart(
  id: string,
  title: string,
  says: string,
  unit: string,
  lines: readonly { readonly name: string; readonly points: Company['series'][number]['points'] }[],
): ChartSpec {
  const label = /^[A-Z]{3}$/u.test(unit) ? moneyOf(unit) : big;
  return {
    id,
    title,
    says,
    height: 280,
    table: {
      columns: [
        { title: 'Series' },
        { title: 'Date' },
        { title: 'Value', kind: 'number', unit },
        { title: 'Grade' },
        { title: 'Source' },
      ],
      rows: lines.flatMap(({ name, points }) =>
        points.map(({ date, row }) => [
          name,
          date,
          numberIn(row) ?? row.written,
          `${row.grade ?? ''}${row.status === undefined ? '' : `, ${row.status}`}`,
          row.source ?? row.reason ?? '',
        ]),
      ),
    },
    option: (look, width) => {
      const head = legend(
        look,
        lines.map(({ name }) => name),
        width,
      );
      return {
        ...frame(look),
        legend: head.legend,
        grid: plot(head.top),
        tooltip: tooltip(look, label),
        xAxis: {
          type: 'time',
          axisLabel: { ...textOf(look), hideOverlap: true },
          axisLine: { lineStyle: { color: look.line } },
        },
        yAxis: values(look, label),
        series: lines.map(({ name, points }, index) => ({
          id: name,
          name,
          type: 'line',
          connectNulls: true,
          itemStyle: { color: look.palette[index % look.palette.length] },
          data: points.flatMap(({ date, row }) => {
            const value = numberIn(row);
            if (value === undefined || date === '') return [];
            const firm = row.grade === 'A' || row.grade === 'B';
            return [
              {
                value: [date, value],
                symbol: firm && row.status !== 'disputed' ? 'circle' : 'emptyCircle',
                symbolSize: firm ? 7 : 8,
              },
            ];
          }),
        })),
      };
    },
  };
}
