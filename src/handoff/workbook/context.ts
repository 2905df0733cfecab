import type { PlanFile } from '../../plan/index.ts';
import { accountOf, type Account } from '../account/index.ts';
import { formats } from './model.ts';

/** What the sheets of one workbook share. */
export interface Context {
  readonly plan: PlanFile;
  readonly account: Account;
  /** Number format of the plan currency. */
  readonly money: string;
  /** Names of the cells that hold inputs, by path: what formulas say instead of an address. */
  readonly names: ReadonlyMap<string, string>;
  /** Currencies whose rate the plan file gives, the plan currency left out. */
  readonly currencies: readonly string[];
}

export function contextOf(plan: PlanFile): Context {
  const account = accountOf(plan);
  return {
    plan,
    account,
    money: formats.money(plan.currency),
    names: inputNames([...account.inputs.keys()]),
    currencies: [...account.fx.keys()].filter((currency) => currency !== plan.currency).toSorted(),
  };
}

/** `sites.datong.tariff → in_sites_datong_tariff`; where two paths would share a name, later ones get a number. */
function inputNames(paths: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    paths.map((path) => {
      const plain = `in_${path.replaceAll(/\W/gu, '_')}`;
      let name = plain;
      for (let count = 2; taken.has(name.toLowerCase()); count += 1) name = `${plain}_${count}`;
      taken.add(name.toLowerCase());
      return [path, name];
    }),
  );
}

/** The input at a path, as a formula says it; 0 where the plan does not state it. */
export function inputTerm({ names }: Context, path: string): string {
  return names.get(path) ?? '0';
}

/** Units of the plan currency per unit of another, as a formula says it. */
export function fxTerm({ plan, currencies }: Context, currency: string): string {
  if (currency === plan.currency) return '1';
  return currencies.includes(currency) ? `fx_${currency}` : '0';
}

/** Quarters counted from year 0: what a quarter's index is taken from. */
export function ordinal(quarter: string): number {
  return Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(5));
}
