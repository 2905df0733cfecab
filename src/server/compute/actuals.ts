import type { Answer } from '../../pipeline/index.ts';
import { readPlan, type PlanFile } from '../../plan/index.ts';
import {
  forecastQuality,
  varianceOf,
  type ActualEntries,
  type Forecast,
  type ForecastScore,
  type Variance,
} from '../../store/index.ts';

/** Where what came departs from a plan. */
export function varianceTask({
  plan: text,
  actuals,
}: {
  readonly plan: string;
  readonly actuals: ActualEntries;
}): Answer<Variance> {
  const { plan, diagnostics } = readPlan('plan.json', text);
  return plan ? { ok: true, value: varianceOf(plan, actuals) } : { ok: false, problems: diagnostics };
}

/** How good the forecasts of all versions were that can be read. */
export function forecastsTask({
  versions,
  actuals,
}: {
  readonly versions: readonly { readonly number: number; readonly text: string }[];
  readonly actuals: ActualEntries;
}): { readonly forecasts: readonly Forecast[]; readonly scores: readonly ForecastScore[] } {
  const read = versions.flatMap(({ number, text }): { number: number; plan: PlanFile }[] => {
    const { plan } = readPlan(`version ${number}`, text);
    return plan ? [{ number, plan }] : [];
  });
  return forecastQuality(read, actuals);
}
