import { secondsPerQuarter } from '../../quantity/index.ts';
import { costKinds, type CostKind } from '../../scenario/index.ts';
import type { Account, LineAccount } from './account.ts';

/** One payment in one quarter, plan currency, not discounted; what comes in is negative. */
export interface Payment {
  readonly kind: CostKind;
  /** Quarter index within the horizon. */
  readonly quarter: number;
  readonly amount: number;
  readonly site: string;
  readonly system: string;
  /** Undefined for the fleet that stood before. */
  readonly line: LineAccount | undefined;
}

/** The number of an input in its shown unit; nothing where the plan does not state it. */
export function inputValue({ inputs }: Account, path: string): number {
  return inputs.get(path)?.value ?? 0;
}

/** Units of the plan currency per unit of `currency`; nothing where the plan does not say. */
export function fxOf({ fx }: Account, currency: string | undefined): number {
  return currency === undefined ? 0 : (fx.get(currency) ?? 0);
}

const hoursPerQuarter = secondsPerQuarter / 3600;
const monthsPerQuarter = 3;

/** Energy and space of one owned system for one quarter, plan currency. */
export function upkeep(
  account: Account,
  site: string,
  system: string,
): { readonly energy: number; readonly space: number } {
  const kilowatts = inputValue(account, `systems.${system}.power`);
  const money = (path: string): number =>
    inputValue(account, path) * fxOf(account, account.inputs.get(path)?.currency);
  const drawn =
    kilowatts * inputValue(account, 'costs.loadFactor') * inputValue(account, `sites.${site}.pue`);
  return {
    energy: drawn * hoursPerQuarter * money(`sites.${site}.tariff`),
    space: kilowatts * monthsPerQuarter * money(`sites.${site}.space`),
  };
}

/**
 * Every payment of the plan within its horizon, by line: what a forecast of costs is made of. The plan file itself
 * gives cash by quarter and kind only; `restOf` says how much of it these payments leave unexplained.
 */
export function paymentsOf(account: Account): readonly Payment[] {
  const ofFleet = account.fleet.flatMap(({ site, system, systems }) => {
    const { energy, space } = upkeep(account, site, system);
    return systems.flatMap((count, quarter): readonly Payment[] => [
      { kind: 'energy', quarter, amount: count * energy, site, system, line: undefined },
      { kind: 'space', quarter, amount: count * space, site, system, line: undefined },
    ]);
  });
  return [...account.lines.flatMap((line) => linePayments(account, line)), ...ofFleet].filter(
    ({ amount, quarter }) => amount !== 0 && quarter >= 0 && quarter < account.plan.quarters.length,
  );
}

function linePayments(account: Account, one: LineAccount): readonly Payment[] {
  const { line, delivery, last } = one;
  const at = { site: line.site, system: line.system, line: one };
  const standing = Array.from(
    { length: Math.max(0, last - Math.max(0, delivery) + 1) },
    (_, index) => Math.max(0, delivery) + index,
  );
  const price = line.count * one.unitPrice * fxOf(account, line.cost.currency);
  if (line.kind === 'lease') {
    return standing.map((quarter) => ({ kind: 'lease', quarter, amount: price, ...at }));
  }
  const { energy, space } = upkeep(account, line.site, line.system);
  const horizon = account.plan.quarters.length;
  const lifeLeft =
    delivery < horizon
      ? Math.max(0, 1 - (horizon - delivery) / (4 * inputValue(account, 'costs.lifeYears')))
      : 0;
  const once = (kind: CostKind, part: number): Payment => ({
    kind,
    quarter: delivery,
    amount: price * part,
    ...at,
  });
  return [
    once('systems', 1),
    once('network', inputValue(account, 'costs.networkShare')),
    once('duty', one.dutyRate),
    once('fee', one.feeRate),
    ...standing.flatMap((quarter): readonly Payment[] => [
      { kind: 'energy', quarter, amount: line.count * energy, ...at },
      { kind: 'space', quarter, amount: line.count * space, ...at },
      { kind: 'support', quarter, amount: (price * inputValue(account, 'costs.supportPerYear')) / 4, ...at },
    ]),
    {
      kind: 'resale',
      quarter: horizon - 1,
      amount: -price * inputValue(account, 'costs.resaleFraction') * lifeLeft,
      ...at,
    },
  ];
}

/** Cash of the plan that its payments do not explain, by quarter and kind: zero to the cent where the plan file states every rate. */
export function restOf(
  account: Account,
): readonly { readonly kind: CostKind; readonly quarter: number; readonly amount: number }[] {
  const payments = paymentsOf(account);
  return account.plan.cash.flatMap((cash, quarter) =>
    costKinds.flatMap((kind) => {
      const explained = payments
        .filter((payment) => payment.kind === kind && payment.quarter === quarter)
        .reduce((sum, { amount }) => sum + amount, 0);
      const amount = cash[kind] - explained;
      return Math.abs(amount) < 0.005 ? [] : [{ kind, quarter, amount }];
    }),
  );
}
