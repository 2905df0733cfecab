import { describe, expect, test } from 'vitest';
import { verdictOf } from './effect.ts';
import type { Facts } from './predicate/evaluate.ts';
import type { Effect } from './types.ts';

const line: Facts = {
  item: { origin: 'US' },
  destination: { country: 'CN' },
  buyer: {},
  recipient: {},
  operator: {},
  site: {},
  order: {},
};
const claim = (value: number | undefined) =>
  ({ value, written: String(value), grade: 'B', status: 'reported' }) as const;

describe('the verdict of one effect', () => {
  test.each([
    [{ kind: 'allow' }, 'allowed', 'allowed'],
    [{ kind: 'allow', conditions: ['so'] }, 'conditions', 'conditions'],
    [{ kind: 'notify', days: 25, exception: 'NAC' }, 'conditions', 'conditions'],
    [{ kind: 'licence', policy: 'presumption-of-approval' }, 'licence', 'unknown'],
    [{ kind: 'deny' }, 'denied', 'unknown'],
    [{ kind: 'uncertain', why: 'nobody says' }, 'unknown', 'unknown'],
    [{ kind: 'advise', text: 'rather not' }, 'allowed', 'allowed'],
    [{ kind: 'duty', rate: claim(0.25) }, 'conditions', 'conditions'],
    [{ kind: 'fee', rate: claim(0.15) }, 'conditions', 'conditions'],
  ] as const)('%o', (effect: Effect, whenItHolds, whenItMay) => {
    expect(verdictOf(effect, true, line)).toBe(whenItHolds);
    expect(verdictOf(effect, 'unknown', line)).toBe(whenItMay);
  });

  test.each([
    [0.3, true, 'US', 'allowed'],
    [1, true, 'US', 'denied'],
    [1, true, 'CN', 'allowed'],
    [1, false, 'US', 'allowed'],
    [1, true, undefined, 'unknown'],
    [undefined, true, 'US', 'allowed'],
  ] as const)('a share of %s (binding: %s) on an item from %s: %s', (atLeast, binding, origin, verdict) => {
    const effect: Effect = { kind: 'share', of: 'domestic', atLeast: claim(atLeast), binding };
    expect(verdictOf(effect, true, { ...line, item: { origin } })).toBe(verdict);
  });

  test.each([
    [undefined, 100, 'conditions'],
    [100, 100, 'conditions'],
    [101, 100, 'denied'],
    [1, undefined, 'unknown'],
  ] as const)('%s accelerators under a cap of %s: %s', (quantity, cap, verdict) => {
    const effect: Effect = { kind: 'cap', units: claim(cap), per: 'buyer' };
    const order = quantity === undefined ? {} : { quantity: { low: quantity, high: quantity } };
    expect(verdictOf(effect, true, { ...line, order })).toBe(verdict);
  });
});
