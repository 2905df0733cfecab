import { addDays, type IsoDate } from '../quantity/index.ts';
import type { Expression } from './predicate/expression.ts';
import { parsePredicate } from './predicate/parse.ts';
import type { Rule, Rulebook } from './types.ts';

/** How the rules may change on a day. */
export interface RuleChange {
  /** First day of the change. */
  readonly date: IsoDate;
  /** Rules of the book that take effect on that day, whenever they really did. */
  readonly publish?: readonly string[];
  /** Rules of the book that end the day before. */
  readonly end?: readonly string[];
  /** A rule that nobody has written yet: it denies what its predicate holds for. */
  readonly forbid?: {
    readonly id: string;
    readonly title: string;
    readonly when: string;
    readonly gate: 'export' | 'import' | 'use';
  };
}

/**
 * The rulebook of a world in which rules change on days to come, and in which everybody knows of it since `knownOn`: what is
 * planned there may take the change into account. Ids that the book does not have change nothing. The hash stays that
 * of the book: a what-if is no new rule set.
 *
 * @throws Error when the predicate of a `forbid` cannot be read; ask `predicateProblem` first.
 */
export function whatIf(rulebook: Rulebook, changes: readonly RuleChange[], knownOn: IsoDate): Rulebook {
  if (changes.length === 0) return rulebook;
  const published = new Map(
    changes.flatMap(({ date, publish = [] }) => publish.map((id) => [id, date] as const)),
  );
  const ended = new Map(changes.flatMap(({ date, end = [] }) => end.map((id) => [id, date] as const)));
  const rules = rulebook.rules.map((rule): Rule => {
    const from = published.get(rule.id);
    const until = ended.get(rule.id);
    const { until: _own, ...open } = rule;
    const begun: Rule = from === undefined ? rule : { ...open, published: knownOn, effective: from };
    return until === undefined
      ? begun
      : { ...begun, until: { date: addDays(until, -1), published: knownOn, why: 'what if it ended' } };
  });
  const invented = changes.flatMap(({ date, forbid }) =>
    forbid === undefined ? [] : [hypothetical(forbid, date, knownOn)],
  );
  const terms = termsOf(rulebook);
  return {
    ...rulebook,
    rules: [...rules, ...invented],
    predicates: new Map([
      ...rulebook.predicates,
      ...invented.map((rule): [string, Expression] => [rule.id, expressionOf(rule, terms)]),
    ]),
  };
}

/** What is wrong with a predicate, in words; undefined where it can be read. */
export function predicateProblem(rulebook: Rulebook, when: string): string | undefined {
  const parsed = parsePredicate(when, termsOf(rulebook));
  return parsed.ok ? undefined : parsed.problem.message;
}

function hypothetical(
  { id, title, when, gate }: NonNullable<RuleChange['forbid']>,
  date: IsoDate,
  knownOn: IsoDate,
): Rule {
  return {
    id,
    title,
    jurisdiction: 'US',
    authority: 'nobody: a what-if',
    text: 'not written',
    published: knownOn,
    effective: date,
    gate,
    when,
    effect: { kind: 'deny' },
    supersedes: [],
    informative: false,
    grade: 'assumed',
    sources: [],
    notes: [],
  };
}

function expressionOf({ id, when }: Rule, terms: ReadonlyMap<string, Expression>): Expression {
  const parsed = parsePredicate(when, terms);
  if (!parsed.ok) throw new Error(`${id}: ${parsed.problem.message}`);
  return parsed.expression;
}

/** The defined terms of the book, parsed again: each may use those before it. */
function termsOf({ terms }: Rulebook): ReadonlyMap<string, Expression> {
  const parsed = new Map<string, Expression>();
  for (const { name, means } of terms) {
    const expression = parsePredicate(means, parsed);
    if (expression.ok) parsed.set(name, expression.expression);
  }
  return parsed;
}
