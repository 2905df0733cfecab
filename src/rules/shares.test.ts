import { expect, test } from 'vitest';
import { repositoryContext } from '../../test/fixtures/repository-rules.ts';
import { shareRules } from './shares.ts';

const context = repositoryContext();
const asked = (party: string, date: string, area?: string) =>
  shareRules(
    {
      destination: 'CN',
      site: 'hall',
      buyer: party,
      owner: party,
      operator: party,
      acquisition: 'purchase',
      use: 'inference',
      date,
    },
    { ...context, sites: new Map([['hall', { id: 'hall', area }]]) },
  ).map(({ finding, atLeast, binding }) => [finding.rule, finding.holds, atLeast.value, binding]);

test('private groups are asked for 30 %, without force', () => {
  expect(asked('bytedance', '2025-01-20', 'Shanxi')).toEqual([['cn-2024-informal-30', true, 0.3, false]]);
});

test('public hubs went from half to all', () => {
  expect(asked('cn-public-hub', '2025-09-01', 'Gansu')).toEqual([['cn-national-2025-50', true, 0.5, true]]);
  expect(asked('cn-shanghai-hub', '2025-03-01', 'Shanghai')).toEqual([
    ['cn-shanghai-2024-50', true, 0.5, true],
  ]);
  expect(asked('cn-public-hub', '2025-11-05', 'Gansu')).toEqual([['cn-2025-11-state-funded', true, 1, true]]);
});

test('whose money it is may be unknown, and so whether the share applies', () => {
  expect(asked('cn-bank', '2025-09-01', 'Gansu')).toEqual([['cn-national-2025-50', 'unknown', 0.5, true]]);
});

test('the ratio of the pairing was not published', () => {
  expect(asked('bytedance', '2026-02-01', 'Gansu')).toContainEqual([
    'cn-2026-01-h200-pairing',
    'unknown',
    undefined,
    true,
  ]);
});
