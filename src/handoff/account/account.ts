import type { PlanFile, PlanLine } from '../../plan/index.ts';
import { quarterDifference } from '../../quantity/index.ts';
import { inputOf, type Input } from './input.ts';

/** One line with the figures that its cash follows from. Money per system is in the currency of the offer. */
export interface LineAccount {
  readonly line: PlanLine;
  /** Price of one system; for a lease per system and quarter. */
  readonly unitPrice: number;
  /** Path of the assumption that states `unitPrice`, where one does. */
  readonly priceInput: string | undefined;
  /** Quarters that are paid for: the term of a lease, 1 for a purchase. */
  readonly term: number;
  /** Quarter indexes; outside of the horizon for orders placed before. */
  readonly order: number;
  readonly delivery: number;
  /** Last quarter index in service within the horizon. */
  readonly last: number;
  /** Part of the price; see `ratesOf`. */
  readonly dutyRate: number;
  readonly feeRate: number;
}

/** Systems that stood before the plan and are not among its lines, by quarter. */
export interface FleetAccount {
  readonly site: string;
  readonly system: string;
  readonly systems: readonly number[];
}

/** What a plan's cash is made of, as far as the plan file says so. */
export interface Account {
  readonly plan: PlanFile;
  readonly inputs: ReadonlyMap<string, Input>;
  /** Units of the plan currency per unit of another; only those the plan file gives. */
  readonly fx: ReadonlyMap<string, number>;
  readonly lines: readonly LineAccount[];
  readonly fleet: readonly FleetAccount[];
}

/** Reads a plan's assumptions, lines and stock back into the figures that its cash follows from. */
export function accountOf(plan: PlanFile): Account {
  const inputs = new Map(
    plan.assumptions.flatMap((assumption) => {
      const input = inputOf(assumption, plan.currency);
      return input === undefined ? [] : [[input.path, input] as const];
    }),
  );
  const lines = withRates(
    plan,
    plan.lines.map((line) => lineAccount(plan, line, inputs)),
  );
  return { plan, inputs, fx: exchangeRates(plan, inputs), lines, fleet: fleetOf(plan, lines) };
}

function lineAccount(plan: PlanFile, line: PlanLine, inputs: ReadonlyMap<string, Input>): LineAccount {
  const first = plan.quarters[0] ?? line.orderQuarter;
  const delivery = quarterDifference(first, line.deliveryQuarter);
  const horizon = plan.quarters.length - 1;
  const last = line.endQuarter === null ? horizon : quarterDifference(first, line.endQuarter);
  const stated = inputs.get(`offers.${line.offer}.price`);
  const price = stated?.currency === line.cost.currency && stated.value > 0 ? stated : undefined;
  const each = line.count === 0 ? 0 : line.cost.amount / line.count;
  // The plan file gives the price of the whole term; the term follows from the price of a quarter.
  const term =
    line.kind === 'purchase'
      ? 1
      : price === undefined
        ? Math.max(1, last - delivery + 1)
        : Math.max(1, Math.round(each / price.value));
  const agrees = price !== undefined && Math.abs(each - price.value * term) <= 1e-9 * each;
  return {
    line,
    unitPrice: agrees ? price.value : each / term,
    priceInput: agrees ? price.path : undefined,
    term,
    order: quarterDifference(first, line.orderQuarter),
    delivery,
    last: Math.min(last, horizon),
    dutyRate: 0,
    feeRate: 0,
  };
}

/** The words in which a verdict states a charge on the price. */
const charges = {
  duty: /^(\d+(?:\.\d+)?) % duty on the price$/u,
  fee: /^(\d+(?:\.\d+)?) % of the price to the government$/u,
} as const;

/**
 * Duty and fee of each line. A verdict states them in words, rounded to a tenth of a percent; where those words do not
 * give the cash of the quarter, the lines that are charged share it by price.
 */
function withRates(plan: PlanFile, lines: readonly LineAccount[]): readonly LineAccount[] {
  return lines.map((one) => {
    const rate = (kind: keyof typeof charges): number => {
      const paid = plan.cash[one.delivery]?.[kind] ?? 0;
      const charged = lines.filter(
        (other) => other.delivery === one.delivery && statedRate(other.line, kind) > 0,
      );
      if (one.line.kind === 'lease' || statedRate(one.line, kind) === 0 || paid === 0) return 0;
      const bought = charged.filter(({ line }) => line.kind === 'purchase');
      const told = bought.reduce((sum, { line }) => sum + line.reporting * statedRate(line, kind), 0);
      const price = bought.reduce((sum, { line }) => sum + line.reporting, 0);
      return Math.abs(told - paid) < 0.005 ? statedRate(one.line, kind) : paid / price;
    };
    return { ...one, dutyRate: rate('duty'), feeRate: rate('fee') };
  });
}

function statedRate(line: PlanLine, kind: keyof typeof charges): number {
  const rates = line.verdicts
    .filter(({ use }) => line.uses.includes(use))
    .flatMap(({ conditions }) => conditions)
    .map((condition) => Number(charges[kind].exec(condition)?.[1] ?? 0) / 100);
  return Math.max(0, ...rates);
}

/** Rates come from the assumptions (units per dollar) where they are stated, otherwise from what lines cost in both currencies. */
function exchangeRates(plan: PlanFile, inputs: ReadonlyMap<string, Input>): ReadonlyMap<string, number> {
  const perDollar = (currency: string): number | undefined =>
    currency === 'USD' ? 1 : inputs.get(`fx.${currency}`)?.value;
  const own = perDollar(plan.currency);
  const told = [...inputs.values()].flatMap(({ currency }) => {
    const other = currency === undefined ? undefined : perDollar(currency);
    return currency === undefined || other === undefined || own === undefined
      ? []
      : [[currency, own / other] as const];
  });
  const fromLines = plan.lines
    .filter(({ cost }) => cost.amount !== 0)
    .map(({ cost, reporting }) => [cost.currency, reporting / cost.amount] as const);
  return new Map([...fromLines, ...told, [plan.currency, 1] as const]);
}

/** What stands less what the lines bring: the fleet there was. */
function fleetOf(plan: PlanFile, lines: readonly LineAccount[]): readonly FleetAccount[] {
  const fleets = new Map<
    string,
    { readonly site: string; readonly system: string; readonly systems: number[] }
  >();
  for (const { quarter, site, system, systems } of plan.stock) {
    const key = `${site} ${system}`;
    const fleet = fleets.get(key) ?? { site, system, systems: plan.quarters.map(() => 0) };
    fleets.set(key, fleet);
    const q = plan.quarters.indexOf(quarter);
    if (q >= 0) fleet.systems[q] = (fleet.systems[q] ?? 0) + systems;
  }
  for (const { line, delivery, last } of lines) {
    const fleet = fleets.get(`${line.site} ${line.system}`);
    if (fleet === undefined) continue;
    for (let q = Math.max(0, delivery); q <= last; q += 1) {
      fleet.systems[q] = (fleet.systems[q] ?? 0) - line.count;
    }
  }
  return [...fleets.values()].map((fleet) => ({
    ...fleet,
    systems: fleet.systems.map((systems) => (Math.abs(systems) < 1e-6 ? 0 : systems)),
  }));
}
