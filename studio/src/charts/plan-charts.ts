import { formatMoney, formatNumber, formatQuantity, type Currency } from '../../../src/quantity/index.ts';
import type { PlanFile } from '../../../src/plan/index.ts';
import { costKinds } from '../../../src/scenario/index.ts';
import type { TwinTable } from '../kit/twin-table.ts';
import { colourOf, type Look } from './look.ts';
import { categories, frame, legend, textOf, values, type ChartSpec } from './spec.ts';

/** Words for the kinds of cost. */
const costWords: Readonly<Record<string, string>> = {
  systems: 'Systems',
  network: 'Network and storage',
  duty: 'Duty',
  fee: 'Government charges',
  lease: 'Rent',
  energy: 'Energy',
  space: 'Building',
  support: 'Support and people',
  resale: 'Resale',
};

/** Money on an axis. */
export const moneyOf =
  (currency: string) =>
  (amount: number): string =>
    formatMoney({ amount, currency: currency as Currency });

/** What is paid, quarter by quarter, by kind. */
export function cashChart(plan: PlanFile): ChartSpec {
  const used = costKinds.filter((kind) => plan.cash.some((quarter) => quarter[kind] !== 0));
  return stacked({
    id: 'cash',
    title: 'Cash by quarter',
    says: `What is paid in each quarter, ${plan.currency}, not discounted. Resale at the end counts against it.`,
    quarters: plan.cash.map(({ quarter }) => quarter),
    series: used.map((kind) => ({
      name: costWords[kind] ?? kind,
      values: plan.cash.map((quarter) => quarter[kind]),
    })),
    label: moneyOf(plan.currency),
    kind: 'money',
    unit: plan.currency,
    total: plan.cash.map(({ total }) => total),
  });
}

/** What is ordered, by quarter of the order and system: in money or in accelerators. */
export function purchaseChart(plan: PlanFile, measure: 'money' | 'accelerators'): ChartSpec {
  const ids = [...new Set(plan.lines.map(({ system }) => system))].toSorted();
  const nameOf = (id: string): string => plan.systems.find((system) => system.id === id)?.name ?? id;
  const ordered = (system: string, quarter: string): number =>
    sum(
      plan.lines
        .filter((line) => line.system === system && line.orderQuarter === quarter)
        .map((line) => (measure === 'money' ? line.reporting : line.accelerators)),
    );
  const money = measure === 'money';
  return stacked({
    id: `purchases-${measure}`,
    title: 'Purchases over quarters',
    says: money
      ? `Price of what is ordered in each quarter, ${plan.currency}: systems bought and whole leases.`
      : 'Accelerators ordered in each quarter, bought or rented.',
    quarters: plan.quarters,
    series: ids.map((id) => ({
      name: nameOf(id),
      colour: (look: Look) =>
        colourOf(
          id,
          plan.systems.map((system) => system.id),
          look,
        ),
      values: plan.quarters.map((quarter) => ordered(id, quarter)),
    })),
    label: money ? moneyOf(plan.currency) : formatNumber,
    kind: money ? 'money' : 'count',
    unit: money ? plan.currency : '',
  });
}

/** Accelerators at work in each quarter, by service and run. */
export function workChart(plan: PlanFile): ChartSpec {
  const perSystem = new Map(plan.systems.map(({ id, accelerators }) => [id, accelerators]));
  const works = [...new Set(plan.placements.map(({ work }) => work))].toSorted();
  const names = new Map([...plan.services, ...plan.runs].map(({ id, name }) => [id, name]));
  return stacked({
    id: 'work',
    title: 'Accelerators at work',
    says: 'Which service or training run the fleet works on, after availability.',
    quarters: plan.quarters,
    series: works.map((work) => ({
      name: names.get(work) ?? work,
      colour: (look: Look) => colourOf(work, works, look),
      values: plan.quarters.map((quarter) =>
        sum(
          plan.placements
            .filter((one) => one.work === work && one.quarter === quarter)
            .map((one) => one.systems * (perSystem.get(one.system) ?? 0)),
        ),
      ),
    })),
    label: formatNumber,
    kind: 'count',
    unit: '',
  });
}

/** Demand at the peak hour against what is served, by system that serves it. */
export function serviceChart(plan: PlanFile, service: PlanFile['services'][number]): ChartSpec {
  const here = plan.placements.filter(({ work, kind }) => work === service.id && kind === 'service');
  const ids = [...new Set(here.map(({ system }) => system))].toSorted();
  const capacity = (system: string, quarter: string): number =>
    sum(
      here
        .filter((one) => one.system === system && one.quarter === quarter)
        .map((one) => one.systems * one.rate),
    );
  const nameOf = (id: string): string => plan.systems.find((system) => system.id === id)?.name ?? id;
  const peak = service.quarters.map((one) => one.peak);
  const base = stacked({
    id: `service-${service.id}`,
    title: service.name,
    says: `Requests per second at the peak hour: capacity placed, by system, against demand. Model ${service.model}.`,
    quarters: plan.quarters,
    series: ids.map((id) => ({
      name: nameOf(id),
      colour: (look: Look) =>
        colourOf(
          id,
          plan.systems.map((system) => system.id),
          look,
        ),
      values: plan.quarters.map((quarter) => capacity(id, quarter)),
    })),
    label: formatNumber,
    kind: 'number',
    unit: 'requests/s',
  });
  return withLine(base, 'Demand', peak, { kind: 'number', unit: 'requests/s' });
}

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

/** `Q3 25`: an axis with five quarters has no room for more. */
export function shortQuarter(quarter: string): string {
  return `${quarter.slice(4)} ${quarter.slice(2, 4)}`;
}

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
function stacked({ id, title, says, quarters, series, label, kind, unit, total }: Stack): ChartSpec {
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
        grid: {
          left: 4,
          right: 8,
          top: head.top,
          bottom: 4,
          outerBoundsMode: 'same',
          outerBoundsContain: 'axisLabel',
        },
        xAxis: categories(look, quarters),
        yAxis: values(look, label),
        tooltip: { ...(frame(look).tooltip as object), valueFormatter: label },
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
function withLine(
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

function sum(all: readonly number[]): number {
  return all.reduce((total, value) => total + value, 0);
}
