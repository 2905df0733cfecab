import { factBook } from './fact-book.ts';
import { rulesInForce } from './in-force.ts';
import { evaluate } from './predicate/evaluate.ts';
import type { Claim } from '../evidence/index.ts';
import type { Question, Rule, RuleContext } from './types.ts';

/** A rule that asks for a domestic share of what is bought, where it applies or may apply. */
export interface ShareRule {
  readonly rule: Rule;
  readonly holds: true | 'unknown';
  /** Least part that must be domestic; unknown where no ratio was published. Units, spend or compute: rarely said. */
  readonly atLeast: Claim<number>;
  readonly binding: boolean;
}

/** The domestic-share rules that look at a buyer's purchases at a place. The accelerator of the question plays no part. */
export function shareRules(question: Omit<Question, 'accelerator'>, context: RuleContext): readonly ShareRule[] {
  const facts = { ...factBook(context).factsOf({ ...question, accelerator: '' }), item: { origin: 'unspecified' } };
  return rulesInForce(context.rulebook, question.date, question.knownOn ?? question.date).flatMap((rule) => {
    const predicate = context.rulebook.predicates.get(rule.id);
    if (rule.effect.kind !== 'share' || predicate === undefined) return [];
    const holds = evaluate(predicate, facts);
    const { atLeast, binding } = rule.effect;
    return holds === false ? [] : [{ rule, holds, atLeast, binding }];
  });
}
