import { evaluate, factOf, isFactKnown, printFact, type Facts } from './predicate/evaluate.ts';
import type { Expression } from './predicate/expression.ts';
import type { Field } from './predicate/vocabulary.ts';
import { describeEffect, verdictOf } from './effect.ts';
import type { Finding, Rule } from './types.ts';

/**
 * What a rule makes of the facts, with the facts its answer rests on; undefined when it does not hold. Where a fact it
 * needs is unknown, it may hold, and the reason says which facts would tell; mere advice that may not be meant for
 * this line is left out.
 */
export function findingOf(rule: Rule, predicate: Expression, facts: Facts): Finding | undefined {
  const holds = evaluate(predicate, facts);
  if (holds === false || (holds === 'unknown' && rule.effect.kind === 'advise')) return undefined;
  const seen = new Set<Field>();
  evaluate(predicate, facts, seen);
  const verdict = verdictOf(rule.effect, holds, facts);
  const missing = [...seen].filter((field) => !isFactKnown(factOf(field, facts))).map((field) => field.name);
  const effect = describeEffect(rule.effect);
  return {
    rule: rule.id,
    title: rule.title,
    text: rule.text,
    published: rule.published,
    effective: rule.effective,
    ...(rule.until !== undefined && { until: rule.until.date }),
    gate: rule.gate,
    holds,
    effect: rule.effect,
    verdict,
    facts: Object.fromEntries([...seen].map((field) => [field.name, printFact(field, factOf(field, facts))])),
    reason:
      holds === true
        ? `${rule.title}: ${effect}`
        : `${rule.title} may apply (${effect}): ${missing.join(', ')} not known well enough`,
    sources: rule.sources,
    grade: rule.grade,
  };
}
