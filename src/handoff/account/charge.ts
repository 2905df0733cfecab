import type { Account, LineAccount } from './account.ts';
import { fxOf, inputValue, upkeep } from './payments.ts';

/**
 * What one system of a line costs in a quarter of its life, plan currency: rent, or its price with network, duty and fee
 * spread evenly over its life, support, energy and space. Differs from cash, which is paid when it falls due.
 */
function chargeOf(account: Account, { line, unitPrice, dutyRate, feeRate }: LineAccount): number {
  const price = unitPrice * fxOf(account, line.cost.currency);
  if (line.kind === 'lease') return price;
  const life = 4 * inputValue(account, 'costs.lifeYears');
  const paid = price * (1 + inputValue(account, 'costs.networkShare') + dutyRate + feeRate);
  const { energy, space } = upkeep(account, line.site, line.system);
  const support = (price * inputValue(account, 'costs.supportPerYear')) / 4;
  return (life > 0 ? paid / life : 0) + support + energy + space;
}

/** Machines of one system at one site in one quarter, and what they cost together in it. */
export interface PoolCharge {
  readonly quarter: number;
  readonly site: string;
  readonly system: string;
  readonly systems: number;
  /** Plan currency for the quarter. What stood before the plan costs its upkeep: its price is not part of the plan. */
  readonly charge: number;
}

/** Charges of everything that stands, by quarter, site and system. */
export function poolCharges(account: Account): readonly PoolCharge[] {
  return account.fleet.flatMap(({ site, system, systems: before }) => {
    const { energy, space } = upkeep(account, site, system);
    return before.flatMap((fleet, quarter): readonly PoolCharge[] => {
      const lines = account.lines.filter(
        ({ line, delivery, last }) =>
          line.site === site && line.system === system && delivery <= quarter && quarter <= last,
      );
      const systems = lines.reduce((sum, { line }) => sum + line.count, fleet);
      const charge = lines.reduce(
        (sum, one) => sum + one.line.count * chargeOf(account, one),
        fleet * (energy + space),
      );
      return systems > 0 ? [{ quarter, site, system, systems, charge }] : [];
    });
  });
}
