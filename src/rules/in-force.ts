import type { IsoDate } from '../quantity/index.ts';
import type { Rule, Rulebook } from './types.ts';

/**
 * The rules as the public knew them on a day: those published by then, with only the ends announced by then.
 * A rule later found to have ended early still looks unended to those who plan before the announcement.
 */
export function rulesKnownOn(rulebook: Rulebook, knownOn: IsoDate): readonly Rule[] {
  return rulebook.rules
    .filter((rule) => rule.published <= knownOn)
    .map(({ until, ...rule }) =>
      until !== undefined && until.published <= knownOn ? { ...rule, until } : rule,
    );
}

/** Rules that have effect on `date` as far as was known on `knownOn`; informative ones never have. */
export function rulesInForce(rulebook: Rulebook, date: IsoDate, knownOn: IsoDate): readonly Rule[] {
  const days = remembered.get(rulebook) ?? new Map<string, readonly Rule[]>();
  remembered.set(rulebook, days);
  const key = `${date} ${knownOn}`;
  const known = days.get(key);
  if (known !== undefined) return known;
  const rules = rulesKnownOn(rulebook, knownOn).filter(
    (rule) =>
      !rule.informative && rule.effective <= date && (rule.until === undefined || date <= rule.until.date),
  );
  days.set(key, rules);
  return rules;
}

/** Thousands of questions share a few dates. */
const remembered = new WeakMap<Rulebook, Map<string, readonly Rule[]>>();
