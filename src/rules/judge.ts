import { factBook } from './fact-book.ts';
import { findingOf } from './finding.ts';
import { rulesInForce } from './in-force.ts';
import { answerWithLicences } from './licences.ts';
import type { Facts } from './predicate/evaluate.ts';
import { combine } from './combine.ts';
import type { Finding, Gate, Judgement, Question, Rule, RuleContext } from './types.ts';

/**
 * May this line happen on this date, as far as was known on `knownOn`? Fails closed: whatever is unknown and could
 * forbid makes the answer `unknown`, unless what is known is as strict already.
 *
 *     question ─ facts of item, place, parties, order
 *              ─ rules in force on the date, known by then, at gates the line passes
 *              ─ predicates → findings (true or unknown)
 *              ─ superseded findings set aside
 *              ─ licences held or assumed answer theirs
 *              ─ worst verdict, conditions, duty and fee rates
 */
export function judge(question: Question, context: RuleContext): Judgement {
  const facts = factBook(context).factsOf(question);
  const rules = rulesInForce(context.rulebook, question.date, question.knownOn ?? question.date);
  const findings = findingsOf(
    rules.filter((rule) => passes(rule.gate, question)),
    facts,
    context,
  );
  return combine(answerWithLicences(findings, question, context.licences), facts);
}

/** Findings of the rules that hold or may hold, less those that a rule which certainly holds supersedes. In order of rules. */
export function findingsOf(rules: readonly Rule[], facts: Facts, context: RuleContext): readonly Finding[] {
  const superseded = new Set<string>();
  const findings: Finding[] = [];
  for (const rule of rules) {
    const predicate = context.rulebook.predicates.get(rule.id);
    const finding = predicate === undefined ? undefined : findingOf(rule, predicate, facts);
    if (finding === undefined) continue;
    findings.push(finding);
    if (finding.holds === true) rule.supersedes.forEach((id) => superseded.add(id));
  }
  return findings.filter((finding) => !superseded.has(finding.rule));
}

/** What already stands is neither shipped, imported nor bought again: only rules on its use look at it. */
function passes(gate: Gate, question: Question): boolean {
  return question.acquisition !== 'existing' || gate === 'use';
}
