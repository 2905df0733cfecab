import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PlanFile } from '../../plan/index.ts';
import { diffPlans } from './index.ts';

const plan = JSON.parse(
  readFileSync(
    fileURLToPath(new URL('../../../scenarios/golden/cn-bank.plan.json', import.meta.url)),
    'utf8',
  ),
) as PlanFile;
const first = plan.lines.find(({ frozen }) => !frozen);
if (first === undefined) throw new Error('the golden plan orders nothing');
const changed = (line: Partial<PlanFile['lines'][number]>): PlanFile => ({
  ...plan,
  lines: plan.lines.map((each) => (each.id === first.id ? { ...each, ...line } : each)),
});

describe('diffPlans', () => {
  it('finds nothing between a plan and itself', () => {
    const diff = diffPlans(plan, plan);
    expect(diff.same).toBe(true);
    expect(diff.unchanged).toBe(plan.lines.length);
    expect([...diff.lines, ...diff.cash, ...diff.inputs.claims]).toEqual([]);
  });

  it('tells larger from smaller, and counts the systems', () => {
    const more = diffPlans(plan, changed({ count: first.count + 3 }));
    expect(more.lines.map(({ event }) => event)).toEqual(['more']);
    expect(more.churn).toBe(3);
    expect(diffPlans(changed({ count: first.count + 3 }), plan).lines.map(({ event }) => event)).toEqual([
      'fewer',
    ]);
  });

  it('is blind to the noise of a solver', () => {
    expect(diffPlans(plan, changed({ count: first.count * (1 + 1e-9) })).same).toBe(true);
  });

  it('says what was ordered as planned, and does not call it churn', () => {
    const diff = diffPlans(plan, changed({ frozen: true }));
    expect(diff.lines.map(({ event }) => event)).toEqual(['ordered']);
    expect(diff.churn).toBe(0);
  });

  it('names a line that came or went by its money', () => {
    const without = { ...plan, lines: plan.lines.filter(({ id }) => id !== first.id) };
    expect(diffPlans(plan, without).lines).toMatchObject([
      { id: first.id, event: 'dropped', after: 0, moneyBefore: first.reporting, moneyAfter: 0 },
    ]);
    expect(diffPlans(without, plan).lines).toMatchObject([{ id: first.id, event: 'added', before: 0 }]);
  });

  it('puts a changed claim beside the lines it is about', () => {
    const path = `offers.${first.offer}.price`;
    const dearer = {
      ...plan,
      lines: changed({ count: first.count + 1 }).lines,
      assumptions: plan.assumptions.map((each) =>
        each.path === path ? { ...each, written: '9 USD' } : each,
      ),
    };
    const [line] = diffPlans(plan, dearer).lines;
    expect(line?.inputs.some((text) => text.includes(path) && text.includes('→ 9 USD'))).toBe(true);
  });

  it('shows how the answer of the rules changed', () => {
    const denied = changed({
      verdicts: first.verdicts.map((each) => ({
        ...each,
        verdict: 'denied' as const,
        rules: ['a-rule'],
        reason: 'no',
      })),
    });
    const counted = {
      ...denied,
      lines: denied.lines.map((each) =>
        each.id === first.id ? { ...each, verdict: 'denied' as const } : each,
      ),
    };
    const [line] = diffPlans(plan, counted).lines;
    expect(line?.event).toBe('changed');
    expect(line?.inputs[0]).toContain('→ denied (a-rule): no');
  });

  it('says why there is no plan any more', () => {
    const none: PlanFile = {
      ...plan,
      status: 'infeasible',
      objective: { ...plan.objective, value: null, cost: null },
      lines: [],
      conflict: [{ id: 'rule:x', kind: 'rule', title: 'x', sentence: 'Rule x forbids it.' }],
    };
    const diff = diffPlans(plan, none);
    expect(diff.same).toBe(false);
    expect(diff.conflict).toEqual(['Rule x forbids it.']);
  });
});
