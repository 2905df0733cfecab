import type { Claim } from '../evidence/index.ts';
import { factBook } from './fact-book.ts';
import { rulesInForce } from './in-force.ts';
import { findingsOf } from './judge.ts';
import type { Finding, Question, RuleContext } from './types.ts';

/** A rule that asks for a domestic share of what is bought, where it applies or may apply. */
export interface ShareRule {
  readonly finding: Finding;
  /** Least part that must be domestic; unknown where no ratio was published. Units, spend or compute: rarely said. */
  readonly atLeast: Claim<number>;
  readonly binding: boolean;
}

/** The domestic-share rules that look at a buyer's purchases at a place, whatever accelerator is bought. */
export function shareRules(
  question: Omit<Question, 'accelerator' | 'system'>,
  context: RuleContext,
): readonly ShareRule[] {
  const facts = { ...factBook(context).factsOf({ ...question, accelerator: '' }), item: {} };
  const rules = rulesInForce(context.rulebook, question.date, question.knownOn ?? question.date);
  return findingsOf(
    rules.filter((rule) => rule.effect.kind === 'share'),
    facts,
    context,
  ).flatMap((finding) => {
    const { effect } = finding;
    return effect.kind === 'share' ? [{ finding, atLeast: effect.atLeast, binding: effect.binding }] : [];
  });
}
