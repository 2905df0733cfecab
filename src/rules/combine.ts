import { conditionsOf, fullVerdict } from './effect.ts';
import type { AnsweredFinding } from './licences.ts';
import type { Facts } from './predicate/evaluate.ts';
import { verdicts, type Finding, type Judgement, type Verdict } from './types.ts';

/**
 * The worst verdict over the findings. A rule that may hold counts as `unknown` only if, holding, it would be stricter
 * than what is certain: when a licence is needed either way, the missing figure changes nothing.
 */
export function combine(answered: readonly AnsweredFinding[], facts: Facts): Judgement {
  const findings = answered.map(({ finding }) => finding);
  const certain = worst(findings.filter(isCertain).map((finding) => finding.verdict));
  const open = findings.filter(
    (finding) => !isCertain(finding) && rank(fullVerdict(finding.effect, facts)) > rank(certain),
  );
  const verdict = worst([certain, ...open.map((finding) => finding.verdict)]);
  const planned = answered.filter(({ finding }) => rank(finding.verdict) <= rank('conditions'));
  return {
    verdict,
    reason: reasonOf(verdict, [...findings.filter(isCertain), ...open]),
    findings,
    conditions: [
      ...new Set(
        planned.flatMap(({ finding, licence }) => [
          ...(licence === undefined ? [] : [`licence ${licence.id} (${licence.status}) for ${finding.rule}`]),
          ...conditionsOf(finding.effect),
        ]),
      ),
    ],
    dutyRate: rateOf('duty', findings),
    feeRate: rateOf('fee', findings),
    licences: [...new Set(answered.flatMap(({ licence }) => (licence === undefined ? [] : [licence.id])))],
  };
}

/** The rule holds, or its verdict is the same whether it holds or not (a licence answers it). */
function isCertain(finding: Finding): boolean {
  return finding.holds === true || finding.verdict !== 'unknown';
}

function rank(verdict: Verdict): number {
  return verdicts.indexOf(verdict);
}

function worst(found: readonly Verdict[]): Verdict {
  return found.reduce<Verdict>((a, b) => (rank(b) > rank(a) ? b : a), 'allowed');
}

function reasonOf(verdict: Verdict, findings: readonly Finding[]): string {
  const deciding = findings.filter((finding) => finding.verdict === verdict);
  if (verdict === 'allowed') {
    return deciding.some((finding) => finding.effect.kind === 'allow')
      ? deciding
          .filter((finding) => finding.effect.kind === 'allow')
          .map((finding) => finding.reason)
          .join('; ')
      : 'no rule in force restricts this';
  }
  return deciding.map((finding) => finding.reason).join('; ');
}

/** Sum of the rates of duties (or fees) that certainly apply. */
function rateOf(kind: 'duty' | 'fee', findings: readonly Finding[]): number {
  return findings.reduce((total, { effect, holds }) => {
    return effect.kind === kind && holds === true ? total + (effect.rate.value ?? 0) : total;
  }, 0);
}
