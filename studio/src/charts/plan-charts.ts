import { formatNumber } from '../../../src/quantity/index.ts';
import type { PlanFile } from '../../../src/plan/index.ts';
import { costKinds } from '../../../src/scenario/index.ts';
import { colourOf, type Look } from './look.ts';
import { moneyOf } from './axis-words.ts';
import { stacked, withLine } from './stacked-chart.ts';
import type { ChartSpec } from './spec.ts';

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

function sum(all: readonly number[]): number {
  return all.reduce((total, value) => total + value, 0);
}
