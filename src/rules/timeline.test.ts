import { expect, test } from 'vitest';
import { catalog, repositoryContext } from '../../test/fixtures/repository-rules.ts';
import { timeline, type TimelineOptions } from './timeline.ts';

const context = repositoryContext();

const money = (what: string, rate: number): string => (rate === 0 ? '' : `, ${what} ${rate * 100} %`);

function steps(id: string, buyer: string, options: TimelineOptions = {}) {
  const accelerator = catalog.accelerators.get(id);
  if (accelerator === undefined) throw new Error(id);
  return timeline(accelerator, buyer, context, options).map(
    ({ date, use, verdict, category, feeRate, dutyRate }) =>
      `${[date, use, verdict, category].join(' ')}${money('fee', feeRate)}${money('duty', dutyRate)}`,
  );
}

test('H20 for ByteDance: free, by letter, then with a fee', () => {
  expect(steps('nvidia-h20-96', 'bytedance').filter((step) => step.includes('inference'))).toEqual([
    '2022-01-01 inference allowed free',
    '2025-04-09 inference licence letter',
    '2025-08-11 inference licence letter, fee 15 %',
  ]);
});

test('H800 for ByteDance: free, then controlled, then reviewed case by case', () => {
  expect(steps('nvidia-h800-sxm', 'bytedance').filter((step) => step.includes('training'))).toEqual([
    '2022-01-01 training allowed free',
    '2023-10-23 training licence 3A090.a',
    '2026-01-15 training licence case-by-case',
  ]);
});

test('H200 for Alibaba: the fee gives way to the duty on the day the policy changes', () => {
  const training = steps('nvidia-h200-sxm', 'alibaba').filter((step) => step.includes('training'));
  expect(training.slice(-2)).toEqual([
    '2025-12-08 training licence 3A090.a, fee 25 %',
    '2026-01-15 training licence case-by-case, duty 25 %',
  ]);
});

test('H100 rented in Malaysia for training: open until the guidance of May 2025', () => {
  const lease = {
    destination: 'MY',
    acquisition: 'lease',
    owner: 'lessor-my',
    operator: 'lessor-my',
  } as const;
  const training = steps('nvidia-h100-sxm', 'bytedance', lease).filter((step) => step.includes('training'));
  expect(training.at(0)).toBe('2022-01-01 training allowed free');
  expect(training.at(-1)).toBe('2025-05-13 training unknown 3A090.a');
});

test('each entry differs from the one before it, in order of days', () => {
  for (const id of ['nvidia-h200-sxm', 'huawei-ascend910c', 'amd-mi308x']) {
    const accelerator = catalog.accelerators.get(id);
    if (accelerator === undefined) throw new Error(id);
    const entries = timeline(accelerator, 'alibaba', context);
    for (const [index, entry] of entries.entries()) {
      const before = entries[index - 1];
      if (before?.use !== entry.use) continue;
      expect(before.date < entry.date).toBe(true);
      expect({ ...before, date: '', reason: '', rules: [] }).not.toEqual({
        ...entry,
        date: '',
        reason: '',
        rules: [],
      });
    }
  }
});

test('a buyer nobody knows has no timeline without a destination', () => {
  expect(steps('nvidia-h20-96', 'nobody')).toEqual([]);
  expect(steps('nvidia-h20-96', 'nobody', { destination: 'CN' }).length).toBeGreaterThan(0);
});
