import { formatNumber, formatQuantity } from '../../../src/quantity/index.ts';
import { moneyOf, shortName } from '../charts/axis-words.ts';
import { intervalBars } from '../charts/interval-bars.ts';
import { legend, rowsFrame, type ChartSpec } from '../charts/spec.ts';
import type { StressReport } from './types.ts';

const mostDrivers = 12;

/** Which uncertain quantities move the value: rank correlation with its interval, strongest on top. */
export function tornadoChart({ drivers }: StressReport): ChartSpec {
  const shown = drivers.slice(0, mostDrivers);
  return intervalBars({
    id: 'tornado',
    title: 'What drives the answer',
    says: 'Rank correlation of each uncertain quantity with cost and penalties: right drives them up, left down. The line is the 95 % interval; one that crosses zero may be chance.',
    height: 44 + 26 * shown.length,
    table: {
      columns: [
        { title: 'Quantity' },
        { title: 'Correlation', kind: 'number' },
        { title: 'Low', kind: 'number' },
        { title: 'High', kind: 'number' },
        { title: 'Grade' },
      ],
      rows: drivers.map(({ title, rank, grade }) => [title, rank.value, rank.low, rank.high, grade]),
    },
    rows: shown.map(({ title, rank }) => ({ ...rank, name: shortName(title) })),
    bar: 'correlation',
    interval: '95 % interval',
    thick: 13,
    label: formatNumber,
    ends: { min: -1, max: 1 },
    colour: (value, { palette }) => (value >= 0 ? palette[1] : palette[0]),
  });
}

/** What one quantity at a time does to cost and penalties: at its 10th and its 90th percentile, all else as planned. */
export function swingChart({ tornado, expected, currency }: StressReport): ChartSpec {
  const label = moneyOf(currency);
  const shown = tornado.toReversed();
  const base = expected.value;
  return {
    id: 'swings',
    title: 'What one quantity alone does',
    says: `Cost and penalties with one quantity low (10th percentile) or high (90th), all else as planned; they meet at ${label(base)}, the plan.`,
    height: 60 + 26 * shown.length,
    table: {
      columns: [
        { title: 'Quantity' },
        { title: 'At its 10th percentile', kind: 'money', unit: currency },
        { title: 'At its 90th percentile', kind: 'money', unit: currency },
      ],
      rows: tornado.map(({ title, low, high }) => [title, low, high]),
    },
    option: (look, width) => {
      const head = legend(look, ['low', 'high'], width);
      const bar = (name: 'low' | 'high', color: string | undefined): object => ({
        id: name,
        name,
        type: 'bar',
        // On one row; both may lie on the same side of the plan.
        barGap: '-100%',
        barMaxWidth: 13,
        itemStyle: { color },
        data: shown.map((one) => one[name]),
      });
      const { xAxis, ...drawn } = rowsFrame(
        look,
        label,
        shown.map(({ title }) => shortName(title)),
        head,
      );
      return {
        ...drawn,
        xAxis: { ...xAxis, scale: true, startValue: base },
        series: [bar('low', look.palette[0]), bar('high', look.palette[1])],
      };
    },
  };
}

const kindWords: Readonly<Record<string, string>> = {
  demand: 'Demand',
  rate: 'What machines do',
  lead: 'Lead times',
  fleet: 'The fleet that stands',
  work: 'Work of training runs',
  cost: 'Costs besides the price',
  supply: 'What can be delivered',
  price: 'Prices',
  power: 'Power',
  fx: 'Exchange rates',
  events: 'Events',
};

/** Where the spread comes from: the part of the variance that each kind of quantity takes part in, with its interval. */
export function indicesChart({ indices }: StressReport): ChartSpec {
  const named = indices.map((one) => ({ ...one, kind: kindWords[one.input] ?? one.input }));
  return intervalBars({
    id: 'indices',
    title: 'What the spread comes from',
    says: 'Sobol indices: the part of the variance of cost and penalties that a kind of quantity takes part in, with its 95 % interval. The table has what each explains alone; with few base points that estimate may lie below nothing, which then means: not told from nothing.',
    height: 44 + 26 * named.length,
    table: {
      columns: [
        { title: 'Kind of quantity' },
        { title: 'Takes part in', kind: 'percent' },
        { title: 'low', kind: 'percent' },
        { title: 'high', kind: 'percent' },
        { title: 'Alone', kind: 'percent' },
        { title: 'alone, low', kind: 'percent' },
        { title: 'alone, high', kind: 'percent' },
      ],
      rows: named.map(({ kind, first, total }) => [
        kind,
        ...[total.value, total.low, total.high, first.value, first.low, first.high].map(
          (part) => Math.round(part * 1000) / 1000,
        ),
      ]),
    },
    rows: named.map(({ kind, total }) => ({ ...total, name: kind })),
    bar: 'takes part in',
    interval: '95 % interval',
    thick: 13,
    label: percent,
    ends: { min: 0 },
  });
}

/** A tenth of a percent is more than draws can tell. */
function percent(part: number): string {
  return formatQuantity(Math.round(part * 1000) / 1000, 'ratio');
}
