import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallCatalog } from '../../test/fixtures/small-catalog.ts';
import { smallScenario } from '../../test/fixtures/small-scenario.ts';
import { readScenario, scenarioMessages } from './index.ts';

const catalog = smallCatalog();
const text = smallScenario(`runs: { big: { flop: 1e24 FLOP, deadline: 3, gang: { min: 8, max: 80 } } }
budgets: { a: { amount: 1bn USD, window: { from: 1, to: 2 } } }
shares: { floor: { atLeast: 30 %, metric: spend } }
licences: { one: { status: held, reason: on file, rules: [some-rule], until: 3 } }
variants: { other: { set: { discountRate: 5 % } } }
`);

describe('reading anything', () => {
  it('accepts the scenario that the others are made of', () => {
    expect(readScenario('small.yaml', text, catalog).diagnostics).toEqual([]);
  });

  it('never throws, and gives a document or errors but not both', () => {
    const words = fc.constantFrom(
      'null',
      '[]',
      '{}',
      '-1',
      '1e999',
      'yes',
      '~',
      '"',
      ': ',
      '\t',
      '&a',
      '*a',
      '<<',
      '2025Q9',
      '{ value: unknown }',
      '__proto__',
    );
    const edit = fc.record({
      at: fc.nat(text.length),
      remove: fc.nat(12),
      insert: fc.oneof(words, fc.string({ maxLength: 6 })),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        const spoilt = edits.reduce(
          (current, { at, remove, insert }) => current.slice(0, at) + insert + current.slice(at + remove),
          text,
        );
        const { document, diagnostics } = readScenario('spoilt.yaml', spoilt, catalog);
        expect(document === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'));
        for (const { span, message } of diagnostics) {
          expect(span?.file).toBe('spoilt.yaml');
          expect(message).not.toMatch(/undefined|NaN|\[object/);
        }
      }),
      { numRuns: 300, seed: 20250120 },
    );
  });

  it('does not read entries from the prototype of an object', () => {
    const spoilt = text.replace('from: east', 'from: toString').replace('buyer: buyer', 'buyer: valueOf');
    expect(readScenario('spoilt.yaml', spoilt, catalog).diagnostics.map(({ code }) => code)).toEqual([
      'FW-SCN-0001',
      'FW-SCN-0001',
    ]);
  });
});

describe('the book of messages', () => {
  it('explains every code in sentences', () => {
    for (const [code, { title, explain }] of Object.entries(scenarioMessages)) {
      expect(code).toMatch(/^FW-SCN-\d{4}$/);
      expect(title).toMatch(/^[A-Z].*[^.]$/);
      expect(explain).toMatch(/^[A-Z`].*\.$/);
    }
  });
});
