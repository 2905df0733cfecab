import type { Diagnostic } from '../../diagnostics/index.ts';
import type { TextFile } from '../../files/index.ts';
import { readDeliveries, readFleetCsv, unusable } from '../../intake/index.ts';
import { prepareReplan, replanScenario, type ReplanWish, type World } from '../../pipeline/index.ts';
import { readPlan, writePlan } from '../../plan/index.ts';
import { diffHeadline } from '../../report/index.ts';
import type { JobWork } from './job-process.ts';
import { searchProgress, summaryOf } from './plan-job.ts';

/** Input of a replan job: texts, and what the record knows where the plan before is a version of one. */
export interface ReplanInputs extends Pick<
  ReplanWish,
  'asOf' | 'variant' | 'quarters' | 'churn' | 'news' | 'anchors'
> {
  /** The plan before. */
  readonly plan: string;
  /** The scenario as it stands now. */
  readonly scenario: { readonly name: string; readonly text: string };
  /** The scenario the plan before was made from, where it was another. */
  readonly previous?: TextFile | undefined;
  /** Lines that are ordered. */
  readonly ordered: readonly string[];
  /** What became of orders, and all that stands: CSV. */
  readonly deliveries?: string | undefined;
  readonly fleet?: string | undefined;
  readonly reasons: boolean;
  readonly timeLimit: number;
  readonly gap: number;
  readonly seed: number;
}

/**
 * Plans anew as the command does. The result is the new plan file, so that it can become a version like any other; what
 * changed and why is in the summary.
 */
export const replanJob: JobWork = async (input, world, { signal, onProgress }) => {
  const { reasons, timeLimit, gap, seed, ...inputs } = JSON.parse(input) as ReplanInputs;
  const read = wishOf(inputs, world);
  if ('problems' in read) return { kind: 'refused', diagnostics: read.problems };
  const { wish } = read;
  const prepared = prepareReplan(wish, world);
  if (!prepared.ok) return { kind: 'refused', diagnostics: prepared.diagnostics };
  const search = {
    timeLimit,
    gap,
    seed,
    signal,
    onProgress: (progress: Parameters<typeof searchProgress>[0]) => onProgress(searchProgress(progress)),
  };
  const { plan, diff, attribution } = await replanScenario(wish, prepared, world, search, reasons);
  if (plan.status === 'interrupted' && plan.objective.value === null) return { kind: 'nothing' };
  const summary = {
    ...summaryOf(plan),
    before: diff.before,
    changed: diffHeadline(diff),
    changes: diff.lines,
    churn: diff.churn,
    attribution: attribution ?? null,
    warnings: prepared.diagnostics,
  };
  return { kind: 'done', result: writePlan(plan), summary };
};

type Texts = Omit<ReplanInputs, 'reasons' | 'timeLimit' | 'gap' | 'seed'>;

/** The wish that texts mean, or everything that cannot be read. */
function wishOf(
  { plan: text, scenario, previous, ordered, deliveries, fleet, ...rest }: Texts,
  { catalog }: World,
): { readonly wish: ReplanWish } | { readonly problems: readonly Diagnostic[] } {
  const { plan: before, diagnostics } = readPlan('plan.json', text);
  const came = deliveries === undefined ? undefined : readDeliveries('deliveries.csv', deliveries);
  const stands = fleet === undefined ? undefined : readFleetCsv('fleet.csv', fleet, catalog);
  const unread = [came, stands].filter((each) => each !== undefined && unusable(each));
  if (before === undefined || unread.length > 0)
    return { problems: [...diagnostics, ...unread.flatMap((each) => each?.diagnostics ?? [])] };
  return {
    wish: {
      ...rest,
      before,
      file: { path: `${scenario.name}.yaml`, text: scenario.text },
      previous,
      news: [...rest.news, ...(came?.entries ?? [])],
      ordered: new Set(ordered),
      seen: stands?.entries.map(({ id, system, site, systems }) => ({
        id,
        system,
        site: site ?? '',
        count: systems,
      })),
    },
  };
}
