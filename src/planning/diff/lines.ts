import type { PlanFile, PlanLine } from '../../plan/index.ts';
import { claimsAbout } from './claims.ts';
import { alike } from './figures.ts';
import {
  fieldsOf,
  type ClaimChange,
  type FieldChange,
  type LineChange,
  type LineEvent,
} from './plan-diff.ts';

/** Lines that differ, in the order of their ids, and how many do not. */
export function lineChanges(
  before: PlanFile,
  after: PlanFile,
  claims: readonly ClaimChange[],
): { readonly changed: readonly LineChange[]; readonly unchanged: number } {
  const old = new Map(before.lines.map((line) => [line.id, line]));
  const now = new Map(after.lines.map((line) => [line.id, line]));
  const ids = [...new Set([...old.keys(), ...now.keys()])].toSorted();
  const changed = ids.flatMap((id): readonly LineChange[] => {
    const was = old.get(id);
    const is = now.get(id);
    const line = is ?? was;
    if (line === undefined) return [];
    const fields = fieldChanges(was, is);
    if (was !== undefined && is !== undefined && fields.length === 0) return [];
    const { offer, system, site, orderQuarter } = line;
    return [
      {
        id,
        event: eventOf(was, is, fields),
        offer,
        system,
        site,
        orderQuarter,
        before: was?.count ?? 0,
        after: is?.count ?? 0,
        moneyBefore: was?.reporting ?? 0,
        moneyAfter: is?.reporting ?? 0,
        fields,
        inputs: [
          ...verdictInputs(was, is),
          ...blocks(line, after),
          ...claimsAbout(claims, line).map(claimSentence),
        ],
      },
    ];
  });
  return { changed, unchanged: ids.length - changed.length };
}

function fieldChanges(was: PlanLine | undefined, is: PlanLine | undefined): readonly FieldChange[] {
  if (was === undefined || is === undefined) return [];
  const old = fieldsOf(was);
  const now = fieldsOf(is);
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((field) => {
    const before = old[field] ?? null;
    const after = now[field] ?? null;
    const same =
      typeof before === 'number' && typeof after === 'number' ? alike(before, after) : before === after;
    return same ? [] : [{ field, before, after }];
  });
}

function eventOf(
  was: PlanLine | undefined,
  is: PlanLine | undefined,
  fields: readonly FieldChange[],
): LineEvent {
  if (was === undefined) return 'added';
  if (is === undefined) return 'dropped';
  if (!alike(was.count, is.count)) return is.count > was.count ? 'more' : 'fewer';
  const ordered = is.frozen && !was.frozen;
  return ordered && fields.every(({ field }) => field === 'ordered') ? 'ordered' : 'changed';
}

/** How the rules' answer to a line changed, use by use. */
function verdictInputs(was: PlanLine | undefined, is: PlanLine | undefined): readonly string[] {
  if (was === undefined || is === undefined) return [];
  return is.verdicts.flatMap((record) => {
    const old = was.verdicts.find(({ use }) => use === record.use);
    if (old === undefined || old.verdict === record.verdict) return [];
    const fresh = record.rules.filter((rule) => !old.rules.includes(rule));
    const by = fresh.length === 0 ? '' : ` (${fresh.join(', ')})`;
    return [`verdict for ${record.use}: ${old.verdict} → ${record.verdict}${by}: ${record.reason}`];
  });
}

/** The rules that keep a line out of the new plan, as its break-evens tell. */
function blocks({ offer, site }: PlanLine, after: PlanFile): readonly string[] {
  return after.breakEvens
    .filter(({ line, what }) => what === 'rule' && line === `${offer}@${site}`)
    .map(({ sentence }) => sentence);
}

/** A changed claim in words. */
export function claimSentence({ path, before, after, because }: ClaimChange): string {
  const source = because === null ? '' : ` (${because})`;
  return `${path}: ${before ?? 'not there'} → ${after ?? 'gone'}${source}`;
}
