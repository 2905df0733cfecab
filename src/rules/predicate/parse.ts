import { didYouMean } from '../../diagnostics/index.ts';
import type { Expression } from './expression.ts';
import { comparisons } from './interval.ts';
import { tokens, type PredicateProblem, type Token } from './tokens.ts';
import { fieldOf, vocabulary, type Field, type FieldKind } from './vocabulary.ts';

export type ParsedPredicate =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly problem: PredicateProblem };

/** Terms defined so far, by name. A term may use only earlier ones, so terms cannot be circular. */
export type Terms = ReadonlyMap<string, Expression>;

const deepest = 64;

/**
 * Reads a predicate:
 *
 *     "3A090.a item" and (destination.groups has "D:5" or destination.country in [CN, MO]) and not use = inference
 *
 * Numbers: `item.tpp >= 4800`. Texts: `=`, `!=`, `in [..]`, `not in [..]`. Lists: `has`. Flags stand alone. `known(f)`
 * asks whether a fact is known. A quoted text where a condition is expected is a defined term. `not` binds tighter
 * than `and`, `and` tighter than `or`. Every fact and its kind is checked, so that a predicate that parses can be
 * evaluated on any facts.
 */
export function parsePredicate(text: string, terms: Terms): ParsedPredicate {
  const cut = tokens(text);
  if (!('tokens' in cut)) return { ok: false, problem: cut };
  try {
    return { ok: true, expression: new Parser(cut.tokens, terms).whole() };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, problem: error.problem };
    throw error;
  }
}

/** Carries the first problem out of the recursion; never leaves this file. */
class Unreadable extends Error {
  readonly problem: PredicateProblem;
  constructor(problem: PredicateProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

const powers: Readonly<Record<string, number>> = { or: 1, and: 2 };
const powerOfNot = 3;

/** Pratt's method: one loop over binary words, each binding with its power. */
class Parser {
  readonly #tokens: readonly Token[];
  readonly #terms: Terms;
  #position = 0;
  #depth = 0;

  constructor(list: readonly Token[], terms: Terms) {
    this.#tokens = list;
    this.#terms = terms;
  }

  whole(): Expression {
    const expression = this.#expression(0);
    const next = this.#peek();
    if (next.kind !== 'end') {
      const hint = didYouMean(next.text, ['and', 'or', 'has', 'in']);
      throw trouble(next, `expected \`and\`, \`or\` or the end, found ${shown(next)}`, hint);
    }
    return expression;
  }

  #expression(power: number): Expression {
    this.#depth += 1;
    if (this.#depth > deepest) throw trouble(this.#peek(), 'the predicate is nested too deeply');
    let left = this.#operand();
    for (;;) {
      const word = this.#peek();
      const binding = word.kind === 'word' ? powers[word.text] : undefined;
      if (binding === undefined || binding <= power) break;
      this.#next();
      left = { kind: word.text === 'and' ? 'and' : 'or', left, right: this.#expression(binding) };
    }
    this.#depth -= 1;
    return left;
  }

  #operand(): Expression {
    const token = this.#next();
    if (token.kind === 'sign' && token.text === '(') {
      const inner = this.#expression(0);
      this.#expect(')');
      return inner;
    }
    if (token.kind === 'quoted') return this.#term(token);
    if (token.kind !== 'word') throw trouble(token, `expected a condition, found ${shown(token)}`);
    if (token.text === 'not') return { kind: 'not', of: this.#expression(powerOfNot) };
    if (token.text === 'true' || token.text === 'false')
      return { kind: 'constant', value: token.text === 'true' };
    if (token.text === 'known') return this.#known();
    return this.#condition(token);
  }

  #term(token: Token): Expression {
    const body = this.#terms.get(token.text);
    if (body !== undefined) return { kind: 'term', name: token.text, body };
    throw trouble(
      token,
      `the term "${token.text}" is not defined`,
      didYouMean(token.text, this.#terms.keys()),
    );
  }

  #known(): Expression {
    this.#expect('(');
    const field = this.#field(this.#next());
    this.#expect(')');
    return { kind: 'known', field };
  }

  #condition(token: Token): Expression {
    const field = this.#field(token);
    const { kind } = field;
    switch (kind.is) {
      case 'flag':
        return { kind: 'flag', field };
      case 'number':
        return this.#numberCondition(field);
      case 'list':
        this.#expectWord('has', field);
        return { kind: 'has', field, member: this.#textOperand() };
      default:
        return this.#textCondition(field, kind);
    }
  }

  #numberCondition(field: Field): Expression {
    const sign = this.#next();
    const comparison = comparisons.find((known) => known === sign.text);
    if (comparison === undefined) {
      throw trouble(
        sign,
        `\`${field.name}\` is a number; expected one of ${comparisons.join(' ')}, found ${shown(sign)}`,
      );
    }
    const limit = this.#next();
    if (limit.kind !== 'number') throw trouble(limit, `expected a number, found ${shown(limit)}`);
    return { kind: 'number', field, comparison, limit: Number(limit.text) };
  }

  #textCondition(field: Field, kind: FieldKind & { readonly is: 'text' }): Expression {
    const sign = this.#next();
    if (sign.kind === 'sign' && (sign.text === '=' || sign.text === '!=')) {
      return { kind: 'text', field, options: [this.#textOperand(kind)], negated: sign.text === '!=' };
    }
    if (sign.kind === 'word' && sign.text === 'in')
      return { kind: 'text', field, options: this.#list(kind), negated: false };
    if (sign.kind === 'word' && sign.text === 'not') {
      this.#expectWord('in', field);
      return { kind: 'text', field, options: this.#list(kind), negated: true };
    }
    throw trouble(sign, `\`${field.name}\` is a text; expected =, != or in [..], found ${shown(sign)}`);
  }

  #list(kind: FieldKind & { readonly is: 'text' }): readonly string[] {
    this.#expect('[');
    const options = [this.#textOperand(kind)];
    while (this.#peek().text === ',') {
      this.#next();
      options.push(this.#textOperand(kind));
    }
    this.#expect(']');
    return options;
  }

  #textOperand(kind?: FieldKind & { readonly is: 'text' }): string {
    const token = this.#next();
    if (token.kind !== 'word' && token.kind !== 'quoted')
      throw trouble(token, `expected a word, found ${shown(token)}`);
    const among = kind?.among;
    if (among !== undefined && !among.includes(token.text)) {
      throw trouble(
        token,
        `expected one of ${among.join(', ')}, found ${shown(token)}`,
        didYouMean(token.text, among),
      );
    }
    return token.text;
  }

  #field(token: Token): Field {
    const field = token.kind === 'word' ? fieldOf(token.text) : undefined;
    if (field !== undefined) return field;
    throw trouble(token, `${shown(token)} is not a fact`, didYouMean(token.text, Object.keys(vocabulary)));
  }

  #peek(): Token {
    return (
      this.#tokens[Math.min(this.#position, this.#tokens.length - 1)] ?? { kind: 'end', text: '', offset: 0 }
    );
  }

  #next(): Token {
    const token = this.#peek();
    this.#position += 1;
    return token;
  }

  #expect(sign: string): void {
    const token = this.#next();
    if (token.kind !== 'sign' || token.text !== sign)
      throw trouble(token, `expected \`${sign}\`, found ${shown(token)}`);
  }

  #expectWord(word: string, field: Field): void {
    const token = this.#next();
    if (token.kind !== 'word' || token.text !== word) {
      throw trouble(token, `expected \`${word}\` after \`${field.name}\`, found ${shown(token)}`);
    }
  }
}

function shown(token: Token): string {
  return token.kind === 'end' ? 'the end' : `\`${token.text}\``;
}

function trouble(token: Token, message: string, guess?: string): Unreadable {
  return new Unreadable({
    offset: token.offset,
    message,
    ...(guess !== undefined && { hint: `did you mean \`${guess}\`?` }),
  });
}
