import { lineName, type QuickModel, type Settled } from '../../planning/index.ts';
import type { EventProcess } from '../../scenario/index.ts';
import { orderKey, type Commitment } from '../draws/commitments.ts';
import type { World } from '../futures/index.ts';

/** What a shock leaves without use. Money in the plan currency, not discounted. */
export interface Stranded {
  /** Deposits lost on orders that do not come, and what is left of the value of machines that may not or cannot work. */
  readonly money: number;
  readonly lines: readonly {
    readonly line: string;
    readonly systems: number;
    readonly money: number;
    readonly why: 'void' | 'idle';
  }[];
  /** Systems of the existing fleet that stand still; their value is not known. */
  readonly fleet: number;
}

/**
 * Orders placed before the shock that do not come, at the deposit they lose; machines at places that stand still, at their straight-line
 * value in that quarter (price × part of life left); leases there at what is left of their term.
 */
export function strandedOf(
  orders: readonly Commitment[],
  { scenario }: World,
  world: World,
  { effects }: EventProcess,
  quarter: number,
  { counts }: Settled,
  { world: { built } }: QuickModel,
  deposit: number,
): Stranded {
  const lines: Stranded['lines'][number][] = [];
  const candidates = new Map(built.layout.lines.map(({ candidate }) => [orderKey(candidate.id), candidate]));
  const idle = new Map(world.scenario.sites.map((site) => [site.id, 1 - (site.usable?.[quarter] ?? 1)]));
  for (const { offer: id, site, order, count } of orders) {
    const offer = scenario.offers.find((each) => each.id === id);
    if (offer === undefined || order >= quarter) continue;
    const line = `${id}@${site}@${scenario.quarters[order] ?? ''}`;
    const candidate = candidates.get(line);
    const arrives = candidate === undefined ? 0 : (counts.get(lineName(candidate.id)) ?? 0);
    const price = offer.price * (offer.kind === 'lease' ? (offer.termQuarters ?? 1) : 1);
    if (count - arrives >= 0.5)
      lines.push({ line, systems: count - arrives, money: (count - arrives) * price * deposit, why: 'void' });
    const part = idle.get(site) ?? 0;
    if (part <= 0 || arrives <= 0) continue;
    const age = Math.max(0, quarter - order - offer.leadQuarters);
    const life = offer.kind === 'lease' ? (offer.termQuarters ?? 1) : 4 * scenario.costs.lifeYears;
    lines.push({
      line,
      systems: arrives * part,
      money: arrives * part * price * Math.max(0, 1 - age / life),
      why: 'idle',
    });
  }
  const touchesSites = effects.some(({ kind }) => kind === 'idle');
  const fleet = touchesSites
    ? scenario.fleet.reduce((sum, each) => sum + (each.count[quarter] ?? 0) * (idle.get(each.site) ?? 0), 0)
    : 0;
  return { money: lines.reduce((sum, { money }) => sum + money, 0), lines, fleet };
}
