import type { Expression } from './expression.ts';
import { compare, isKnown, type Interval } from './interval.ts';
import { both, either, negation, type Truth } from './truth.ts';
import type { Field, Subject } from './vocabulary.ts';

/** One fact: a number's interval, a flag, a text or a list of texts; `undefined`, and for flags `'unknown'`, when nobody knows. */
export type Fact = Interval | boolean | string | readonly string[] | undefined;

/** Facts by subject, then by the rest of the name: `facts.item['tpp']`. A missing fact is unknown. */
export type Facts = Readonly<Record<Subject, Readonly<Record<string, Fact>>>>;

/**
 * Whether the predicate holds for the facts. A part that decides stops the reading, so `seen`, where given, collects
 * just the facts the answer rests on.
 */
export function evaluate(expression: Expression, facts: Facts, seen?: Set<Field>): Truth {
  switch (expression.kind) {
    case 'constant':
      return expression.value;
    case 'and': {
      const left = evaluate(expression.left, facts, seen);
      return left === false ? false : both(left, evaluate(expression.right, facts, seen));
    }
    case 'or': {
      const left = evaluate(expression.left, facts, seen);
      return left === true ? true : either(left, evaluate(expression.right, facts, seen));
    }
    case 'not':
      return negation(evaluate(expression.of, facts, seen));
    case 'term':
      return evaluate(expression.body, facts, seen);
    default:
      seen?.add(expression.field);
      return test(expression, factOf(expression.field, facts));
  }
}

/** The value of a fact; unknown when nobody gave it. */
export function factOf(field: Field, facts: Facts): Fact {
  return facts[field.subject][field.key];
}

function test(expression: Extract<Expression, { readonly field: Field }>, fact: Fact): Truth {
  switch (expression.kind) {
    case 'known':
      return isFactKnown(fact);
    case 'flag':
      return typeof fact === 'boolean' ? fact : 'unknown';
    case 'number':
      return isInterval(fact) ? compare(fact, expression.comparison, expression.limit) : 'unknown';
    case 'text':
      return typeof fact === 'string' ? expression.options.includes(fact) !== expression.negated : 'unknown';
    default:
      return isList(fact) ? fact.includes(expression.member) : 'unknown';
  }
}

/** False for unknown flags, texts and lists, and for numbers known only within bounds. */
export function isFactKnown(fact: Fact): boolean {
  return isInterval(fact) ? isKnown(fact) : fact !== undefined && fact !== 'unknown';
}

/** A fact as people read it: `15 824`, `at least 392 GB/s`, `unknown`, `CN`, `D:1, D:5`. */
export function printFact(field: Field, fact: Fact): string {
  if (isInterval(fact)) {
    const unit = field.kind.is === 'number' && field.kind.unit !== '' ? ` ${field.kind.unit}` : '';
    return printInterval(fact, unit);
  }
  if (isList(fact)) return fact.length === 0 ? 'none' : fact.join(', ');
  if (typeof fact === 'boolean') return fact ? 'yes' : 'no';
  return fact ?? 'unknown';
}

function printInterval({ low, high }: Interval, unit: string): string {
  if (low === high) return `${printNumber(low)}${unit}`;
  if (high === Infinity) return low === 0 ? 'unknown' : `at least ${printNumber(low)}${unit}`;
  return `${printNumber(low)} to ${printNumber(high)}${unit}`;
}

/** At most two decimals, digits grouped in threes by spaces. */
function printNumber(value: number): string {
  const [whole = '', decimals] = String(Math.round(value * 100) / 100).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ' ');
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}

function isInterval(fact: Fact): fact is Interval {
  return typeof fact === 'object' && 'low' in fact;
}

function isList(fact: Fact): fact is readonly string[] {
  return Array.isArray(fact);
}
