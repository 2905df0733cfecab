import type { World } from '../../pipeline/index.ts';
import { strictEvidence, type Evidence } from './evidence.ts';
import type { Stage } from './replay.ts';
import type { EventResult, EvidenceResult } from './result.ts';

/** What a replay rests on, the weak parts named. */
export function evidenceResult(stage: Stage, world: World, evidence: Evidence): EvidenceResult {
  const last = stage.turns.at(-1)?.end ?? '';
  const weakRules = stage.rulebook.rules.filter(
    (rule) => !rule.informative && rule.published <= last && !strictEvidence.keeps(rule),
  );
  const measured = stage.histories.flatMap(({ series, points }) =>
    points
      .filter(({ claim, day }, index) => index > 0 && day <= last && !strictEvidence.keeps(claim))
      .map(({ date, claim }) => ({ what: `${series ?? ''} of ${date}`, grade: claim.grade })),
  );
  const deliveries = stage.events.flatMap(({ id, deliveries: limit }) =>
    limit === undefined || strictEvidence.keeps(limit.most) ? [] : [{ what: id, grade: limit.most.grade }],
  );
  return {
    id: evidence.id,
    rules: stage.rulebook.rules.filter(({ informative, published }) => !informative && published <= last)
      .length,
    weak: [...weakRules.map(({ id, grade }) => ({ what: `rule ${id}`, grade })), ...measured, ...deliveries],
    demand: stage.histories.map(({ service, series }) => ({
      service,
      series: series ?? null,
      ratios: stage.demand.get(service) ?? [],
    })),
  };
}

/** Events of the window for the reader: what each changes in the replay, if anything. */
export function eventResults(stage: Stage, { rulebook }: World): readonly EventResult[] {
  const rules = new Set(rulebook.rules.filter(({ informative }) => !informative).map(({ id }) => id));
  const measured = new Set(stage.histories.flatMap(({ points }) => points.map(({ date }) => date)));
  return stage.events.map(({ id, date, kind, title, claim, about, deliveries }) => ({
    id,
    date,
    kind,
    title,
    grade: claim.grade,
    changes:
      deliveries !== undefined
        ? 'deliveries'
        : kind === 'demand' && measured.has(date)
          ? 'demand'
          : about.some((entry) => rules.has(entry))
            ? 'law'
            : null,
  }));
}
