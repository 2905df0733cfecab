import type { ResolvedScenario } from '../../scenario/index.ts';
import { judgeLines, type Candidate, type Judge } from '../candidates/index.ts';

/** How the rules' answer to one offer at one site changed. */
export interface VerdictChange {
  readonly offer: string;
  readonly site: string;
  readonly sentence: string;
}

/**
 * Offers at sites whose answer from the rules is another with other rules, in words: use by use, with the order quarters
 * it is about, and the rules that have their say now or had it before.
 */
export function verdictChanges(
  scenario: ResolvedScenario,
  before: Judge,
  after: Judge,
): readonly VerdictChange[] {
  const old = new Map(judgeLines(scenario, before).candidates.map((each) => [each.id, each]));
  const changes = judgeLines(scenario, after).candidates.flatMap((now) => {
    const was = old.get(now.id);
    return was === undefined ? [] : changesOf(was, now, scenario);
  });
  const grouped = new Map<
    string,
    { readonly change: (typeof changes)[number]; readonly quarters: string[] }
  >();
  for (const change of changes) {
    const key = `${change.offer}@${change.site} ${change.words}`;
    const known = grouped.get(key);
    if (known === undefined) grouped.set(key, { change, quarters: [change.quarter] });
    else known.quarters.push(change.quarter);
  }
  return [...grouped.values()].map(({ change: { offer, site, words }, quarters }) => {
    const [first] = quarters;
    const when = quarters.length === 1 ? `in ${first}` : `from ${first} to ${quarters.at(-1)}`;
    return { offer, site, sentence: `${offer} at ${site}, ordered ${when}: ${words}` };
  });
}

function changesOf(
  was: Candidate,
  now: Candidate,
  { quarters }: ResolvedScenario,
): readonly {
  readonly offer: string;
  readonly site: string;
  readonly quarter: string;
  readonly words: string;
}[] {
  return now.verdicts.flatMap((record) => {
    const old = was.verdicts.find(({ use }) => use === record.use);
    if (old === undefined || old.verdict === record.verdict) return [];
    const rules =
      record.blockedBy.length > 0
        ? `by ${record.blockedBy.join(', ')}`
        : `no longer stopped by ${old.blockedBy.join(', ') || 'a rule'}`;
    return [
      {
        offer: now.offer.id,
        site: now.site.id,
        quarter: quarters[now.order] ?? '',
        words: `${record.use} ${old.verdict} → ${record.verdict}, ${rules}`,
      },
    ];
  });
}
