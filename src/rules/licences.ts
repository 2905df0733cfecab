import type { Finding, Licence, Question } from './types.ts';

/** A finding, and the licence that answers it where there is one. */
export interface AnsweredFinding {
  readonly finding: Finding;
  readonly licence: Licence | undefined;
}

/**
 * Lets licences held or assumed answer the rules they name: where a rule asks for a licence, or where nobody can say
 * whether it forbids. A denial is never answered.
 */
export function answerWithLicences(
  findings: readonly Finding[],
  question: Question,
  licences: readonly Licence[],
): readonly AnsweredFinding[] {
  return findings.map((finding) => {
    const { kind } = finding.effect;
    const licence =
      kind === 'licence' || kind === 'uncertain'
        ? licences.find((candidate) => covers(candidate, finding.rule, question))
        : undefined;
    return licence === undefined
      ? { finding, licence }
      : { finding: { ...finding, verdict: 'conditions', reason: answered(finding, licence) }, licence };
  });
}

function covers(licence: Licence, rule: string, question: Question): boolean {
  return (
    licence.rules.includes(rule) &&
    anyOr(licence.accelerators, question.accelerator) &&
    anyOr(licence.destinations, question.destination) &&
    anyOr(licence.uses, question.use) &&
    licence.from <= question.date &&
    (licence.until === undefined || question.date <= licence.until)
  );
}

/** An empty list means any. */
function anyOr<T>(allowed: readonly T[], value: T): boolean {
  return allowed.length === 0 || allowed.includes(value);
}

function answered(finding: Finding, licence: Licence): string {
  const how = licence.status === 'held' ? 'held by the buyer' : 'assumed by the scenario, not granted';
  return `${finding.reason}; answered by the licence ${licence.id} (${how})`;
}
