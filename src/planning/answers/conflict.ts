import { build } from '../program/index.ts';
import type { BuildInput } from '../program/index.ts';
import type { PlanFile } from '../../plan/index.ts';
import type { Feasible } from './feasible.ts';

type ConflictKind = PlanFile['conflict'][number]['kind'];

/** One member of a conflict: a rule, or a limit or requirement with the quarters (limits) of it that matter. */
export interface ConflictMember {
  /** `rule:…` or the group of limits: `run:pretraining`, `power:datong`. */
  readonly id: string;
  readonly kind: ConflictKind;
  /** Limits of the group that matter; empty for rules. */
  readonly limits: readonly string[];
}

/** Tried for dropping in this order: what is dropped last stays, so rules and requirements name a conflict before supply does. */
const dropFirst: readonly ConflictKind[] = [
  'concentration',
  'power',
  'allocation',
  'share',
  'budget',
  'stock',
  'cap',
  'demand',
  'rule',
  'run',
];

/**
 * A smallest set of named limits, requirements and rules that cannot all hold: drop any one of them and the rest can.
 *
 *     all groups ─► drop kind by kind while still infeasible, halving a kind that matters ─► minimal groups
 *                └► the same inside each group                                            ─► the quarters that matter
 *
 * The program must be infeasible under `feasible`. Dropping only ever helps, which makes one pass enough.
 */
export async function findConflict(base: BuildInput, feasible: Feasible): Promise<readonly ConflictMember[]> {
  const all = allMembers(base);
  const kept = await minimal(all, async (members) => !(await feasible(holding(base, all, members))));
  const refined: ConflictMember[] = [];
  for (const [index, member] of kept.entries()) {
    const others = [...refined, ...kept.slice(index + 1)];
    const limits = await minimal(
      // Latest first, so that the earliest quarter that clashes is the one named.
      member.limits.toReversed().map((limit) => ({ ...member, limits: [limit] })),
      async (parts) => !(await feasible(holding(base, all, [...others, ...parts]))),
    );
    refined.push(
      member.limits.length > 1 ? { ...member, limits: limits.flatMap((part) => part.limits) } : member,
    );
  }
  return refined.toSorted(
    (a, b) => dropFirst.indexOf(b.kind) - dropFirst.indexOf(a.kind) || (a.id < b.id ? -1 : 1),
  );
}

/** The program in which only `members` of `all` hold: other rules are waived, other limits do not bind. */
function holding(
  base: BuildInput,
  all: readonly ConflictMember[],
  members: readonly ConflictMember[],
): BuildInput {
  const held = new Set(members.flatMap(({ id, kind, limits }) => (kind === 'rule' ? [id] : limits)));
  const rules = all.filter(({ kind }) => kind === 'rule').map(({ id }) => id);
  const limits = all.flatMap((member) => member.limits);
  return {
    ...base,
    waived: new Set([...base.waived, ...rules.filter((id) => !held.has(id)).map(ruleOf)]),
    dropped: new Set([...base.dropped, ...limits.filter((limit) => !held.has(limit))]),
  };
}

/** `rule:x` names the rule x. */
export function ruleOf(id: string): string {
  return id.slice('rule:'.length);
}

/**
 * Everything that could be part of a conflict, in the order in which it is tried for dropping. Limits are listed from
 * the program without rules, which has the most of them.
 */
function allMembers(base: BuildInput): readonly ConflictMember[] {
  const blocking = blockingRules(base);
  const groups = new Map<string, { readonly kind: ConflictKind; readonly limits: Set<string> }>();
  for (const { group, kind, limit } of build({ ...base, waived: new Set(blocking.keys()) }).layout.limits) {
    const known = groups.get(group) ?? { kind, limits: new Set<string>() };
    known.limits.add(limit);
    groups.set(group, known);
  }
  const limits = [...groups]
    .map(([id, { kind, limits: members }]): ConflictMember => ({ id, kind, limits: [...members] }))
    .filter(({ id }) => !base.dropped.has(id));
  const rules = [...blocking]
    .filter(([rule]) => !base.waived.has(rule))
    .toSorted(([a, x], [b, y]) => x - y || (a < b ? -1 : 1))
    .map(([rule]): ConflictMember => ({ id: `rule:${rule}`, kind: 'rule', limits: [] }));
  return dropFirst.flatMap((kind) =>
    kind === 'rule'
      ? rules
      : limits.filter((member) => member.kind === kind).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  );
}

/** Rules that block some line or some standing system, with how many; the rarest are dropped first, so common ones stay. */
export function blockingRules({ judged }: Pick<BuildInput, 'judged'>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { verdicts } of [...judged.candidates, ...judged.standing]) {
    for (const rule of verdicts.flatMap((verdict) => verdict.blockedBy))
      counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  return counts;
}

/**
 * A minimal part of `members` with which `clashes` still holds. Members are dropped kind by kind, then by halves:
 * few questions where few members matter.
 */
async function minimal(
  members: readonly ConflictMember[],
  clashes: (members: readonly ConflictMember[]) => Promise<boolean>,
): Promise<readonly ConflictMember[]> {
  let kept = members;
  const drop = async (chunk: readonly ConflictMember[]): Promise<void> => {
    if (chunk.length === 0) return;
    const rest = kept.filter((member) => !chunk.includes(member));
    if (await clashes(rest)) {
      kept = rest;
      return;
    }
    if (chunk.length === 1) return;
    const middle = Math.ceil(chunk.length / 2);
    await drop(chunk.slice(0, middle));
    await drop(chunk.slice(middle));
  };
  for (const kind of new Set(members.map((member) => member.kind))) {
    await drop(members.filter((member) => member.kind === kind));
  }
  return kept;
}
