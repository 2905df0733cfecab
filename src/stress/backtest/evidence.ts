import type { Claim } from '../../evidence/index.ts';
import type { World } from '../../pipeline/index.ts';
import { rulesKnownOn, type Rulebook } from '../../rules/index.ts';
import type { WorldEvent } from '../../catalog/index.ts';

/** Which evidence the world of a backtest is made of. */
export interface Evidence {
  readonly id: 'all' | 'strict';
  /** What of the record counts as having happened. */
  keeps(claim: Pick<Claim<unknown>, 'grade'>): boolean;
}

/** Everything on record: also what is an estimate (grade C), derived or assumed. */
export const allEvidence: Evidence = { id: 'all', keeps: () => true };
/** Only what a primary or a secondary source says, and what follows from it. */
export const strictEvidence: Evidence = {
  id: 'strict',
  keeps: ({ grade }) => grade !== 'C' && grade !== 'assumed',
};

/** Rules that count, without those of weak evidence. */
export function rulesOf({ rulebook }: World, evidence: Evidence): Rulebook {
  return { ...rulebook, rules: rulebook.rules.filter((rule) => evidence.keeps(rule)) };
}

/** The rulebook as a person had it on a day: nothing published later is in it, and no end announced later. */
export function rulebookOn(rulebook: Rulebook, day: string): Rulebook {
  return { ...rulebook, rules: rulesKnownOn(rulebook, day) };
}

/** Events of the record within a window, in order of days. */
export function eventsBetween(
  { catalog }: World,
  evidence: Evidence,
  from: string,
  to: string,
): readonly WorldEvent[] {
  return [...catalog.events.values()]
    .filter(({ date, claim }) => date >= from && date.slice(0, 7) <= to && evidence.keeps(claim))
    .toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.id < b.id ? -1 : 1));
}
