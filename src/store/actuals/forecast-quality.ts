import { mean } from 'simple-statistics';
import type { PlanFile } from '../../plan/index.ts';
import { quarterDifference, quarterOf } from '../../quantity/index.ts';
import type { ActualEntries } from './actuals.ts';
import { varianceOf, type Measure, type VarianceCell } from './variance.ts';

/** What one version said of a quarter, and what came. */
export interface Forecast {
  readonly version: number;
  readonly asOf: string;
  readonly measure: Measure;
  /** A service for load, else `all`. */
  readonly key: string;
  readonly quarter: string;
  /** Quarters from the as-of date of the version to the quarter; not negative: what was over is no forecast. */
  readonly ahead: number;
  readonly forecast: number;
  readonly actual: number;
  /** forecast / actual − 1; null where nothing came. */
  readonly error: number | null;
}

/** How far off forecasts were that looked so many quarters ahead. */
export interface ForecastScore {
  readonly measure: Measure;
  readonly ahead: number;
  readonly forecasts: number;
  /** Mean of |error|. */
  readonly meanAbsoluteError: number;
  /** Mean of the error: above 0, more was forecast than came. */
  readonly bias: number;
}

/** Every version against what came, and how errors grow with how far ahead a version looked. Pure. */
export function forecastQuality(
  versions: readonly { readonly number: number; readonly plan: PlanFile }[],
  actuals: ActualEntries,
): { readonly forecasts: readonly Forecast[]; readonly scores: readonly ForecastScore[] } {
  const forecasts = versions.flatMap(({ number, plan }) =>
    totalsOf(varianceOf(plan, actuals).cells).flatMap(
      ({ measure, key, quarter, planned, actual }): readonly Forecast[] => {
        const ahead = quarterDifference(quarterOf(plan.asOf), quarter);
        if (actual === null || ahead < 0) return [];
        const error = actual === 0 ? null : planned / actual - 1;
        return [
          {
            version: number,
            asOf: plan.asOf,
            measure,
            key,
            quarter,
            ahead,
            forecast: planned,
            actual,
            error,
          },
        ];
      },
    ),
  );
  const groups = Map.groupBy(
    forecasts.filter(({ error }) => error !== null),
    ({ measure, ahead }) => `${measure} ${ahead}`,
  );
  const scores = [...groups.values()].flatMap((group): readonly ForecastScore[] => {
    const [first] = group;
    if (first === undefined) return [];
    const errors = group.map(({ error }) => error ?? 0);
    const { measure, ahead } = first;
    return [
      {
        measure,
        ahead,
        forecasts: group.length,
        meanAbsoluteError: mean(errors.map(Math.abs)),
        bias: mean(errors),
      },
    ];
  });
  return {
    forecasts,
    scores: scores.toSorted((a, b) =>
      a.measure < b.measure ? -1 : a.measure > b.measure ? 1 : a.ahead - b.ahead,
    ),
  };
}

/** Whole-plan figures: systems summed over sites, spend as it is, load by service. */
function totalsOf(cells: readonly VarianceCell[]): readonly VarianceCell[] {
  const bySite = cells.filter(({ measure }) => measure === 'systems');
  const systems = [...Map.groupBy(bySite, ({ quarter }) => quarter)].map(
    ([quarter, group]): VarianceCell => ({
      measure: 'systems',
      by: 'all',
      key: 'all',
      quarter,
      planned: group.reduce((sum, { planned }) => sum + planned, 0),
      actual: group.reduce((sum, { actual }) => sum + (actual ?? 0), 0),
    }),
  );
  return [...systems, ...cells.filter(({ by }) => by === 'all' || by === 'service')];
}
