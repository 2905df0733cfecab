import type { EChartsCoreOption } from 'echarts/core';
import { formatQuantity } from '../../../src/quantity/index.ts';
import type { TwinTable } from '../kit/twin-table.ts';
import type { Look } from './look.ts';

/** A chart as data: its words, its numbers, and how it is drawn at a width. Pure, so that the gallery can be tested. */
export interface ChartSpec {
  readonly id: string;
  readonly title: string;
  /** What one sees, in a sentence; also what a screen reader says. */
  readonly says: string;
  readonly height: number;
  readonly table: TwinTable;
  readonly option: (look: Look, width: number) => EChartsCoreOption;
}

/** Text of axes and legends. */
export function textOf(look: Look): {
  readonly color: string;
  readonly fontFamily: string;
  readonly fontSize: number;
} {
  return { color: look.dim, fontFamily: "'Inter Variable', system-ui, sans-serif", fontSize: 11.5 };
}

/** What every chart has: quiet axes, a legend that can wrap, a tooltip in the colours of the page. */
export function frame(look: Look): EChartsCoreOption {
  return {
    animation: !look.still,
    animationDuration: 350,
    animationDurationUpdate: 450,
    color: [...look.palette],
    textStyle: textOf(look),
    aria: { enabled: false },
    tooltip: {
      trigger: 'axis',
      confine: true,
      backgroundColor: look.card,
      borderColor: look.line,
      textStyle: { ...textOf(look), color: look.ink },
      axisPointer: { type: 'shadow', shadowStyle: { color: look.dark ? '#ffffff0d' : '#0000000a' } },
    },
  };
}

/** The box of the drawing below what stands on top; labels of axes have their room inside it. */
export function plot(top: number, bottom = 4): EChartsCoreOption {
  return { left: 8, right: 16, top, bottom, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' };
}

/** The tooltip of the frame, its numbers told by `label`; where there is none it says nothing. */
export function tooltip(look: Look, label: (value: number) => string): EChartsCoreOption {
  return {
    ...(frame(look).tooltip as object),
    valueFormatter: (value: unknown) => (typeof value === 'number' ? label(value) : ''),
  };
}

/** An axis of parts of the whole, told in quarters of it. */
export function parts(look: Look): EChartsCoreOption {
  return { ...values(look, (part) => formatQuantity(part, 'ratio')), min: 0, max: 1, interval: 0.25 };
}

const legendRow = 20;

/** A legend at the top that wraps; how much room its rows need is told to the grid below it. */
export function legend(
  look: Look,
  names: readonly string[],
  width: number,
): { readonly legend: EChartsCoreOption; readonly top: number } {
  // Rows are estimated from the letters: the library does not tell before it draws.
  let rows = 1;
  let filled = 0;
  for (const name of names) {
    const wide = 34 + 6.4 * name.length;
    if (filled > 0 && filled + wide > width) {
      rows += 1;
      filled = 0;
    }
    filled += wide;
  }
  return {
    legend: {
      top: 0,
      left: 0,
      itemGap: 14,
      itemWidth: 10,
      itemHeight: 10,
      icon: 'roundRect',
      textStyle: textOf(look),
    },
    top: 14 + legendRow * rows,
  };
}

/** An axis of words. */
export function categories(look: Look, data: readonly string[]): EChartsCoreOption {
  return {
    type: 'category',
    data: [...data],
    axisLabel: textOf(look),
    axisLine: { lineStyle: { color: look.line } },
    axisTick: { show: false },
  };
}

/** An axis of numbers, told by `label`. */
export function values(look: Look, label: (value: number) => string): EChartsCoreOption {
  return {
    type: 'value',
    splitNumber: 4,
    axisLabel: { ...textOf(look), formatter: label, hideOverlap: true },
    splitLine: { lineStyle: { color: look.line } },
  };
}

/** The frame of bars that lie: a name beside each row, from the bottom up, and numbers told by `label`; `head` is what stands above. */
export function rowsFrame(
  look: Look,
  label: (value: number) => string,
  names: readonly string[],
  head: { readonly top: number; readonly legend?: EChartsCoreOption } = { top: 8 },
): EChartsCoreOption & { readonly xAxis: EChartsCoreOption } {
  return {
    ...frame(look),
    ...(head.legend && { legend: head.legend }),
    grid: plot(head.top),
    tooltip: tooltip(look, label),
    xAxis: values(look, label),
    yAxis: categories(look, names),
  };
}
