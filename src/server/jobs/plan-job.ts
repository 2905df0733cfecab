import { planScenario, prepareScenario, type Choice, type Search } from '../../pipeline/index.ts';
import { writePlan, type PlanFile } from '../../plan/index.ts';
import { formatNumber, formatQuantity } from '../../quantity/index.ts';
import { headline } from '../../report/index.ts';
import type { JobProgress } from './job.ts';
import type { JobWork } from './job-process.ts';

/** Input of a plan job: a plan request with the text of its scenario. */
export interface PlanInputs {
  readonly scenario: { readonly name: string; readonly text: string };
  readonly asOf?: string;
  readonly variant?: string;
  readonly measurements?: Choice['anchors'];
  readonly timeLimit: number;
  readonly gap: number;
  readonly seed: number;
}

/** Plans a scenario as the command does; the result is the plan file. */
export const planJob: JobWork = async (input, world, { signal, onProgress }) => {
  const wish = JSON.parse(input) as PlanInputs;
  const file = { path: `${wish.scenario.name}.yaml`, text: wish.scenario.text };
  const { asOf, variant, measurements } = wish;
  const prepared = prepareScenario(file, world, { asOf, variant, anchors: measurements });
  if (!prepared.ok) return { kind: 'refused', diagnostics: prepared.diagnostics };
  const plan = await planScenario(prepared, {
    timeLimit: wish.timeLimit,
    gap: wish.gap,
    seed: wish.seed,
    signal,
    onProgress: (progress) => onProgress(searchProgress(progress)),
  });
  if (plan.status === 'interrupted' && plan.objective.value === null) return { kind: 'nothing' };
  return { kind: 'done', result: writePlan(plan), summary: summaryOf(plan) };
};

/** What a search tells, as progress of a job. */
export function searchProgress({
  phase,
  incumbent,
  bound,
  gap,
  seconds,
}: Parameters<Search['onProgress']>[0]): JobProgress {
  const best = incumbent === undefined ? 'no plan yet' : `best ${formatNumber(incumbent)}`;
  const proof = gap === undefined ? '' : `, proven within ${formatQuantity(gap, 'ratio')}`;
  return {
    text: `${phase}: ${best}${proof}`,
    part: null,
    seconds,
    incumbent: incumbent ?? null,
    bound: bound ?? null,
    gap: gap ?? null,
  };
}

/** A plan in a few figures. */
export function summaryOf(plan: PlanFile): Readonly<Record<string, unknown>> {
  const { status, asOf, variant, currency, objective, bound, gap, lines } = plan;
  return {
    status,
    asOf,
    variant,
    currency,
    objective,
    bound,
    gap,
    lines: lines.length,
    headline: headline(plan),
  };
}
