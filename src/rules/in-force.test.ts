import { expect, test } from 'vitest';
import { parsedRules } from '../../test/fixtures/repository-rules.ts';
import { rulesInForce, rulesKnownOn } from './in-force.ts';

const { rulebook } = parsedRules;
const idsInForce = (date: string, knownOn: string) =>
  rulesInForce(rulebook, date, knownOn).map(({ id }) => id);

const diffusionKnownOn = (day: string) =>
  rulesKnownOn(rulebook, day).find(({ id }) => id === 'us-2025-01-15-diffusion');

test('nobody knows a rule before it is published', () => {
  expect(idsInForce('2025-06-01', '2025-01-14')).not.toContain('us-2025-01-15-diffusion');
  expect(idsInForce('2026-11-23', '2025-01-20')).not.toContain('us-2025-04-is-informed');
});

test('an end counts only once it was announced', () => {
  expect(idsInForce('2025-06-01', '2025-01-20')).toContain('us-2025-01-15-diffusion');
  expect(idsInForce('2025-06-01', '2025-05-12')).toContain('us-2025-01-15-diffusion');
  expect(idsInForce('2025-06-01', '2025-05-13')).not.toContain('us-2025-01-15-diffusion');
  expect(diffusionKnownOn('2025-05-12')?.until).toBeUndefined();
  expect(diffusionKnownOn('2025-05-13')?.until?.date).toBe('2025-05-13');
});

test('a rule has effect from its first day to its last', () => {
  const id = 'us-2022-10-07-3A090';
  expect(idsInForce('2022-10-20', '2026-01-01')).not.toContain(id);
  expect(idsInForce('2022-10-21', '2026-01-01')).toContain(id);
  expect(idsInForce('2023-11-16', '2026-01-01')).toContain(id);
  expect(idsInForce('2023-11-17', '2026-01-01')).not.toContain(id);
});

test('informative rules are known but never in force', () => {
  expect(rulesKnownOn(rulebook, '2026-11-23').map(({ id }) => id)).toContain('us-2026-01-12-rasa');
  expect(idsInForce('2026-11-23', '2026-11-23')).not.toContain('us-2026-01-12-rasa');
});
