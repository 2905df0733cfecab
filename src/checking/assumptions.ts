import type { Check } from './context.ts';
import { expectEqual, expectFields } from './compare.ts';
import { violation } from './violation.ts';

/** Every claim that became a number of this plan is listed, as it was written, with its grade and source. */
export const checkAssumptions: Check = ({ plan, scenario, catalog }) => {
  const listed = new Map(plan.assumptions.map((assumption) => [assumption.path, assumption]));
  return [...scenario.lineage].flatMap(([path, claim]) => {
    const found = listed.get(path);
    if (!found) return expectEqual('FW-CHK-0080', path, 'assumption', claim.written, null);
    const source = claim.source === undefined ? undefined : catalog.sources.get(claim.source);
    return expectFields('FW-CHK-0080', path, {
      written: [claim.written, found.written],
      grade: [claim.grade, found.grade],
      status: [claim.status, found.status],
      source: [claim.source ?? null, found.source],
      'source title': [source?.title ?? null, found.sourceTitle],
      ref: [source?.ref ?? null, found.ref],
      reason: [claim.reason ?? null, found.reason],
    });
  });
};

/** No assumption is made up: each enters through the scenario or through the rates. */
export const checkNoStrangers: Check = ({ plan, scenario, rates }) => {
  const known = new Set([
    ...scenario.lineage.keys(),
    ...rates.services.flatMap((rate) => rate.lineage),
    ...rates.runs.flatMap((rate) => rate.lineage),
  ]);
  return plan.assumptions
    .filter((assumption) => !known.has(assumption.path))
    .map(({ path }) => {
      const sentence = 'nothing in the scenario or in the rates rests on this claim.';
      return violation('FW-CHK-0081', path, 'a claim of the scenario', path, sentence);
    });
};
