import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readPlan } from '../../src/plan/index.ts';
import { answerOn, dayBefore, questionsOf, turningDays } from '../../studio/src/know/day-changes.ts';

const entry = (date: string, use: string, verdict: string) => ({
  date,
  use,
  verdict,
  category: null,
  dutyRate: null,
  feeRate: null,
  reason: verdict,
  rules: [],
});
const entries = [
  entry('2022-01-01', 'inference', 'allowed'),
  entry('2022-01-01', 'training', 'allowed'),
  entry('2025-04-09', 'inference', 'licence'),
  entry('2025-08-11', 'inference', 'licence'),
];

it('knows the answer of a day, and on which days it turns', () => {
  expect(answerOn(entries, 'inference', '2025-04-08')?.verdict).toBe('allowed');
  expect(answerOn(entries, 'inference', '2025-04-09')?.verdict).toBe('licence');
  expect(answerOn(entries, 'inference', '2021-12-31')).toBeUndefined();
  // A stretch that begins with the same answer, and the first of all, turn nothing.
  expect(turningDays([entries])).toEqual(['2025-04-09']);
  expect(dayBefore('2025-03-01')).toBe('2025-02-28');
});

it('asks once for every chip, country and lessor of a plan', () => {
  const { plan } = readPlan('p', readFileSync('scenarios/golden/bytedance-2025.plan.json', 'utf8'));
  if (plan === undefined) throw new Error('the golden plan is a plan');
  const sites = [...new Set(plan.lines.map(({ site }) => site))];
  const places = sites.map((site) => ({
    site,
    name: site,
    country: site === 'johor' ? 'MY' : 'CN',
    area: '',
  }));
  const questions = questionsOf(plan, places);
  const keys = questions.map(({ accelerator, to, lessor }) => [accelerator, to, lessor].join(' '));
  expect(new Set(keys).size).toBe(keys.length);
  expect(questions.find(({ accelerator }) => accelerator === 'nvidia-h20-96')).toMatchObject({
    to: 'CN',
    lessor: undefined,
    uses: ['inference'],
  });
  expect(questions.some(({ to, lessor }) => to === 'MY' && lessor !== undefined)).toBe(true);
  expect(questionsOf(plan, [])).toEqual([]);
});
