import type { PlanPlacement } from '../plan/index.ts';
import type { Use } from '../rules/index.ts';
import type { Check, CheckContext } from './context.ts';
import { expectAtLeast, expectAtMost, expectFields } from './compare.ts';
import { poolKey, poolsOf } from './pools.ts';
import { violation, type Field, type Violation } from './violation.ts';

/** What a placement may be: where and when its work may run, for which use, and how fast a system is at it. */
interface Work {
  readonly use: Use;
  readonly sites: readonly string[];
  /** First and last quarter index. */
  readonly from: number;
  readonly to: number;
  /** Requests/s of a service or useful FLOP/s of a run, per system; undefined where it cannot be rated. */
  readonly rate: number | undefined;
  /** Part of the systems that works on prompts alone; undefined where prompts and answers share replicas. */
  readonly prefillPart?: number | undefined;
}

function workOf({ scenario, rates }: CheckContext, placement: PlanPlacement): Work | undefined {
  const { work, system } = placement;
  if (placement.kind === 'service') {
    const service = scenario.services.find(({ id }) => id === work);
    const rated = rates.services.find((rate) => rate.service === work && rate.system === system);
    return (
      service && {
        use: 'inference',
        sites: service.sites,
        from: 0,
        to: scenario.quarters.length - 1,
        rate: rated?.requestsPerSecond.value,
        prefillPart: rated?.configuration.prefill?.part,
      }
    );
  }
  const run = scenario.runs.find(({ id }) => id === work);
  const rated = rates.runs.find((rate) => rate.run === work && rate.system === system);
  return (
    run && {
      use: 'training',
      sites: run.sites,
      from: run.start,
      to: run.deadline,
      rate: rated?.flopPerSecond.value,
    }
  );
}

/** Work sits only where its sites, its use and its window permit it. */
export const checkPlaces: Check = (context) =>
  context.plan.placements.flatMap((placement) => {
    const work = workOf(context, placement);
    if (!work) return [];
    const where = placementId(placement);
    const q = context.quarterIndex.get(placement.quarter) ?? -1;
    const { quarters } = context.scenario;
    const window = `${quarters[work.from] ?? '…'} to ${quarters[work.to] ?? '…'}`;
    const uses: readonly string[] = placement.uses;
    return [
      ...allowed(work.sites.includes(placement.site), where, 'site', work.sites, placement.site),
      ...allowed(uses.includes(work.use), where, 'pool', work.use, placement.uses),
      ...allowed(work.from <= q && q <= work.to, where, 'quarter', window, placement.quarter),
    ];
  });

function allowed(
  holds: boolean,
  where: string,
  what: string,
  expected: Field,
  found: Field,
): readonly Violation[] {
  if (holds) return [];
  const sentence = `the work may not sit on this ${what}.`;
  return [violation('FW-CHK-0032', where, expected, found, sentence)];
}

/** The rate of every placement is that of the rate table, not a better one, and so is the part of it that works on prompts alone. */
export const checkRates: Check = (context) =>
  context.plan.placements.flatMap((placement) => {
    const work = workOf(context, placement);
    if (!work) return [];
    const prefill = work.prefillPart === undefined ? null : placement.systems * work.prefillPart;
    return expectFields('FW-CHK-0033', placementId(placement), {
      rate: [work.rate ?? null, placement.rate],
      'systems on prompts': [prefill, placement.prefill ?? null],
    });
  });

/** What works in a pool in a quarter is at most the part of its stock that is usable. */
export const checkUsable: Check = (context) => {
  const pools = poolsOf(context);
  const atWork = new Map<string, number>();
  for (const placement of context.plan.placements) {
    const key = `${poolKey(placement)}:${placement.quarter}`;
    atWork.set(key, (atWork.get(key) ?? 0) + placement.systems);
  }
  const usable = new Map(
    [...pools].flatMap(([key, { site, count }]) => {
      const part = context.scenario.sites.find(({ id }) => id === site)?.usable;
      return context.scenario.quarters.map((quarter, q) => [
        `${key}:${quarter}`,
        (count[q] ?? 0) * context.scenario.costs.availability * (part?.[q] ?? 1),
      ]);
    }),
  );
  return [
    ...context.plan.placements.flatMap((placement) =>
      expectAtLeast('FW-CHK-0031', placementId(placement), 'systems', placement.systems, 0),
    ),
    ...[...atWork].flatMap(([key, systems]) =>
      expectAtMost('FW-CHK-0031', key, 'systems at work', systems, usable.get(key) ?? 0),
    ),
  ];
};

function placementId(placement: PlanPlacement): string {
  return `${placement.work}:${poolKey(placement)}:${placement.quarter}`;
}
