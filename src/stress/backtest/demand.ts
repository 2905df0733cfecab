import type { Catalog, Series } from '../../catalog/index.ts';
import type { Claim } from '../../evidence/index.ts';
import {
  addDays,
  quarterStart,
  requestsPerSecond,
  type IsoDate,
  type RequestsPerSecond,
} from '../../quantity/index.ts';
import type { ResolvedScenario, ResolvedService } from '../../scenario/index.ts';
import { dayOf, daysBetween, type Turn } from './calendar.ts';

/** A measured point of demand, as a multiple of what the scenario starts from. */
export interface DemandPoint {
  readonly day: IsoDate;
  /** As the catalog writes it. */
  readonly date: string;
  readonly ratio: number;
  readonly claim: Claim<number>;
}

/** How the demand of a service really went. */
export interface DemandHistory {
  readonly service: string;
  /** Series of the catalog that measures it; undefined where none does, and the scenario's own forecast is taken for what happened. */
  readonly series: string | undefined;
  /** In order of days, the scenario's own figure first. */
  readonly points: readonly DemandPoint[];
}

/** Units of series in those that claims of demand are kept in: tokens per second, users, requests per second. */
const unitsOfDemand: Readonly<Record<string, { readonly field: string; readonly factor: number }>> = {
  'token/day': { field: 'tokens', factor: 1 / 86_400 },
  'users/month': { field: 'monthlyUsers', factor: 1 },
  'request/s': { field: 'requests', factor: 1 },
};

/**
 * Finds the series that measures each service: the one that the scenario's own starting figure is a point of, with the same
 * value. So the figure and what came of it are counted in the same way.
 */
export function demandHistories(
  scenario: ResolvedScenario,
  catalog: Catalog,
  keep: (claim: Claim<unknown>) => boolean = () => true,
): readonly DemandHistory[] {
  return scenario.services.map((service) => {
    for (const series of catalog.series.values()) {
      const points = pointsFrom(scenario, service, series, keep);
      if (points !== undefined) return { service: service.id, series: series.id, points };
    }
    return { service: service.id, series: undefined, points: [] };
  });
}

function pointsFrom(
  { lineage }: ResolvedScenario,
  { id }: ResolvedService,
  series: Series,
  keep: (claim: Claim<unknown>) => boolean,
): readonly DemandPoint[] | undefined {
  const unit = unitsOfDemand[series.unit];
  if (unit === undefined) return undefined;
  const path = `services.${id}.demand.${unit.field}`;
  const written = (lineage.get(path) ?? lineage.get(`${path}.0`))?.value;
  if (typeof written !== 'number') return undefined;
  const start = series.points.find(({ claim }) => {
    const value = (claim.value ?? Number.NaN) * unit.factor;
    return Math.abs(value - written) <= 1e-6 * Math.abs(written);
  });
  if (start === undefined) return undefined;
  const base = start.claim.value ?? Number.NaN;
  return series.points
    .filter((point) => point === start || (dayOf(point.date) > dayOf(start.date) && keep(point.claim)))
    .flatMap(({ date, claim }) =>
      claim.value === undefined ? [] : [{ day: dayOf(date), date, ratio: claim.value / base, claim }],
    )
    .toSorted((a, b) => (a.day < b.day ? -1 : 1));
}

/** Days from the first day of a quarter to its middle. */
const daysToMiddle = 45;

/**
 * Demand of a quarter as a multiple of the start: growth between two measurements is taken as steady, so the middle of the quarter
 * is read off on a log scale. After the last measurement it stays.
 */
export function ratioIn(points: readonly DemandPoint[], { quarter }: Pick<Turn, 'quarter'>): number {
  const middle = addDays(quarterStart(quarter), daysToMiddle);
  const after = points.findIndex(({ day }) => day >= middle);
  const [last] = points.slice(-1);
  if (last === undefined) return 1;
  const next = points[after];
  const before = points[after - 1];
  if (next === undefined) return last.ratio;
  if (before === undefined) return next.ratio;
  const part = daysBetween(before.day, middle) / daysBetween(before.day, next.day);
  return before.ratio * (next.ratio / before.ratio) ** part;
}

/** What a planner knows of demand on a day: the measurements made by then. A company sees its own load as it comes. */
export function knownPoints(history: DemandHistory, day: IsoDate): readonly DemandPoint[] {
  return history.points.filter((point) => point.day <= day);
}

/** A service with its demand, quarter by quarter, as multiples of what it starts from. */
export function withDemand(
  service: ResolvedService,
  start: ResolvedService,
  ratios: readonly number[],
): ResolvedService {
  const times = (rate: number | undefined): readonly RequestsPerSecond[] =>
    ratios.map((ratio) => requestsPerSecond((rate ?? 0) * ratio));
  return { ...service, mean: times(start.mean[0]), peak: times(start.peak[0]) };
}

/** Growth per quarter that the scenario foresees after a quarter; 0 beyond what it says. */
function foreseenGrowth({ mean }: ResolvedService): number {
  const [last, before] = [mean.at(-1) ?? 0, mean.at(-2) ?? 0];
  return before > 0 ? last / before - 1 : 0;
}

/**
 * What a planner expects: the last measurement is taken for the quarter at hand, as a scenario takes its own starting figure, and
 * grows from there as the scenario foresees. Without measurements the scenario's own forecast stands.
 *
 * @param turn index of the quarter at hand
 * @param count quarters to foresee
 */
export function forecast(
  start: ResolvedService,
  points: readonly DemandPoint[],
  turn: number,
  count: number,
): readonly number[] {
  const growth = foreseenGrowth(start);
  const [last] = points.slice(-1);
  return Array.from({ length: count }, (_, ahead) =>
    last === undefined ? ownForecast(start, turn + ahead) : last.ratio * (1 + growth) ** ahead,
  );
}

/** The scenario's forecast for a quarter of the backtest, as a multiple of its start; it goes on growing beyond its horizon. */
export function ownForecast(start: ResolvedService, quarter: number): number {
  const { mean } = start;
  const inside = Math.min(quarter, mean.length - 1);
  const ratio = (mean[inside] ?? 0) / Math.max(mean[0] ?? 0, Number.MIN_VALUE);
  return ratio * (1 + foreseenGrowth(start)) ** (quarter - inside);
}
