import { columnRange } from '../address.ts';
import type { Context } from '../context.ts';
import { formats, input, number, text, type Cell, type Sheet } from '../model.ts';
import { headings, positions, widths } from './columns.ts';

const rateColumns = [
  ['work', 'Service or run', 18],
  ['system', 'System', 24],
  ['rate', 'Rate of one system', 20],
  ['low', 'Low (10 %)', 20],
  ['high', 'High (90 %)', 20],
  ['unit', 'Unit', 12],
  ['output', 'Output tokens/s', 16],
  ['ttft', 'First token, s', 12],
  ['tpot', 'Per token, s', 12],
  ['configuration', 'Configuration', 50],
  ['boundBy', 'Bound by', 24],
] as const;
const rateAt = positions<(typeof rateColumns)[number][0]>(rateColumns);

/** What one system does for each service and run, with its interval. */
export function ratesSheet({ plan }: Context): Sheet {
  const rows: readonly (readonly Cell[])[] = [
    ...plan.services.flatMap(({ id, rates }) =>
      rates.map((rate): readonly Cell[] => [
        text(id),
        text(rate.system),
        input(rate.requestsPerSecond.value, formats.rate),
        number(rate.requestsPerSecond.low, formats.rate),
        number(rate.requestsPerSecond.high, formats.rate),
        text('requests/s'),
        number(rate.outputTokensPerSecond, formats.whole),
        number(rate.ttft, '0.000'),
        number(rate.tpot, '0.0000'),
        text(
          rate.split === undefined
            ? rate.configuration
            : `${rate.configuration}; prompts: ${rate.split.prefillConfiguration}`,
        ),
        text(rate.boundBy),
      ]),
    ),
    ...plan.runs.flatMap(({ id, rates }) =>
      rates.map(({ system, flopPerSecond: { value, low, high } }): readonly Cell[] => [
        text(id),
        text(system),
        input(value, '0.000E+00'),
        number(low, '0.000E+00'),
        number(high, '0.000E+00'),
        text('FLOP/s'),
      ]),
    ),
  ];
  return {
    name: 'Rates',
    about: 'What one system does for each service and run',
    rows: [headings(rateColumns), ...rows],
    widths: widths(rateColumns),
    freeze: { rows: 1, columns: 2 },
  };
}

/** A column of the rates, as formulas of other sheets name it. */
export function rateRange({ plan }: Context, key: keyof typeof rateAt): string {
  const count = [...plan.services, ...plan.runs].reduce((sum, { rates }) => sum + rates.length, 0);
  return columnRange('Rates', rateAt[key], count);
}
