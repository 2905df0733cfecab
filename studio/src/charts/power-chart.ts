import type { PlanFile } from '../../../src/plan/index.ts';
import { formatQuantity } from '../../../src/quantity/index.ts';
import { shortQuarter } from './axis-words.ts';
import { colourOf } from './look.ts';
import { categories, frame, textOf, type ChartSpec } from './spec.ts';

/** Power drawn at each site against what the site can give: a small multiple per site on one scale of parts. */
export function powerChart(plan: PlanFile): ChartSpec {
  const sites = [...new Set(plan.power.map(({ site }) => site))];
  const at = (site: string, quarter: string): PlanFile['power'][number] | undefined =>
    plan.power.find((one) => one.site === site && one.quarter === quarter);
  const perRow = (width: number): number => (width < 480 ? 2 : Math.min(sites.length, width < 800 ? 3 : 6));
  const rowsNarrow = Math.ceil(sites.length / Math.min(sites.length, 3));
  const height = 34 + 178 * rowsNarrow;
  return {
    id: 'power',
    title: 'Power against caps',
    says: 'Watts drawn (IT × PUE) in each quarter at each site; the frame behind each bar is what the site can give.',
    height,
    table: {
      columns: [
        { title: 'Site' },
        { title: 'Quarter' },
        { title: 'Drawn', kind: 'power' },
        { title: 'There is', kind: 'power' },
        { title: 'Part used', kind: 'percent' },
      ],
      rows: plan.power.map(({ site, quarter, used, limit }) => [
        site,
        quarter,
        used,
        limit,
        limit > 0 ? used / limit : null,
      ]),
    },
    option: (look, width) => {
      const columns = Math.min(perRow(width), 3);
      const rows = Math.ceil(sites.length / columns);
      const cellWidth = width / columns;
      const cellHeight = (height - 8) / rows;
      const place = (index: number): { left: number; top: number } => ({
        left: (index % columns) * cellWidth,
        top: Math.floor(index / columns) * cellHeight,
      });
      return {
        ...frame(look),
        title: sites.map((site, index) => ({
          text: site,
          left: place(index).left,
          top: place(index).top,
          textStyle: { ...textOf(look), color: look.ink, fontWeight: 600 },
          subtext: busiest(plan, site),
          subtextStyle: { ...textOf(look), fontSize: 10.5 },
          itemGap: 7,
        })),
        grid: sites.map((_, index) => ({
          left: place(index).left + 2,
          top: place(index).top + 40,
          width: cellWidth - 22,
          height: cellHeight - 66,
        })),
        xAxis: sites.map((_, index) => ({
          ...categories(look, plan.quarters.map(shortQuarter)),
          gridIndex: index,
          axisLabel: { ...textOf(look), fontSize: 9.5, interval: 0, hideOverlap: true },
        })),
        yAxis: sites.map((site, index) => ({
          type: 'value',
          gridIndex: index,
          show: false,
          min: 0,
          max: Math.max(...plan.quarters.map((quarter) => at(site, quarter)?.limit ?? 0), 1),
        })),
        tooltip: {
          ...(frame(look).tooltip as object),
          valueFormatter: (value: number) => formatQuantity(value, 'power'),
        },
        series: sites.flatMap((site, index) => [
          {
            name: 'There is',
            type: 'bar',
            xAxisIndex: index,
            yAxisIndex: index,
            barWidth: '62%',
            barGap: '-100%',
            silent: false,
            itemStyle: { color: 'transparent', borderColor: look.dim, borderWidth: 1, borderType: 'solid' },
            data: plan.quarters.map((quarter) => at(site, quarter)?.limit ?? 0),
          },
          {
            name: 'Drawn',
            type: 'bar',
            xAxisIndex: index,
            yAxisIndex: index,
            barWidth: '62%',
            itemStyle: { color: colourOf(site, sites, look) },
            data: plan.quarters.map((quarter) => at(site, quarter)?.used ?? 0),
          },
        ]),
      };
    },
  };
}

function busiest(plan: PlanFile, site: string): string {
  const parts = plan.power
    .filter((one) => one.site === site && one.limit > 0)
    .map(({ used, limit }) => used / limit);
  return `at most ${formatQuantity(Math.max(0, ...parts), 'ratio')}`;
}
