import type { PlanFile } from '../../plan/index.ts';
import type { FigureChange } from './plan-diff.ts';

type Figure = Omit<FigureChange, 'before' | 'after'> & { readonly value: number };
type Figures = ReadonlyMap<string, Figure>;

/** Part of the larger by which two numbers may differ and still be the same. */
const tolerance = 1e-6;

/** True when two numbers are the same to a reader: the solver promises no more. */
export function alike(a: number, b: number): boolean {
  return Math.abs(a - b) <= Math.max(1e-7, tolerance * Math.max(Math.abs(a), Math.abs(b)));
}

/** Cash of each quarter that differs. */
export function cashChanges(before: PlanFile, after: PlanFile): readonly FigureChange[] {
  return changes(cashOf(before, after), cashOf(after, before));
}

/** What is spent of each budget, where it differs. */
export function budgetChanges(before: PlanFile, after: PlanFile): readonly FigureChange[] {
  return changes(budgetsOf(before), budgetsOf(after));
}

/** What is served of each service and quarter and done of each run, where it differs. */
export function serviceChanges(before: PlanFile, after: PlanFile): readonly FigureChange[] {
  return changes(serviceOf(before, after), serviceOf(after, before));
}

function cashOf({ cash, currency }: PlanFile, other: PlanFile): Figures {
  const shared = cash.filter(({ quarter }) => other.quarters.includes(quarter));
  return byId(
    shared.map(({ quarter, total }) => {
      return { id: quarter, title: `Cash of ${quarter}`, unit: currency, value: total };
    }),
  );
}

function budgetsOf({ budgets }: PlanFile): Figures {
  return byId(
    budgets.map(({ id, name, currency, spent }) => {
      return { id, title: `Spent of “${name}”`, unit: currency, value: spent };
    }),
  );
}

function serviceOf(plan: PlanFile, other: PlanFile): Figures {
  if (plan.objective.value === null) return new Map();
  const served = plan.services.flatMap(({ id, name, quarters }) =>
    quarters
      .filter(({ quarter }) => other.quarters.includes(quarter))
      .map(({ quarter, served: value }) => {
        const title = `${name}, served at the peak of ${quarter}`;
        return { id: `${id}:${quarter}`, title, unit: 'request/s', value };
      }),
  );
  const done = plan.runs.map(({ id, name, done: value }) => {
    return { id, title: `${name}, done`, unit: 'FLOP', value };
  });
  return byId([...served, ...done]);
}

function byId(figures: readonly Figure[]): Figures {
  return new Map(figures.map((figure) => [figure.id, figure]));
}

function changes(before: Figures, after: Figures): readonly FigureChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].toSorted().flatMap((key) => {
    const was = before.get(key);
    const is = after.get(key);
    const known = is ?? was;
    if (known === undefined || (was !== undefined && is !== undefined && alike(was.value, is.value)))
      return [];
    const { id, title, unit } = known;
    return [{ id, title, unit, before: was?.value ?? null, after: is?.value ?? null }];
  });
}
