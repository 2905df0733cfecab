import type { PlanFile } from '../plan/index.ts';
import { costKinds } from '../scenario/index.ts';
import { formatMoney, formatNumber, formatQuantity, type Currency } from '../quantity/index.ts';
import { stanceChart } from './stance-chart.ts';
import { bars, draw, palette, text, type Chart } from './chart-kit.ts';

const watts = (value: number): string => formatQuantity(value, 'power');

/** The charts of a plan: where the money flows, cash and chips by quarter, what does the work, power against its limit. */
export function charts(plan: PlanFile): readonly Chart[] {
  if (plan.status === 'infeasible') return [];
  return [
    plan.uncertainty && stanceChart(plan.uncertainty, plan.quarters),
    moneyFlow(plan),
    cashByQuarter(plan),
    chipsByQuarter(plan),
    workByQuarter(plan),
    powerBySite(plan),
  ].filter((chart) => chart !== undefined);
}

function moneyFlow(plan: PlanFile): Chart | undefined {
  const flows = new Map<string, number>();
  const add = (from: string, to: string, value: number): void => {
    const key = `${from}\u0000${to}`;
    flows.set(key, (flows.get(key) ?? 0) + value);
  };
  for (const line of plan.lines) {
    if (line.reporting <= 0) continue;
    const budget = plan.budgets.find(({ id }) => line.budget.includes(id))?.name ?? 'no budget';
    add(budget, `from ${line.supplier}`, line.reporting);
    add(`from ${line.supplier}`, line.system, line.reporting);
    add(line.system, `at ${line.site}`, line.reporting);
  }
  if (flows.size === 0) return undefined;
  const links = [...flows].map(([key, value]) => ({
    source: key.split('\u0000')[0] ?? '',
    target: key.split('\u0000')[1] ?? '',
    value,
  }));
  const names = [...new Set(links.flatMap(({ source, target }) => [source, target]))];
  const through = (name: string): number =>
    Math.max(
      links.filter(({ source }) => source === name).reduce((sum, { value }) => sum + value, 0),
      links.filter(({ target }) => target === name).reduce((sum, { value }) => sum + value, 0),
    );
  const money = (amount: number): string => formatMoney({ amount, currency: plan.currency as Currency });
  return draw(
    'money-flow',
    'Where the money flows',
    'Budgets to suppliers to systems to sites, by price of what is ordered.',
    420,
    {
      series: [
        {
          type: 'sankey',
          left: 10,
          right: 190,
          nodeGap: 14,
          emphasis: { disabled: true },
          data: names.map((name, index) => ({
            name,
            itemStyle: { color: palette[index % palette.length] },
            label: { formatter: `${name}  ${money(through(name))}`, ...text },
          })),
          links,
          lineStyle: { color: 'gradient', opacity: 0.35 },
        },
      ],
    },
  );
}

function cashByQuarter(plan: PlanFile): Chart {
  const used = costKinds.filter((kind) => plan.cash.some((quarter) => quarter[kind] !== 0));
  return bars(
    'cash',
    'Cash by quarter',
    `What is paid in each quarter, ${plan.currency}, by kind.`,
    plan.quarters,
    used.map((kind) => ({ name: kind, values: plan.cash.map((quarter) => quarter[kind]) })),
    (amount) => formatMoney({ amount, currency: plan.currency as Currency }),
  );
}

function chipsByQuarter(plan: PlanFile): Chart | undefined {
  if (plan.lines.length === 0) return undefined;
  const systems = [...new Set(plan.lines.map(({ system }) => system))].toSorted();
  const arriving = (system: string, quarter: string): number =>
    plan.lines
      .filter((line) => line.system === system && line.deliveryQuarter === quarter)
      .reduce((sum, line) => sum + line.accelerators, 0);
  return bars(
    'chips',
    'Accelerators arriving',
    'Accelerators bought or rented, in the quarter they arrive, by system.',
    plan.quarters,
    systems.map((system) => ({
      name: system,
      values: plan.quarters.map((quarter) => arriving(system, quarter)),
    })),
    formatNumber,
  );
}

function workByQuarter(plan: PlanFile): Chart {
  const works = [...new Set(plan.placements.map(({ work }) => work))].toSorted();
  const perSystem = new Map(plan.systems.map(({ id, accelerators }) => [id, accelerators]));
  const atWork = (work: string, quarter: string): number =>
    plan.placements
      .filter((one) => one.work === work && one.quarter === quarter)
      .reduce((sum, one) => sum + one.systems * (perSystem.get(one.system) ?? 0), 0);
  return bars(
    'work',
    'Accelerators at work',
    'Accelerators at work in each quarter, by service and training run.',
    plan.quarters,
    works.map((work) => ({ name: work, values: plan.quarters.map((quarter) => atWork(work, quarter)) })),
    formatNumber,
  );
}

function powerBySite(plan: PlanFile): Chart {
  const sites = [...new Set(plan.power.map(({ site }) => site))];
  const largest = (site: string, key: 'used' | 'limit'): number =>
    Math.max(0, ...plan.power.filter((one) => one.site === site).map((one) => one[key]));
  return draw(
    'power',
    'Power used against what is there',
    'The busiest quarter of each site beside the power it can give.',
    90 + 44 * sites.length,
    {
      legend: { top: 0, itemGap: 28, textStyle: text },
      grid: { left: 120, right: 30, top: 40, bottom: 30 },
      xAxis: {
        type: 'value',
        axisLabel: { ...text, formatter: watts },
        splitLine: { lineStyle: { color: '#8883' } },
      },
      yAxis: { type: 'category', data: sites, axisLabel: text },
      series: [
        {
          name: 'used',
          type: 'bar',
          data: sites.map((site) => largest(site, 'used')),
          itemStyle: { color: palette[0] },
        },
        {
          name: 'available',
          type: 'bar',
          data: sites.map((site) => largest(site, 'limit')),
          itemStyle: { color: '#8886' },
        },
      ],
    },
  );
}
