import { formatMoney, formatNumber, type Currency } from '../../quantity/index.ts';
import { cell, type Cell, type Section } from '../../report/index.ts';
import type {
  ClaimHistory,
  Forecast,
  ForecastScore,
  Measure,
  RecordState,
  Variance,
  VarianceCell,
} from '../../store/index.ts';

const units: Readonly<Record<Measure, string>> = {
  systems: 'systems delivered',
  spend: 'spend',
  peak: 'peak, requests/s',
  tokens: 'tokens/s',
};

/** Sources of actuals. */
export function batchesTable({ actuals }: RecordState): Section {
  return {
    id: 'actuals',
    title: 'Actuals that count',
    columns: ['Entry', 'What', 'From', 'To', 'Entries', 'Source'].map((title) => ({ title })),
    rows: actuals.map((batch) =>
      [String(batch.seq), batch.actuals, batch.from, batch.to, String(batch.count), batch.source].map(
        (text) => cell(text),
      ),
    ),
    empty: 'None yet. Add some: fleetwright record actuals add deliveries FILE',
  };
}

/** What became of lines. */
export function linesTable({ lines }: Variance): Section {
  return {
    id: 'lines',
    title: 'Deliveries by line',
    columns: [
      { title: 'Line' },
      { title: 'Planned for' },
      ...['Planned', 'Came', 'Open', 'Cancelled', 'Late, quarters'].map((title) => ({
        title,
        align: 'right' as const,
      })),
    ],
    rows: lines.map((one) => [
      cell(one.line),
      cell(one.quarter),
      cell(systems(one.planned)),
      cell(systems(one.delivered), one.delivered < one.planned ? { tone: 'warn' } : {}),
      cell(systems(one.open)),
      cell(systems(one.cancelled), one.cancelled > 0 ? { tone: 'bad' } : {}),
      cell(
        one.late === null ? '–' : formatNumber(one.late),
        one.late !== null && one.late > 0 ? { tone: 'bad' } : {},
      ),
    ]),
    empty: 'Nothing is known of any line.',
  };
}

/** Figures of a plan beside what came. */
export function cellsTable(title: string, cells: readonly VarianceCell[], currency: string): Section {
  return {
    id: 'variance',
    title,
    columns: [
      { title: 'Quarter' },
      { title: 'Of' },
      { title: 'What' },
      ...['Planned', 'Actual', 'Difference'].map((name) => ({ title: name, align: 'right' as const })),
    ],
    rows: cells.map(({ quarter, key, measure, planned, actual }) => [
      cell(quarter),
      cell(key),
      cell(units[measure]),
      figure(measure, planned, currency),
      actual === null ? cell('no word') : figure(measure, actual, currency),
      actual === null ? cell('–') : cell(partOf(planned, actual)),
    ]),
    empty: 'Nothing is known of any quarter of the plan.',
  };
}

function figure(measure: Measure, value: number, currency: string): Cell {
  return cell(
    measure === 'spend'
      ? formatMoney({ amount: value, currency: currency as Currency })
      : measure === 'systems'
        ? systems(value)
        : formatNumber(value),
  );
}

/** Whole systems as they are, as orders and delivery notes count them; parts of a forecast to three digits. */
function systems(count: number): string {
  return formatNumber(count, Number.isInteger(count) ? { digits: 15 } : {});
}

/** By how much more or less came than planned. */
function partOf(planned: number, actual: number): string {
  if (planned === 0) return actual === 0 ? '0 %' : 'not planned';
  return percent(actual / planned - 1);
}

function percent(part: number): string {
  const rounded = Math.round(part * 1000) / 10;
  return `${rounded > 0 ? '+' : rounded < 0 ? '−' : ''}${formatNumber(Math.abs(rounded))} %`;
}

/** What each version forecast, and what came. */
export function forecastsTable(forecasts: readonly Forecast[], currency: string): Section {
  return {
    id: 'forecasts',
    title: 'What each version said, and what came',
    columns: [
      ...['Version', 'As of', 'Quarter', 'Of', 'What'].map((title) => ({ title })),
      ...['Forecast', 'Actual', 'Error'].map((title) => ({ title, align: 'right' as const })),
    ],
    rows: forecasts.map(({ version, asOf, quarter, key, measure, forecast, actual, error }) => [
      cell(String(version)),
      cell(asOf),
      cell(quarter),
      cell(key),
      cell(units[measure]),
      figure(measure, forecast, currency),
      figure(measure, actual, currency),
      cell(error === null ? '–' : percent(error)),
    ]),
    empty: 'No version forecast a quarter of which something is known.',
  };
}

/** How errors grow with how far ahead a version looked. */
export function scoresTable(scores: readonly ForecastScore[]): Section {
  return {
    id: 'scores',
    title: 'How good the forecasts were',
    intro: 'Mean of the errors without their sign, and with it: above 0, more was forecast than came',
    columns: [
      { title: 'What' },
      ...['Quarters ahead', 'Forecasts', 'Mean error', 'Bias'].map((title) => ({
        title,
        align: 'right' as const,
      })),
    ],
    rows: scores.map(({ measure, ahead, forecasts, meanAbsoluteError, bias }) =>
      [
        units[measure],
        String(ahead),
        String(forecasts),
        percent(meanAbsoluteError).replace('+', ''),
        percent(bias),
      ].map((text) => cell(text)),
    ),
    empty: 'Nothing to judge yet.',
  };
}

/** Numbers that plans rested on, as versions had them and as they came. */
export function claimsTable(histories: readonly ClaimHistory[]): Section {
  return {
    id: 'claims',
    title: 'Numbers that changed between versions or were overtaken by what came',
    columns: ['Number', 'When', 'Value', 'Grade', 'Who says so'].map((title) => ({ title })),
    rows: histories.flatMap(({ path, claimed, actual }) => [
      ...claimed.map((one, index) => [
        cell(index === 0 ? path : ''),
        cell(`version ${one.version}, ${one.asOf}`),
        cell(one.written),
        cell(one.grade),
        cell(one.sourceTitle ?? one.source ?? one.reason ?? ''),
      ]),
      ...actual.map((one) => [
        cell(''),
        cell(`came, ${one.date}`, { tone: 'good' as const }),
        cell(one.written, { tone: 'good' as const }),
        cell('actual'),
        cell(one.source),
      ]),
    ]),
    empty: 'None: every version rests on the same numbers, and nothing else came.',
  };
}
