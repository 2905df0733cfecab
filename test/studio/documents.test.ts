import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readPlan, type PlanFile } from '../../src/plan/index.ts';
import { demandOf, readChanges, setOf, writeChanges } from '../../studio/src/plan/changes.ts';
import { repairSet } from '../../studio/src/plan/repair.ts';
import { withVariant } from '../../studio/src/scenario/add-variant.ts';
import { placeAt } from '../../studio/src/scenario/completion.ts';
import {
  difference,
  rangeOf,
  removeAt,
  setValue,
  type TextChange,
} from '../../studio/src/scenario/edit-text.ts';
import { lineDiff, stretches } from '../../studio/src/scenario/line-diff.ts';
import { merge } from '../../studio/src/scenario/merge.ts';
import { csvOf } from '../../studio/src/kit/twin-table.ts';
import { readSearch } from '../../studio/src/shell/search.ts';

// What the studio does to texts: scenarios as they are edited and merged, addresses, tables.

const text = readFileSync('scenarios/cn-bank.yaml', 'utf8');

function applied(before: string, change: TextChange | undefined): string {
  if (change === undefined) throw new Error('nothing was changed');
  return before.slice(0, change.from) + change.insert + before.slice(change.to);
}

describe('a change by the form', () => {
  it('touches the value alone: comments, quotes and layout stay', () => {
    const budget = Object.keys((parse(text) as { budgets: object }).budgets)[0] ?? '';
    const after = applied(text, setValue(text, ['title'], 'Another title'));
    expect(after.split('\n').filter((line, index) => line !== text.split('\n')[index])).toEqual([
      'title: Another title',
    ]);
    expect(rangeOf(after, ['budgets', budget])).toBeDefined();
  });

  it('quotes what would be read as something else', () => {
    for (const value of ['yes: no', '# none', 'null', ' 5', 'a, b', '@x']) {
      const after = applied(text, setValue(text, ['title'], value));
      expect((parse(after) as { title: unknown }).title).toBe(value);
    }
  });

  it('adds and removes entries, and leaves the rest', () => {
    const added = applied(text, setValue(text, ['budgets', 'new-one'], { amount: '5M CNY' }));
    expect((parse(added) as { budgets: Record<string, unknown> }).budgets['new-one']).toEqual({
      amount: '5M CNY',
    });
    const removed = applied(added, removeAt(added, ['budgets', 'new-one']));
    expect(parse(removed)).toEqual(parse(text));
  });

  it('is the least stretch that differs', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const change = difference(a, b);
        expect(change === undefined ? a : applied(a, change)).toBe(b);
      }),
    );
  });
});

describe('a merge', () => {
  const base = 'a\nb\nc\nd\ne';
  it('keeps both where they are apart, and refuses where they are not', () => {
    expect(merge(base, 'A\nb\nc\nd\ne', 'a\nb\nc\nd\nE')).toBe('A\nb\nc\nd\nE');
    expect(merge(base, 'a\nb\nX\nd\ne', 'a\nb\nY\nd\ne')).toBeUndefined();
    expect(merge(base, base, 'other')).toBe('other');
    expect(merge(base, 'mine', base)).toBe('mine');
  });
});

describe('the place of the cursor', () => {
  it('is read from the indentation', () => {
    const lines = ['sites:', '  hall:', '    pue: 1', '    '];
    expect(placeAt(lines, 3, 4)).toEqual({ path: ['sites', 'hall'], key: undefined });
    expect(placeAt(lines, 2, 9)).toEqual({ path: ['sites', 'hall'], key: 'pue' });
  });
});

describe('the address', () => {
  it('holds what was chosen, also where it is nothing or zero, and drops what it does not know', () => {
    expect(readSearch({ plan: 'job:1', door: 'nobody', view: 'text', junk: 'x', q: 0 })).toEqual({
      plan: 'job:1',
      view: 'text',
      q: '0',
    });
    for (const changes of [
      { shares: { floor: 0 }, budgets: {}, demand: {} },
      { shares: {}, budgets: { a: 5.5e9 }, demand: { chat: 2.05 }, asOf: '2025-06-01' },
    ]) {
      expect(readChanges(writeChanges(changes))).toEqual(changes);
    }
    expect(readChanges('share.floor=abc;asOf=yesterday')).toEqual({
      shares: {},
      budgets: {},
      demand: {},
    });
  });

  it('asks for a part of the demand in the words of the scenario, quarter by quarter where it is written so', () => {
    const { plan } = readPlan('bank', readFileSync('scenarios/golden/cn-bank.plan.json', 'utf8'));
    if (plan === undefined) throw new Error('the golden plan is a plan');
    const values = (times: Readonly<Record<string, number>>): unknown =>
      JSON.parse(
        JSON.stringify(setOf(plan, { shares: {}, budgets: {}, demand: times })),
        (key, value: unknown) =>
          typeof value === 'object' && value !== null && 'value' in value ? value.value : value,
      );
    expect(values({ customers: 2, staff: 0.5 })).toEqual({
      services: {
        customers: {
          demand: {
            monthlyUsers: ['160000000 users/month', '172000000 users/month', '192000000 users/month'],
          },
        },
        staff: { demand: { monthlyUsers: '150000 users/month' } },
      },
    });
    expect(demandOf(plan, 'nobody')).toBeUndefined();
  });
});

describe('a repair', () => {
  const { plan } = readPlan(
    'x',
    readFileSync('scenarios/golden/bytedance-2025.2026-11-23.plan.json', 'utf8'),
  );
  const scenario = readFileSync('scenarios/bytedance-2025.yaml', 'utf8');
  it.each((plan?.repair ?? []).map((repair) => [repair.id, repair] as const))(
    '%s becomes a variant that can be read',
    (_, repair) => {
      const set = repairSet(plan as PlanFile, repair, scenario);
      expect(set).toBeDefined();
      const { name, text: after } = withVariant(scenario, {
        name: 'repaired',
        title: repair.sentence,
        include: null,
        set: set ?? {},
      });
      expect(name).toBe('repaired');
      expect(Object.keys((parse(after) as { variants: object }).variants)).toContain('repaired');
      expect(withVariant(after, { name: 'repaired', title: '', include: null, set: {} }).name).toBe(
        'repaired-2',
      );
    },
  );

  it('knows every kind of change, and leaves alone what it does not', () => {
    const sets = [
      'raise:budget:china-chips',
      'later:run:frontier',
      'waive:share:floor',
      'lower:demand:doubao',
      'raise:power:datong',
    ].map((id) =>
      repairSet(
        plan as PlanFile,
        { id, sentence: 'x', change: id.startsWith('lower') ? -0.1 : 1, unit: null, objective: null },
        scenario,
      ),
    );
    expect(sets.every((set) => set !== undefined)).toBe(true);
    expect(sets[1]).toEqual({ runs: { frontier: { deadline: 6 } } });
    expect(
      repairSet(
        plan as PlanFile,
        { id: 'waive:cap:x', sentence: '', change: null, unit: null, objective: null },
        scenario,
      ),
    ).toBeUndefined();
  });
});

describe('CSV', () => {
  it('keeps numbers whole and makes formulas harmless', () => {
    expect(
      csvOf({
        columns: [{ title: 'a' }, { title: 'b', kind: 'money', unit: 'USD' }],
        rows: [
          ['=1+1', 1.23456789],
          ['x,"y"', null],
        ],
      }),
    ).toBe('a,b (USD)\n\'=1+1,1.23456789\n"x,""y""",');
  });
});

describe('lines that differ', () => {
  it('give both texts again, whatever they are', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 });
    fc.assert(
      fc.property(lines, lines, (one, other) => {
        const [before, after] = [one.join('\n'), other.join('\n')];
        const found = lineDiff(before, after);
        const side = (leftOut: 'gone' | 'new'): string =>
          found
            .filter(({ kind }) => kind !== leftOut)
            .map((line) => line.text)
            .join('\n');
        expect([side('new'), side('gone')]).toEqual([before, after]);
      }),
    );
  });

  it('are the fewest, each with two lines around it', () => {
    const after = text.replace(/^title: .*$/mu, 'title: Another').replace(/\n$/u, '\nlast: line\n');
    const found = lineDiff(text, after);
    expect(found.filter(({ kind }) => kind !== 'same').map(({ kind }) => kind)).toEqual([
      'gone',
      'new',
      'new',
    ]);
    const [first, last] = stretches(found);
    expect(first?.some(({ text: line }) => line === 'title: Another')).toBe(true);
    expect(last?.filter(({ kind }) => kind === 'same').length).toBeLessThanOrEqual(4);
  });
});
