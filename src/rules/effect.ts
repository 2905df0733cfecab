import type { Facts } from './predicate/evaluate.ts';
import { compare, type Interval } from './predicate/interval.ts';
import type { Truth } from './predicate/truth.ts';
import type { Effect, LicencePolicy, Verdict } from './types.ts';

/** What a rule with this effect makes of a line on its own, when it holds or may hold. */
export function verdictOf(effect: Effect, holds: Exclude<Truth, false>, facts: Facts): Verdict {
  const full = fullVerdict(effect, facts);
  return holds === 'unknown' && blocks(full) ? 'unknown' : full;
}

/** The verdict when the rule certainly holds. */
export function fullVerdict(effect: Effect, facts: Facts): Verdict {
  switch (effect.kind) {
    case 'allow':
      return (effect.conditions ?? []).length > 0 ? 'conditions' : 'allowed';
    case 'notify':
    case 'duty':
    case 'fee':
      return 'conditions';
    case 'licence':
      return 'licence';
    case 'deny':
      return 'denied';
    case 'uncertain':
      return 'unknown';
    case 'advise':
      return 'allowed';
    case 'share':
      return shareVerdict(effect, facts);
    default:
      return capVerdict(effect, facts.order.quantity);
  }
}

/** A line with this verdict is not planned. */
function blocks(verdict: Verdict): boolean {
  return verdict === 'licence' || verdict === 'unknown' || verdict === 'denied';
}

/** A binding share of everything leaves no room for what is foreign; smaller shares are met over many orders. */
function shareVerdict(
  { binding, atLeast }: Extract<Effect, { readonly kind: 'share' }>,
  facts: Facts,
): Verdict {
  const { origin } = facts.item;
  if (!binding || (atLeast.value ?? 0) < 1 || origin === facts.destination.country) return 'allowed';
  return origin === undefined ? 'unknown' : 'denied';
}

function capVerdict(effect: Extract<Effect, { readonly kind: 'cap' }>, quantity: unknown): Verdict {
  // A cap counted in processing power is shared by all orders: it is added up over a plan, not judged on one of them.
  if (quantity === undefined || effect.equivalentsOf !== undefined) return 'conditions';
  const { value, low = value, high = value } = effect.units;
  const limit: Interval = { low: low ?? 0, high: high ?? Infinity };
  const within = compare(limit, '>=', (quantity as Interval).high);
  return within === true ? 'conditions' : within === false ? 'denied' : 'unknown';
}

const policies: Readonly<Record<LicencePolicy, string>> = {
  'presumption-of-denial': 'presumption of denial',
  'case-by-case': 'reviewed case by case',
  'presumption-of-approval': 'presumption of approval',
  unstated: 'review policy not published',
};

/** The effect in words, to stand after the title of the rule. */
export function describeEffect(effect: Effect): string {
  switch (effect.kind) {
    case 'allow':
      return (effect.conditions ?? []).length > 0 ? 'allowed with conditions' : 'allowed';
    case 'notify':
      return `notice ${effect.days} days ahead under exception ${effect.exception}`;
    case 'licence':
      return `licence needed, ${policies[effect.policy]}`;
    case 'deny':
      return 'denied';
    case 'uncertain':
      return effect.why;
    case 'advise':
      return effect.text;
    case 'share':
      return `at least ${percent(effect.atLeast.value)} domestic${effect.binding ? '' : ', not binding'}`;
    case 'cap':
      return `at most ${effect.units.value ?? 'an unknown number of'} ${effect.equivalentsOf === undefined ? 'accelerators' : `equivalents of ${effect.equivalentsOf}`} per ${effect.per}`;
    case 'duty':
      return `${percent(effect.rate.value)} duty on the price`;
    default:
      return `${percent(effect.rate.value)} of the price to the government`;
  }
}

/** Conditions that go with a line under this effect. */
export function conditionsOf(effect: Effect): readonly string[] {
  switch (effect.kind) {
    case 'allow':
    case 'licence':
      return effect.conditions ?? [];
    case 'notify':
    case 'cap':
    case 'duty':
    case 'fee':
      return [describeEffect(effect)];
    default:
      return [];
  }
}

function percent(value: number | undefined): string {
  return value === undefined ? 'an unpublished part' : `${Math.round(value * 1000) / 10} %`;
}
