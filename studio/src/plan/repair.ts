import { parse } from 'yaml';
import type { PlanFile } from '../../../src/plan/index.ts';
import { addQuarters, isQuarter, parseQuantity } from '../../../src/quantity/index.ts';

type Repair = PlanFile['repair'][number];
type Tree = Readonly<Record<string, unknown>>;

/** Where in a scenario a limit of a plan is written: the keys from the root. Undefined where it is a rule's. */
export function placeOf(limit: string): readonly string[] | undefined {
  const [kind = '', name = ''] = limit.split(':');
  const places: Readonly<Record<string, readonly string[]>> = {
    budget: ['budgets', name, 'amount'],
    share: ['shares', name],
    power: ['sites', name, 'itPower'],
    run: ['runs', name],
    demand: ['services', name, 'demand'],
    allocation: ['offers'],
    concentration: ['concentration', name],
  };
  return places[kind];
}

/**
 * A repair as the `set` of a variant: what it raises, lowers, puts off, gives up or assumes. Undefined where it is not the
 * scenario's to change.
 */
export function repairSet(plan: PlanFile, repair: Repair, scenario: string): Tree | undefined {
  const raw = parse(scenario) as Tree;
  const sets = repair.id.split('+').map((id) => one(plan, { ...repair, id }, raw));
  if (sets.some((set) => set === undefined)) return undefined;
  return sets.reduce<Tree>((all, set) => merge(all, set ?? {}), {});
}

function one(plan: PlanFile, { id, change, sentence }: Repair, raw: Tree): Tree | undefined {
  const reason = `repair: ${sentence}`;
  const claim = (value: string): Tree => ({ value, grade: 'assumed', reason });
  const [verb = '', kind = '', name = ''] = id.startsWith('rule:')
    ? ['rule', 'rule', id.slice(5)]
    : split(id);
  const by = change ?? 0;
  if (verb === 'rule') {
    const key = `assumed-${name}`;
    return { licences: { [key]: { status: 'assumed', reason, rules: [name] } } };
  }
  if (verb === 'drop') return { [kind === 'run' ? 'runs' : 'services']: { [name]: null } };
  if (verb === 'waive' && kind === 'share') return { shares: { [name]: { binding: false } } };
  if (verb === 'waive' && kind === 'concentration') return { concentration: { [name]: null } };
  if (verb === 'later')
    return { runs: { [name]: { deadline: later(at(raw, ['runs', name, 'deadline']), by) } } };
  if (verb === 'raise' && kind === 'budget') {
    const budget = amountOf(at(raw, ['budgets', name, 'amount']));
    // A little more than is needed, so that rounding does not take it back.
    return (
      budget && {
        budgets: { [name]: { amount: claim(`${Math.ceil(budget.amount + by)} ${budget.currency}`) } },
      }
    );
  }
  if (verb === 'raise' && kind === 'power') {
    const largest = Math.max(...plan.power.filter(({ site }) => site === name).map(({ limit }) => limit), 0);
    const written = at(raw, ['sites', name, 'itPower']);
    const all = (Array.isArray(written) ? written : [written]).map(wattsOf);
    if (all.some((watts) => watts === undefined) || all.length === 0) return undefined;
    const factor = largest > 0 ? 1 + by / largest : 1;
    const values = all.map((watts) => claim(`${Math.ceil(((watts ?? 0) * factor) / 1e3)} kW`));
    return { sites: { [name]: { itPower: values.length === 1 ? values[0] : values } } };
  }
  if (verb === 'lower' && kind === 'demand') {
    const peak = valueOf(at(raw, ['services', name, 'demand', 'peakOverMean']));
    const number = Number(peak);
    if (!Number.isFinite(number)) return undefined;
    return { services: { [name]: { demand: { peakOverMean: claim(String(number * (1 + by))) } } } };
  }
  return undefined;
}

function split(id: string): readonly string[] {
  const [verb = '', kind = '', ...rest] = id.split(':');
  return [verb, kind, rest[0] ?? ''];
}

function later(deadline: unknown, quarters: number): unknown {
  if (typeof deadline === 'number') return deadline + quarters;
  return typeof deadline === 'string' && isQuarter(deadline) ? addQuarters(deadline, quarters) : deadline;
}

function amountOf(written: unknown): { readonly amount: number; readonly currency: string } | undefined {
  const value = valueOf(written);
  const read = typeof value === 'string' ? parseQuantity(value, 'money') : undefined;
  return read?.ok === true && read.currency !== undefined
    ? { amount: read.value, currency: read.currency }
    : undefined;
}

function wattsOf(written: unknown): number | undefined {
  const value = valueOf(written);
  const read = typeof value === 'string' ? parseQuantity(value, 'power') : undefined;
  return read?.ok === true ? read.value : undefined;
}

/** A claim's value, written short or long. */
function valueOf(written: unknown): unknown {
  return typeof written === 'object' && written !== null && 'value' in written ? written.value : written;
}

function at(tree: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? (value as Tree)[key] : undefined),
    tree,
  );
}

function merge(a: Tree, b: Tree): Tree {
  const merged: Record<string, unknown> = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const before = merged[key];
    const both = isTree(before) && isTree(value);
    merged[key] = both ? merge(before, value) : value;
  }
  return merged;
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !('value' in value);
}
