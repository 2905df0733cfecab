import type { PlanFile } from '../../plan/index.ts';
import type { Concern } from './events.ts';

/**
 * What of a plan a named person has to answer for before it can be approved: licences that are assumed rather than held,
 * and lines that the rules do not clearly permit for the use they are put to (only a frozen order can be one).
 *
 * Read from the plan alone. Fails closed: a licence counts as assumed unless the plan says `held`.
 */
export function concernsOf(plan: PlanFile): readonly Concern[] {
  return [...assumedLicences(plan), ...openVerdicts(plan)];
}

function assumedLicences({ lines }: PlanFile): readonly Concern[] {
  const records = lines.flatMap((line) => line.verdicts.map((verdict) => ({ line, ...verdict })));
  const ids = [...new Set(records.flatMap(({ licences }) => licences))].toSorted();
  return ids.flatMap((id) => {
    const resting = records.filter(({ licences }) => licences.includes(id));
    const held = resting.every(({ conditions }) =>
      conditions.some((condition) => condition.startsWith(`licence ${id} (held) `)),
    );
    if (held) return [];
    const count = new Set(resting.map(({ line }) => line.id)).size;
    const about = `the licence ${id} is assumed, and ${count} ${count === 1 ? 'line rests' : 'lines rest'} on it`;
    return [{ id: `licence:${id}`, about }];
  });
}

function openVerdicts({ lines }: PlanFile): readonly Concern[] {
  return lines.flatMap((line) => {
    const meant = line.verdicts.filter(({ use }) => line.uses.length === 0 || line.uses.includes(use));
    const open = meant.find(({ verdict }) => !permitted.has(verdict));
    if (open === undefined && permitted.has(line.verdict)) return [];
    const verdict = open?.verdict ?? line.verdict;
    const about = `the verdict of the line ${line.id} is ${verdict}${open === undefined ? '' : `: ${open.reason}`}`;
    return [{ id: `verdict:${line.id}`, about }];
  });
}

const permitted: ReadonlySet<string> = new Set(['allowed', 'conditions']);
