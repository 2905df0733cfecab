import { totalProcessingPower } from '../catalog/index.ts';
import type { ResolvedShare, ShareMetric } from '../scenario/index.ts';
import type { Check, CheckContext } from './context.ts';
import { expectAtLeast, expectAtMost, expectEqual, expectFields, within } from './compare.ts';
import type { Order } from './orders.ts';

/** Domestic part (0 to 1) of what is ordered for the share's sites within its window; null when nothing is. */
export function domesticPart(
  context: CheckContext,
  share: ResolvedShare,
  metric: ShareMetric,
): number | null {
  const counted = context.orders.filter(
    ({ site, ordered }) => share.sites.includes(site.id) && share.from <= ordered && ordered <= share.to,
  );
  const size = (orders: readonly Order[]): number =>
    orders.reduce((sum, order) => sum + sizeIn[metric](context, order), 0);
  const all = size(counted);
  return all > 0 ? size(counted.filter(({ offer }) => offer.domestic)) / all : null;
}

/** Accelerators, price (reporting currency), or dense total processing power; a power nobody knows counts nothing. */
const sizeIn: Readonly<Record<ShareMetric, (context: CheckContext, order: Order) => number>> = {
  units: (_, order) => acceleratorsOf(order),
  spend: (_, order) => spendOf(order),
  compute: (context, order) => acceleratorsOf(order) * processingPower(context, order.system.accelerator),
};

function acceleratorsOf({ line, system }: Order): number {
  return line.count * system.accelerators;
}

function processingPower({ scenario }: CheckContext, id: string): number {
  const accelerator = scenario.accelerators.get(id);
  return (accelerator && totalProcessingPower(accelerator).value) ?? 0;
}

/** Price of the systems, or of the whole term of a lease; reporting currency. */
export function spendOf({ line, offer }: Order): number {
  return line.count * offer.price * (offer.kind === 'lease' ? (offer.termQuarters ?? 0) : 1);
}

/** Shares that bind are met, in the metric the scenario chose. Where nothing is ordered, they are. */
export const checkShares: Check = (context) =>
  context.scenario.shares
    .filter((share) => share.binding)
    .flatMap((share) => {
      const part = domesticPart(context, share, share.metric);
      if (part === null) return [];
      const where = `share:${share.id}`;
      const what = `the domestic part by ${share.metric}`;
      return [
        ...expectAtLeast('FW-CHK-0045', where, what, part, share.atLeast ?? 0),
        ...expectAtMost('FW-CHK-0045', where, what, part, share.atMost ?? 1),
      ];
    });

/** The plan's account of each share, in all three metrics. */
export const checkShareFigures: Check = (context) =>
  context.scenario.shares.flatMap((share) => {
    const where = `share:${share.id}`;
    const listed = context.plan.shares.find((candidate) => candidate.id === share.id);
    if (!listed) return expectEqual('FW-CHK-0046', where, 'entry', 'listed', null);
    return expectFields('FW-CHK-0046', where, {
      name: [share.name, listed.name],
      rule: [share.rule ?? null, listed.rule],
      binding: [share.binding, listed.binding],
      metric: [share.metric, listed.metric],
      'at least': [share.atLeast ?? null, listed.atLeast],
      'at most': [share.atMost ?? null, listed.atMost],
      units: [domesticPart(context, share, 'units'), listed.units],
      spend: [domesticPart(context, share, 'spend'), listed.spend],
      compute: [domesticPart(context, share, 'compute'), listed.compute],
      met: [isMet(share, domesticPart(context, share, share.metric)), listed.met],
    });
  });

function isMet(share: ResolvedShare, part: number | null): boolean {
  if (part === null) return true;
  return within(share.atLeast ?? 0, part) && within(part, share.atMost ?? 1);
}
