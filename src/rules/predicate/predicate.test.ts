import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate, printFact, type Fact, type Facts } from './evaluate.ts';
import type { Expression } from './expression.ts';
import { comparisons, compare, type Interval } from './interval.ts';
import { parsePredicate } from './parse.ts';
import { both, either, negation, type Truth } from './truth.ts';
import { fieldOf, vocabulary, type Field } from './vocabulary.ts';

const none: ReadonlyMap<string, Expression> = new Map();

function parsed(text: string, terms = none): Expression {
  const result = parsePredicate(text, terms);
  if (!result.ok) throw new Error(`${result.problem.message} at ${result.problem.offset}: ${text}`);
  return result.expression;
}

function problem(text: string, terms = none) {
  const result = parsePredicate(text, terms);
  return result.ok ? undefined : result.problem;
}

const shape = (text: string): string => JSON.stringify(parsed(text));

function field(name: string): Field {
  const found = fieldOf(name);
  if (found === undefined) throw new Error(`no fact ${name}`);
  return found;
}

const empty: Facts = {
  item: {},
  destination: {},
  buyer: {},
  recipient: {},
  operator: {},
  site: {},
  order: {},
};
const about = (item: Facts['item']): Facts => ({ ...empty, item });
const point = (value: number): Interval => ({ low: value, high: value });

describe('reading', () => {
  test('not binds tighter than and, and tighter than or', () => {
    expect(shape('true or false and not true')).toBe(shape('true or (false and (not true))'));
    expect(shape('true and true or false')).toBe(shape('(true and true) or false'));
    expect(shape('not item.dataCentre and true')).toBe(shape('(not item.dataCentre) and true'));
  });

  test.each([
    ['item.tpp >= 4800 and', 20, 'expected a condition, found the end', undefined],
    ['item.ttp >= 4800', 0, '`item.ttp` is not a fact', 'item.tpp'],
    ['toString = x', 0, '`toString` is not a fact', undefined],
    ['item.tpp = high', 11, 'expected a number', undefined],
    ['item.tpp has 3', 9, 'is a number; expected one of', undefined],
    ['item.id >= 3', 8, 'is a text; expected =, != or in', undefined],
    ['destination.groups = CN', 19, 'expected `has`', undefined],
    ['use = trainning', 6, 'expected one of training, inference', 'training'],
    ['item.id in [a, ]', 15, 'expected a word', undefined],
    ['(true', 5, 'expected `)`', undefined],
    ['true true', 5, 'expected `and`, `or` or the end', undefined],
    ['true aand true', 5, 'expected `and`', 'and'],
    ['"big one"', 0, 'the term "big one" is not defined', undefined],
    ['"big', 0, 'never closed', undefined],
    ['item.tpp > 4 & true', 13, '`&` has no meaning', undefined],
    ['', 0, 'expected a condition', undefined],
    [`${'('.repeat(200)}true${')'.repeat(200)}`, 64, 'nested too deeply', undefined],
    [`${'not '.repeat(200)}true`, 256, 'nested too deeply', undefined],
  ])('%s: says what is wrong, and where', (text, offset, message, guess) => {
    const found = problem(text);
    expect(found?.message).toContain(message);
    expect(found?.offset).toBe(offset);
    expect(found?.hint).toBe(guess === undefined ? undefined : `did you mean \`${guess}\`?`);
  });

  test('any text gives a predicate or a problem inside it', () => {
    const words = fc.constantFrom(
      'item.tpp',
      '>=',
      '4800',
      'and',
      'or',
      'not',
      '(',
      ')',
      '"t"',
      'in',
      '[',
      ',',
      'known',
      'use',
      '=',
    );
    const texts = fc.oneof(
      fc.string(),
      fc.array(words).map((list) => list.join(' ')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const offset = problem(text)?.offset ?? 0;
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(offset).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('evaluation', () => {
  test.each([
    [
      'item.tpp >= 4800 or (item.tpp >= 1600 and item.performanceDensity >= 5.92)',
      about({ tpp: point(1936), performanceDensity: point(6.59) }),
      true,
    ],
    [
      'item.tpp >= 4800 or (item.tpp >= 1600 and item.performanceDensity >= 5.92)',
      about({ tpp: point(1936), performanceDensity: { low: 0, high: Infinity } }),
      'unknown',
    ],
    [
      'item.tpp >= 4800 or (item.tpp >= 1600 and item.performanceDensity >= 5.92)',
      about({ tpp: point(1500), performanceDensity: { low: 0, high: Infinity } }),
      false,
    ],
    ['item.ioBandwidth >= 600', about({ ioBandwidth: { low: 900, high: Infinity } }), true],
    ['item.ioBandwidth >= 600', about({ ioBandwidth: { low: 0, high: 599 } }), false],
    ['item.ioBandwidth >= 600', empty, 'unknown'],
    ['item.ioBandwidth >= 600', about({ ioBandwidth: { low: 0, high: 600 } }), 'unknown'],
    ['item.ioBandwidth > 600', about({ ioBandwidth: { low: 0, high: 600 } }), false],
    ['item.ioBandwidth < 600', about({ ioBandwidth: { low: 600, high: 900 } }), false],
    ['item.ioBandwidth <= 600', about({ ioBandwidth: { low: 600, high: 900 } }), 'unknown'],
    ['destination.groups has "D:5"', { ...empty, destination: { groups: ['D:1', 'D:5'] } }, true],
    ['destination.groups has "D:5"', { ...empty, destination: { groups: [] } }, false],
    ['destination.groups has "D:5"', empty, 'unknown'],
    ['use = training', { ...empty, order: { use: 'training' } }, true],
    ['use != training', { ...empty, order: { use: 'training' } }, false],
    ['use = training', empty, 'unknown'],
    ['item.id in [a, "b c"]', about({ id: 'b c' }), true],
    ['item.id not in [a, "b c"]', about({ id: 'd' }), true],
    ['item.id not in [a]', empty, 'unknown'],
    ['item.dataCentre', about({ dataCentre: 'unknown' }), 'unknown'],
    ['known(item.tpp)', about({ tpp: { low: 3, high: 4 } }), false],
    ['known(item.tpp)', about({ tpp: point(3) }), true],
    ['known(item.id) or not known(item.id)', empty, true],
  ] as const)('%s', (text, facts, truth) => {
    expect(evaluate(parsed(text), facts)).toBe(truth);
  });

  test('only the facts the answer rests on are seen', () => {
    const predicate = parsed('item.tpp >= 4800 or item.performanceDensity >= 5.92');
    const seenFor = (tpp: number) => {
      const seen = new Set<Field>();
      evaluate(predicate, about({ tpp: point(tpp), performanceDensity: point(1) }), seen);
      return [...seen].map(({ name }) => name);
    };
    expect(seenFor(5000)).toEqual(['item.tpp']);
    expect(seenFor(1000)).toEqual(['item.tpp', 'item.performanceDensity']);
  });

  test.each([
    ['item.tpp', point(15824), '15 824'],
    ['item.tpp', point(5284.8), '5 284.8'],
    ['item.performanceDensity', point(19.4398), '19.44 per mm²'],
    ['item.ioBandwidth', { low: 392, high: Infinity }, 'at least 392 GB/s'],
    ['item.ioBandwidth', { low: 0, high: Infinity }, 'unknown'],
    ['item.memoryBandwidth', { low: 1228, high: 2760 }, '1 228 to 2 760 GB/s'],
    ['item.dataCentre', false, 'no'],
    ['item.dataCentre', 'unknown', 'unknown'],
    ['item.id', undefined, 'unknown'],
    ['destination.groups', ['D:1', 'D:5'], 'D:1, D:5'],
    ['destination.groups', [], 'none'],
  ] as const)('%s prints as people read it', (name, fact, text) => {
    expect(printFact(field(name), fact)).toBe(text);
  });
});

const truth = fc.constantFrom<Truth>(true, false, 'unknown');

describe("Kleene's laws", () => {
  test('commutative, associative, distributive, absorbing, De Morgan', () => {
    fc.assert(
      fc.property(truth, truth, truth, (a, b, c) => {
        expect(both(a, b)).toBe(both(b, a));
        expect(either(a, b)).toBe(either(b, a));
        expect(both(a, both(b, c))).toBe(both(both(a, b), c));
        expect(either(a, either(b, c))).toBe(either(either(a, b), c));
        expect(both(a, either(b, c))).toBe(either(both(a, b), both(a, c)));
        expect(either(a, both(a, b))).toBe(a);
        expect(negation(both(a, b))).toBe(either(negation(a), negation(b)));
        expect(negation(negation(a))).toBe(a);
      }),
    );
  });

  test('on two values it is the usual logic', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), (a, b) => {
        expect(both(a, b)).toBe(a && b);
        expect(either(a, b)).toBe(a || b);
      }),
    );
  });
});

const interval = fc.tuple(
  fc.integer({ min: 0, max: 8 }),
  fc.oneof(fc.integer({ min: 0, max: 8 }), fc.constant(Infinity)),
);
const intervalFact = interval.map(([low, width]): Interval => ({ low, high: low + width }));

test('a comparison agrees with every number of the interval, or is unknown', () => {
  const holds = {
    '>=': (a: number, b: number) => a >= b,
    '>': (a: number, b: number) => a > b,
    '<=': (a: number, b: number) => a <= b,
    '<': (a: number, b: number) => a < b,
    '=': (a: number, b: number) => a === b,
    '!=': (a: number, b: number) => a !== b,
  };
  fc.assert(
    fc.property(
      intervalFact,
      fc.constantFrom(...comparisons),
      fc.integer({ min: 0, max: 17 }),
      (range, sign, limit) => {
        const samples = [
          range.low,
          (range.low + Math.min(range.high, 40)) / 2,
          range.low + 0.25,
          limit,
          Math.min(range.high, 40),
        ]
          .filter((value) => value >= range.low && value <= range.high)
          .map((value) => holds[sign](value, limit));
        const expected = samples.every(Boolean) ? true : samples.some(Boolean) ? 'unknown' : false;
        expect(compare(range, sign, limit)).toBe(expected);
      },
    ),
    { numRuns: 2000 },
  );
});

/** Random predicates as text, over every kind of fact. */
const predicateText = fc.letrec<{ readonly any: string; readonly leaf: string; readonly tree: string }>(
  (tie) => ({
    any: fc.oneof({ maxDepth: 5 }, tie('leaf'), tie('tree')),
    leaf: fc.oneof(
      fc.constantFrom('true', 'false', 'item.dataCentre', 'site.stateFunded', '"term"'),
      fc
        .tuple(
          fc.constantFrom('item.tpp', 'item.ioBandwidth', 'quantity'),
          fc.constantFrom(...comparisons),
          fc.nat(16),
        )
        .map((parts) => parts.join(' ')),
      fc
        .tuple(
          fc.constantFrom('item.id', 'buyer.country', 'recipient.parent.country'),
          fc.constantFrom('= A', '!= A', 'in [A, B]', 'not in [A, C]'),
        )
        .map((parts) => parts.join(' ')),
      fc.constantFrom('destination.groups has "D:5"', 'operator.groups has A', 'use = training'),
    ),
    tree: fc.oneof(
      tie('any').map((inner) => `not (${inner})`),
      fc
        .tuple(tie('any'), fc.constantFrom('and', 'or'), tie('any'))
        .map(([a, word, b]) => `(${a}) ${word} (${b})`),
    ),
  }),
).any;
const terms = new Map([['term', parsed('item.tpp >= 4 and use = training')]]);

const fieldNames = [
  'item.dataCentre',
  'site.stateFunded',
  'item.tpp',
  'item.ioBandwidth',
  'quantity',
  'item.id',
  'buyer.country',
  'recipient.parent.country',
  'destination.groups',
  'operator.groups',
  'use',
];

/** A fact with something open, and the same fact with more known. */
function narrowed(name: string): fc.Arbitrary<readonly [Fact, Fact]> {
  switch (vocabulary[name]?.is) {
    case 'number':
      return fc
        .tuple(intervalFact, fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean())
        .map(([open, where, whole]) => {
          const value = open.low + where * Math.min(open.high - open.low, 20);
          return [open, { low: value, high: whole ? value : open.high }] as const;
        });
    case 'flag':
      return fc.boolean().map((value) => ['unknown', value] as const);
    case 'list':
      return fc.subarray(['D:5', 'A']).map((value) => [undefined, value] as const);
    default:
      return fc.constantFrom('A', 'B', 'training').map((value) => [undefined, value] as const);
  }
}

const openAndNarrowed = fc.tuple(
  ...fieldNames.map((name) => fc.tuple(narrowed(name), fc.boolean(), fc.boolean())),
);

function factsFrom(values: ReadonlyMap<string, Fact>): Facts {
  const facts: Record<string, Record<string, Fact>> = structuredClone(empty);
  for (const [name, value] of values) {
    const { subject, key } = field(name);
    (facts[subject] ??= {})[key] = value;
  }
  return { ...empty, ...facts };
}

test('learning more never turns true into false or false into true', () => {
  fc.assert(
    fc.property(predicateText, openAndNarrowed, (text, pairs) => {
      const before = new Map<string, Fact>();
      const after = new Map<string, Fact>();
      for (const [index, [[open, known], wasOpen, staysOpen]] of pairs.entries()) {
        const name = fieldNames[index] ?? '';
        before.set(name, wasOpen ? open : known);
        after.set(name, wasOpen && staysOpen ? open : known);
      }
      const predicate = parsed(text, terms);
      const first = evaluate(predicate, factsFrom(before));
      const then = evaluate(predicate, factsFrom(after));
      expect(['unknown', then]).toContain(first);
    }),
    { numRuns: 500 },
  );
});

test('every predicate has an answer on any facts, and the facts seen give the same one', () => {
  fc.assert(
    fc.property(predicateText, openAndNarrowed, (text, pairs) => {
      const values = new Map<string, Fact>(
        pairs.map(([[open, known], isOpen], index) => [fieldNames[index] ?? '', isOpen ? open : known]),
      );
      const predicate = parsed(text, terms);
      const seen = new Set<Field>();
      const answer = evaluate(predicate, factsFrom(values), seen);
      expect([true, false, 'unknown']).toContain(answer);
      const names = new Set([...seen].map(({ name }) => name));
      const part = new Map([...values].filter(([name]) => names.has(name)));
      expect(evaluate(predicate, factsFrom(part))).toBe(answer);
    }),
    { numRuns: 300 },
  );
});
