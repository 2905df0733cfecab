import type { ResolvedScenario } from '../../scenario/index.ts';
import { judgeLines, type Candidate, type Judge, type UseVerdict } from '../candidates/index.ts';
import { listed } from '../words.ts';

/** How the rules' answer to one offer at one site changed. */
export interface VerdictChange {
  readonly offer: string;
  readonly site: string;
  readonly sentence: string;
}

interface Change {
  readonly offer: string;
  readonly site: string;
  readonly quarter: string;
  readonly words: string;
}

/**
 * Offers at sites whose answer from the rules is another with other rules, in words: use by use, with the order quarters
 * it is about, and the rules that have their say now or had it before. Sites with the same answer share a sentence.
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
  const told = grouped(changes, ({ offer, site, words }) => `${offer} ${site} ${words}`).map((group) => {
    const [{ offer, site, words }] = group;
    return { offer, site, words: `${whenOf(group)}: ${words}` };
  });
  return grouped(told, ({ offer, words }) => `${offer} ${words}`).flatMap((group) => {
    const [{ offer, words }] = group;
    const sentence = `${offer} at ${listed(group.map(({ site }) => site))}, ordered ${words}`;
    return group.map(({ site }) => ({ offer, site, sentence }));
  });
}

function whenOf(changes: readonly Change[]): string {
  const first = changes[0]?.quarter ?? '';
  return changes.length === 1 ? `in ${first}` : `from ${first} to ${changes.at(-1)?.quarter ?? ''}`;
}

/** Entries with the same key together, in the order in which each key first comes. */
function grouped<T>(entries: readonly T[], keyOf: (entry: T) => string): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const entry of entries) {
    const known = groups.get(keyOf(entry));
    if (known === undefined) groups.set(keyOf(entry), [entry]);
    else known.push(entry);
  }
  return [...groups.values()];
}

function changesOf(was: Candidate, now: Candidate, { quarters }: ResolvedScenario): readonly Change[] {
  return now.verdicts.flatMap((record) => {
    const old = was.verdicts.find(({ use }) => use === record.use);
    if (old === undefined || old.verdict === record.verdict) return [];
    const why = reasonOf(old, record);
    return [
      {
        offer: now.offer.id,
        site: now.site.id,
        quarter: quarters[now.order] ?? '',
        words: `${record.use} ${old.verdict} → ${record.verdict}${why === '' ? '' : `, ${why}`}`,
      },
    ];
  });
}

/** Rules that came in, else those that have gone; both where a block gave way to another. */
function reasonOf(old: UseVerdict, now: UseVerdict): string {
  const fresh = rulesOf(now).filter((rule) => !rulesOf(old).includes(rule));
  const gone = rulesOf(old).filter((rule) => !rulesOf(now).includes(rule));
  return [
    ...(fresh.length > 0 ? [`by ${listed(fresh)}`] : []),
    ...(gone.length > 0 ? [`without ${listed(gone)}`] : []),
  ].join(', ');
}

/** Ids of the rules that had their say on either date. */
function rulesOf({ onOrder, onShip }: UseVerdict): readonly string[] {
  return [...new Set([...onOrder.findings, ...onShip.findings].map(({ rule }) => rule))];
}
