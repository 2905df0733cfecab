import type { Fan } from '../stress/index.ts';
import { draw, palette, text, type Chart } from './chart-kit.ts';

/** A row of a chart of ranges: a figure and what it may be. */
export interface RangeRow {
  readonly name: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const splitLine = { lineStyle: { color: '#8883' } };
/** Pixels of a row, and of the axis and legend around all rows. */
const [rowHeight, around] = [30, 90];
/** Pixels left to the names of rows. */
const names = 330;
const clear = { color: 'transparent' };

const zero = (): number => 0;

/** How a figure spreads at each step: 5 % to 95 % light, 25 % to 75 % darker, the median as a line. */
export function fanChart(
  id: string,
  title: string,
  description: string,
  steps: readonly string[],
  fans: readonly Fan[],
  label: (value: number) => string,
): Chart {
  const [colour] = palette;
  const band = (
    name: string,
    from: (fan: Fan) => number,
    to: (fan: Fan) => number,
    opacity: number,
  ): Readonly<Record<string, unknown>> => ({
    name,
    type: 'line',
    stack: 'fan',
    stackStrategy: 'all',
    symbol: 'none',
    data: fans.map((fan) => to(fan) - from(fan)),
    lineStyle: { width: 0 },
    itemStyle: { color: colour, opacity },
    areaStyle: { color: colour, opacity },
  });
  return draw(id, title, description, 300, {
    legend: {
      top: 0,
      itemGap: 28,
      textStyle: text,
      data: ['5 % to 95 %', '25 % to 75 %', 'median'].map((name) => ({ name })),
    },
    grid: { left: 90, right: 20, top: 50, bottom: 30 },
    xAxis: { type: 'category', data: [...steps], axisLabel: { ...text, hideOverlap: true } },
    yAxis: { type: 'value', axisLabel: { ...text, formatter: label }, splitLine },
    series: [
      band('below', zero, ({ p5 }) => p5, 0),
      band(
        '5 % to 95 %',
        ({ p5 }) => p5,
        ({ p25 }) => p25,
        0.2,
      ),
      band(
        '25 % to 75 %',
        ({ p25 }) => p25,
        ({ p75 }) => p75,
        0.45,
      ),
      band(
        'above',
        ({ p75 }) => p75,
        ({ p95 }) => p95,
        0.2,
      ),
      {
        name: 'median',
        type: 'line',
        symbolSize: 7,
        data: fans.map(({ p50 }) => p50),
        lineStyle: { width: 2.5, color: colour },
        itemStyle: { color: colour },
      },
    ],
  });
}

/** A bar for each figure, with what it may be as a strip across its end. */
export function rangeChart(
  id: string,
  title: string,
  description: string,
  rows: readonly RangeRow[],
  label: (value: number) => string,
  words: { readonly figure: string; readonly range: string },
): Chart {
  return draw(id, title, description, rows.length * rowHeight + around, {
    ...rowAxes(rows, label),
    legend: {
      top: 0,
      itemGap: 28,
      textStyle: text,
      data: [{ name: words.figure }, { name: words.range }],
    },
    series: [
      {
        name: words.figure,
        type: 'bar',
        barWidth: 18,
        barGap: '-100%',
        data: rows.map(({ value }) => value),
        itemStyle: { color: palette[4] },
        label: {
          show: true,
          position: 'insideLeft',
          ...text,
          formatter: ({ value }: { readonly value: number }) => label(value),
        },
      },
      { name: 'from', type: 'bar', stack: 'range', data: rows.map(({ low }) => low), itemStyle: clear },
      {
        name: words.range,
        type: 'bar',
        stack: 'range',
        barWidth: 18,
        data: rows.map(({ low, high }) => high - low),
        itemStyle: { color: palette[5], opacity: 0.45 },
      },
    ],
  });
}

/** A tornado: how far each quantity moves a figure from where it is as planned, one end on each side. */
export function tornadoChart(
  id: string,
  title: string,
  description: string,
  rows: readonly { readonly name: string; readonly low: number; readonly high: number }[],
  label: (value: number) => string,
): Chart {
  const end = (
    name: string,
    colour: string | undefined,
    of: (row: (typeof rows)[number]) => number,
  ): Readonly<Record<string, unknown>> => ({
    name,
    type: 'bar',
    barWidth: 16,
    barGap: '-100%',
    data: rows.map(of),
    itemStyle: { color: colour, opacity: 0.85 },
  });
  return draw(id, title, description, rows.length * rowHeight + around, {
    ...rowAxes(rows, label),
    legend: { top: 0, itemGap: 28, textStyle: text },
    series: [end('at 10 %', palette[0], ({ low }) => low), end('at 90 %', palette[1], ({ high }) => high)],
  });
}

/** Rows from top to bottom with their names on the left, and an axis of values below. */
function rowAxes(
  rows: readonly { readonly name: string }[],
  label: (value: number) => string,
): Readonly<Record<string, unknown>> {
  return {
    grid: { left: names + 10, right: 40, top: 40, bottom: 30 },
    xAxis: {
      type: 'value',
      splitNumber: 4,
      axisLabel: { ...text, formatter: label, hideOverlap: true },
      splitLine,
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map(({ name }) => name),
      axisLine: { onZero: false },
      axisTick: { show: false },
      axisLabel: { ...text, width: names - 60, overflow: 'truncate', interval: 0 },
    },
  };
}
