import { rowsFrame, type ChartSpec } from './spec.ts';
import type { Look } from './look.ts';
import { whisker } from './whisker.ts';

/** What a chart of lying bars with intervals is made of; its rows from the top down. */
interface IntervalBars extends Pick<ChartSpec, 'id' | 'title' | 'says' | 'height' | 'table'> {
  readonly rows: readonly {
    readonly name: string;
    readonly value: number;
    readonly low: number;
    readonly high: number;
  }[];
  /** What the bar is, and what its line. */
  readonly bar: string;
  readonly interval: string;
  /** Thickest a bar gets, in pixels. */
  readonly thick: number;
  readonly label: (value: number) => string;
  /** Where the axis begins and ends, where the numbers do not say. */
  readonly ends?: { readonly min: number; readonly max?: number };
  /** Colour of a bar by its value; the first of the palette unless told. */
  readonly colour?: (value: number, look: Look) => string | undefined;
}

/** A bar for each row, with a line for the interval its value lies in. */
export function intervalBars({
  rows,
  bar,
  interval,
  thick,
  label,
  ends,
  colour = (_, { palette }) => palette[0],
  ...words
}: IntervalBars): ChartSpec {
  // An axis of words counts from the bottom.
  const shown = rows.toReversed();
  return {
    ...words,
    option: (look) => {
      const { xAxis, ...drawn } = rowsFrame(
        look,
        label,
        shown.map(({ name }) => name),
      );
      return {
        ...drawn,
        xAxis: { ...xAxis, ...ends },
        series: [
          {
            name: bar,
            type: 'bar',
            barMaxWidth: thick,
            data: shown.map(({ value }) => ({ value, itemStyle: { color: colour(value, look) } })),
          },
          {
            name: interval,
            type: 'custom',
            tooltip: { show: false },
            encode: { x: [0, 1], y: 2 },
            data: shown.map(({ low, high }, index) => [low, high, index]),
            renderItem: whisker(look.ink),
          },
        ],
      };
    },
  };
}
