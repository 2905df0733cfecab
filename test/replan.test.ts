import { beforeAll, describe, expect, it } from 'vitest';
import { checkPlan } from '../src/checking/index.ts';
import { packageRoot, readTextFile, type TextFile } from '../src/files/index.ts';
import {
  choiceOf,
  planScenario,
  prepareReplan,
  prepareScenario,
  readWorld,
  replanScenario,
  type Replanned,
  type ReplanWish,
} from '../src/pipeline/index.ts';
import { readPlan, writePlan, type PlanFile } from '../src/plan/index.ts';

const world = readWorld();
const search = {
  timeLimit: 120,
  gap: 0.01,
  seed: 1,
  onProgress: () => undefined,
  signal: new AbortController().signal,
};

function textOf(path: string): TextFile {
  const file = readTextFile(`${packageRoot}${path}`);
  if ('code' in file) throw new Error(file.message);
  return { ...file, path };
}

const file = textOf('scenarios/cn-bank.yaml');
const first = JSON.parse(textOf('scenarios/golden/cn-bank.plan.json').text) as PlanFile;

async function replanned(wish: Partial<ReplanWish> & Pick<ReplanWish, 'asOf'>): Promise<Replanned> {
  const whole = { before: first, file, news: [], ...wish };
  const prepared = prepareReplan(whole, world);
  if (!prepared.ok) throw new Error(prepared.diagnostics.map(({ message }) => message).join('\n'));
  return replanScenario(whole, prepared, world, search, true);
}

/** What the checker says, from the plan file and the scenario alone. */
function violations(plan: PlanFile, of: TextFile = file): readonly string[] {
  const prepared = prepareScenario(of, world, choiceOf(plan));
  if (!prepared.ok) throw new Error(prepared.diagnostics.map(({ message }) => message).join('\n'));
  return checkPlan({ plan, ...prepared }).map(({ sentence }) => sentence);
}

/** What nobody may change of an order. */
function facts({ id, count, orderQuarter, deliveryQuarter, cost }: PlanFile['lines'][number]): unknown {
  return { id, count, orderQuarter, deliveryQuarter, cost };
}

/** What the checker says once what a plan took over was changed. */
function spoiled(
  plan: PlanFile,
  change: (replan: NonNullable<PlanFile['replan']>) => void,
): readonly string[] {
  const copy = structuredClone(plan);
  if (copy.replan === undefined) throw new Error('it took nothing over');
  change(copy.replan);
  return violations(copy);
}

/** What the budget of all cash has paid. */
function spent(plan: PlanFile): number {
  return plan.budgets.find(({ id }) => id === 'everything')?.spent ?? 0;
}

function paid(plan: PlanFile): number {
  return plan.cash.reduce((sum, { total }) => sum + total, 0);
}

/** The first complaint about a day, where there is one. */
function asked(asOf: string): string {
  const prepared = prepareReplan({ before: first, file, news: [], asOf }, world);
  return prepared.ok ? 'prepared' : (prepared.diagnostics[0]?.message ?? '');
}

/** The parts of every changed line add up to its change. */
function expectPartsToAddUp({ attribution, plan }: Replanned, before: PlanFile): void {
  for (const { id, before: was, after, parts } of attribution?.lines ?? []) {
    expect(was).toBe(before.lines.find((line) => line.id === id)?.count ?? 0);
    expect(after).toBeCloseTo(plan.lines.find((line) => line.id === id)?.count ?? 0, 6);
    expect(parts.reduce((sum, { systems }) => sum + systems, 0)).toBeCloseTo(after - was, 6);
  }
}

describe('planning anew', () => {
  let later: Replanned;
  beforeAll(async () => {
    later = await replanned({ asOf: '2026-11-20' });
  }, 120_000);

  it('changes nothing on the same day, with the same inputs', async () => {
    const same = await replanned({ asOf: first.asOf });
    expect(same.diff.same).toBe(true);
    expect(same.plan.replan?.churn).toMatchObject({ systems: 0, cost: 0 });
    expect(violations(same.plan)).toEqual([]);
  });

  it('leaves what was ordered as it was, and begins with the quarter of the day', () => {
    const { plan } = later;
    expect(plan.quarters[0]).toBe('2026Q4');
    expect(plan.quarters.at(-1)).toBe(first.quarters.at(-1));
    const ordered = first.lines.filter(
      ({ frozen, verdicts }) => frozen || (verdicts[0]?.orderDate ?? '') < '2026-11-20',
    );
    expect(ordered.length).toBeGreaterThan(1);
    expect(plan.lines.filter(({ frozen }) => frozen).map(facts)).toEqual(ordered.map(facts));
  });

  it('is accepted by the checker, also once written and read', () => {
    const { plan } = readPlan('plan.json', writePlan(later.plan));
    if (plan === undefined) throw new Error('the plan file cannot be read');
    expect(violations(plan)).toEqual([]);
  });

  it('is refused when what was taken over was changed', () => {
    expect(spoiled(later.plan, (replan) => Object.assign(replan.orders[0] ?? {}, { count: 1 }))).not.toEqual(
      [],
    );
    expect(
      spoiled(later.plan, (replan) =>
        Object.assign(replan.orders[0] ?? {}, { price: { amount: 1, currency: 'CNY' } }),
      ),
    ).not.toEqual([]);
    expect(spoiled(later.plan, (replan) => Object.assign(replan, { before: [] }))).not.toEqual([]);
    expect(spoiled(later.plan, (replan) => Object.assign(replan.churn, { cost: 1e6 }))).not.toEqual([]);
    expect(spoiled(later.plan, (replan) => replan.orders.splice(0, 1))).not.toEqual([]);
  });

  it('keeps budgets counting what was ordered in quarters that are over', () => {
    const before = first.lines.filter(({ frozen, orderQuarter }) => !frozen && orderQuarter < '2026Q4');
    const ordered = before.reduce((sum, { reporting }) => sum + reporting, 0);
    const budget = later.plan.budgets.find(({ id }) => id === 'year-one');
    expect(ordered).toBeGreaterThan(0);
    expect(budget?.spent ?? 0).toBeGreaterThanOrEqual(ordered);
  });

  it('counts what was paid in quarters that are over against budgets of cash, as the checker does', async () => {
    const text = file.text.replace(
      /^budgets:$/mu,
      'budgets:\n  everything: { amount: 9bn CNY, counts: cash }',
    );
    expect(text).not.toBe(file.text);
    const counted = { ...file, text };
    const prepared = prepareScenario(counted, world, {});
    if (!prepared.ok) throw new Error('the scenario cannot be read');
    const before = await planScenario(prepared, { ...search, answers: false });
    const made = await replanned({ before, file: counted, asOf: '2026-11-20' });
    expect(violations(made.plan, counted)).toEqual([]);
    const over = before.cash
      .filter(({ quarter }) => quarter < '2026Q4')
      .reduce((sum, { total }) => sum + total, 0);
    // What is over and what lies ahead, in one budget.
    expect(over).toBeGreaterThan(0);
    expect(spent(made.plan)).toBeCloseTo(over + paid(made.plan), 0);
  });

  it('explains all of every change', () => expectPartsToAddUp(later, first));

  it('goes on from a plan that was made anew', async () => {
    const third = await replanned({ before: later.plan, asOf: '2027-02-10' });
    expect(third.plan.replan?.start).toBe(first.quarters[0]);
    expect(violations(third.plan)).toEqual([]);
    const carried = later.plan.replan?.orders.map(({ id }) => id) ?? [];
    expect(third.plan.replan?.orders.map(({ id }) => id)).toEqual(expect.arrayContaining(carried));
    expectPartsToAddUp(third, later.plan);
  });

  it('plans around orders that come late, in part or not at all', async () => {
    const order = first.lines.find(({ frozen }) => frozen);
    if (order === undefined) throw new Error('nothing was ordered before the plan');
    const told = await replanned({
      asOf: '2026-11-20',
      news: [
        { order: order.id, systems: 1, status: 'cancelled', quarter: '2026Q3' },
        { order: order.id, systems: 3, status: 'open', quarter: '2027Q1' },
        { order: 'nobody', systems: 1, status: 'open', quarter: '2027Q1' },
      ],
    });
    expect(told.plan.replan?.stopped).toMatchObject([{ id: order.id, count: 1, why: 'cancelled' }]);
    expect(
      told.plan.lines
        .filter(({ id }) => id.startsWith(order.id))
        .map(({ count, deliveryQuarter }) => [count, deliveryQuarter]),
    ).toEqual([
      [3, '2027Q1'],
      [order.count - 4, order.deliveryQuarter],
    ]);
    expect(violations(told.plan)).toEqual([]);
    expectPartsToAddUp(told, first);
  });

  it('says what is wrong with a day', () => {
    expect(asked('yesterday')).toContain('no date');
    expect(asked('2025-01-01')).toContain('before');
    expect(asked('2031-01-01')).toContain('behind it');
  });
});
