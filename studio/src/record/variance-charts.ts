import { formatNumber } from '../../../src/quantity/index.ts';
import type { Measure, Variance } from '../../../src/store/index.ts';
import { moneyOf } from '../charts/axis-words.ts';
import { categories, frame, legend, plot, tooltip, values, type ChartSpec } from '../charts/spec.ts';

/** What is compared, in words. */
export const measureWords: Readonly<Record<Measure, string>> = {
  systems: 'Systems delivered',
  spend: 'Paid',
  peak: 'Peak, requests/s',
  tokens: 'Mean load, tokens/s',
};

/** One chart for each figure of which something is known: what a version planned, and what came, by quarter. */
export function varianceCharts({ cells, currency }: Variance): readonly ChartSpec[] {
  return [
    ...pair('systems', 'site', sumByQuarter(cells.filter(({ measure }) => measure === 'systems'))),
    ...pair(
      'spend',
      'all',
      sumByQuarter(cells.filter(({ measure, by }) => measure === 'spend' && by === 'all')),
    ),
    ...[...new Set(cells.filter(({ by }) => by === 'service').map(({ key }) => key))].flatMap((service) =>
      (['peak', 'tokens'] as const).flatMap((measure) =>
        pair(
          measure,
          service,
          sumByQuarter(cells.filter((cell) => cell.measure === measure && cell.key === service)),
        ),
      ),
    ),
  ];

  function pair(measure: Measure, of: string, rows: readonly Row[]): readonly ChartSpec[] {
    if (rows.length === 0) return [];
    const label = measure === 'spend' ? moneyOf(currency) : formatNumber;
    const title = of === 'site' || of === 'all' ? measureWords[measure] : `${measureWords[measure]}: ${of}`;
    return [pairedBars({ id: `variance-${measure}-${of}`, title, rows, measure, currency, label })];
  }
}

interface Row {
  readonly quarter: string;
  readonly planned: number;
  readonly actual: number | null;
}

function sumByQuarter(cells: Variance['cells']): readonly Row[] {
  return [...Map.groupBy(cells, ({ quarter }) => quarter)].map(([quarter, group]) => {
    const said = group.flatMap(({ actual }) => (actual === null ? [] : [actual]));
    return {
      quarter,
      planned: group.reduce((sum, { planned }) => sum + planned, 0),
      actual: said.length === 0 ? null : said.reduce((sum, value) => sum + value, 0),
    };
  });
}

function pairedBars({
  id,
  title,
  rows,
  measure,
  currency,
  label,
}: {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly Row[];
  readonly measure: Measure;
  readonly currency: string;
  readonly label: (value: number) => string;
}): ChartSpec {
  const kind = measure === 'spend' ? ('money' as const) : ('number' as const);
  const unit = measure === 'spend' ? currency : '';
  return {
    id,
    title,
    says:
      measure === 'spend'
        ? `What is paid in each quarter of which a bill is known, ${currency}, without what is got back at the end: planned, and as it came.`
        : 'Planned, and as it came, in each quarter of which something is known.',
    height: 260,
    table: {
      columns: [
        { title: 'Quarter' },
        { title: 'Planned', kind, unit },
        { title: 'Came', kind, unit },
        { title: 'Came of planned', kind: 'percent' },
      ],
      rows: rows.map(({ quarter, planned, actual }) => [
        quarter,
        planned,
        actual,
        actual === null || planned === 0 ? null : actual / planned,
      ]),
    },
    option: (look, width) => {
      const head = legend(look, ['planned', 'came'], width);
      return {
        ...frame(look),
        legend: head.legend,
        grid: plot(head.top),
        tooltip: tooltip(look, label),
        xAxis: categories(
          look,
          rows.map(({ quarter }) => quarter),
        ),
        yAxis: values(look, label),
        series: [
          bars(
            'planned',
            rows.map(({ planned }) => planned),
            look.palette[6],
          ),
          bars(
            'came',
            rows.map(({ actual }) => actual),
            look.palette[0],
          ),
        ],
      };
    },
  };
}

function bars(name: string, data: readonly (number | null)[], color: string | undefined): object {
  return { id: name, name, type: 'bar', barMaxWidth: 34, itemStyle: { color }, data: [...data] };
}
