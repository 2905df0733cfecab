import { verdicts } from '../../rules/index.ts';
import type { Judgement, Question, Use, Verdict } from '../../rules/index.ts';
import type { IsoDate } from '../../quantity/index.ts';
import type { UseVerdict } from './candidate.ts';

/** Asks the rules; the caller binds rulebook, catalog and licences. Must be pure: answers are remembered. */
export type Judge = (question: Question) => Judgement;

/** Stands in for a rule where a line is not permitted although no single finding says why. */
export const unjudged = 'unjudged';

const permitted: ReadonlySet<Verdict> = new Set(['allowed', 'conditions']);

/** Judges one use on its order date and its ship date, with the knowledge of `knownOn`. */
export function judgeUse(
  judge: Judge,
  question: Omit<Question, 'date' | 'use'>,
  use: Use,
  orderDate: IsoDate,
  shipDate: IsoDate,
): UseVerdict {
  const onOrder = judge({ ...question, use, date: orderDate });
  const onShip = shipDate === orderDate ? onOrder : judge({ ...question, use, date: shipDate });
  return {
    use,
    orderDate,
    shipDate,
    onOrder,
    onShip,
    verdict: worse(onOrder.verdict, onShip.verdict),
    blockedBy: [...new Set([...blockers(onOrder), ...blockers(onShip)])].toSorted(),
  };
}

export function worse(a: Verdict, b: Verdict): Verdict {
  return verdicts.indexOf(a) >= verdicts.indexOf(b) ? a : b;
}

/** The rules that make a judgement more than a condition; `unjudged` where none is named. */
function blockers(judgement: Judgement): readonly string[] {
  if (permitted.has(judgement.verdict)) return [];
  const rules = judgement.findings
    .filter((finding) => !permitted.has(finding.verdict))
    .map((finding) => finding.rule);
  return rules.length > 0 ? rules : [unjudged];
}

/** Remembers answers: many lines ask the same question. */
export function remember(judge: Judge): Judge {
  const answers = new Map<string, Judgement>();
  return (question) => {
    const key = JSON.stringify(question, Object.keys(question).toSorted());
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = judge(question);
    answers.set(key, answer);
    return answer;
  };
}
