import type { GroupSummary, LatencySummary } from '../answers/latency-summary.ts';
import type { Summary } from '../answers/summary.ts';
import type { WorkSummary } from '../answers/work-summary.ts';
import type { ProofCase } from './proof-run.ts';
import type { ServiceProof } from './prove-service.ts';

type Group = NonNullable<ServiceProof['groups']>[number];
type Figure = (value: number) => number | null;

/**
 * The figures of a case, as a proof has them. A saturated fleet has no latencies: they would say how long was simulated.
 *
 * @param share part of what is placed that was simulated
 */
export function figuresOf(
  summary: Summary,
  share: number,
): Pick<
  ServiceProof,
  | 'ttft'
  | 'tpot'
  | 'endToEnd'
  | 'betweenTokens'
  | 'goodput'
  | 'goodPerSecond'
  | 'busy'
  | 'queue'
  | 'kvUse'
  | 'preemptions'
  | 'joulesPerToken'
  | 'costPerMillionTokens'
> {
  const { all, work, counted } = summary;
  const figure = figureOf(summary);
  return {
    ttft: latency(all.ttft, figure),
    tpot: latency(all.tpot, figure),
    endToEnd: latency(all.endToEnd, figure),
    betweenTokens: percentiles(summary.betweenTokens, figure),
    goodput: figure(all.good.value),
    goodPerSecond: figure((all.good.value * all.finished) / counted / share),
    busy: work.busy,
    queue: figure(work.queue),
    kvUse: work.kvUse,
    preemptions: work.preemptions,
    ...perToken(work),
  };
}

/** The same by class, pool, site and hour of the day. */
export function groupsOf(summary: Summary, classes: readonly string[], when: ProofCase): Group[] {
  const figure = figureOf(summary);
  const group = (by: Group['by'], id: string, of: GroupSummary): Group => ({
    by,
    id,
    finished: of.finished,
    ttft: brief(of.ttft, figure),
    tpot: brief(of.tpot, figure),
    endToEnd: brief(of.endToEnd, figure),
    goodput: figure(of.good.value),
  });
  const worked = (work: WorkSummary): Partial<Group> => ({
    busy: work.busy,
    queue: figure(work.queue),
    kvUse: work.kvUse,
    preemptions: work.preemptions,
    ...perToken(work),
  });
  const places = (by: 'pool' | 'site', all: Summary['pools']): readonly Group[] =>
    all.map(({ id, group: of, work, betweenTokens }) => ({
      ...group(by, id, of),
      betweenTokens: percentiles(betweenTokens, figure),
      ...worked(work),
    }));
  return [
    ...summary.classes.map(({ group: of, work }, index) => ({
      ...group('class', classes[index] ?? '', of),
      queue: figure(work.queue),
      ...perToken(work),
    })),
    ...places('pool', summary.pools),
    ...places('site', summary.sites),
    ...(when === 'day'
      ? summary.slices.map(({ group: of, work }, hour) => ({
          ...group('hour', `${hour}`, of),
          ...(work !== undefined && worked(work)),
        }))
      : []),
  ];
}

function figureOf({ saturated }: Summary): Figure {
  return (value) => (saturated || Number.isNaN(value) ? null : value);
}

function perToken({
  energy,
  cost,
  tokens,
}: Pick<WorkSummary, 'energy' | 'cost' | 'tokens'>): Pick<
  ServiceProof,
  'joulesPerToken' | 'costPerMillionTokens'
> {
  return {
    joulesPerToken: tokens === 0 ? null : energy / tokens,
    costPerMillionTokens: tokens === 0 ? null : (cost / tokens) * 1e6,
  };
}

function latency(of: LatencySummary, figure: Figure): ServiceProof['ttft'] {
  return { mean: figure(of.mean.value), halfWidth: figure(of.mean.halfWidth), ...percentiles(of, figure) };
}

function percentiles(
  { p50, p90, p99 }: Omit<LatencySummary, 'mean'>,
  figure: Figure,
): NonNullable<ServiceProof['betweenTokens']> {
  return {
    p50: figure(p50.value),
    p90: figure(p90.value),
    p99: figure(p99.value),
    halfWidths: { p50: figure(p50.halfWidth), p90: figure(p90.halfWidth), p99: figure(p99.halfWidth) },
  };
}

function brief({ mean, p50, p90, p99 }: LatencySummary, figure: Figure): Group['ttft'] {
  return {
    mean: figure(mean.value),
    halfWidth: figure(mean.halfWidth),
    p50: figure(p50.value),
    p90: figure(p90.value),
    p99: figure(p99.value),
  };
}
