import { describe, expect, it } from 'vitest';
import { smallCatalog } from '../../test/fixtures/small-catalog.ts';
import { smallScenario } from '../../test/fixtures/small-scenario.ts';
import { readScenario, resolveScenario, type ResolvedScenario } from './index.ts';

const catalog = smallCatalog();
const text = smallScenario(`budgets:
  a: { amount: { value: 5bn USD, source: made-up, grade: B, date: 2025-01 }, kinds: [systems, network] }
  b: { amount: 1bn USD }
overrides:
  poorer: { budgets: { a: { amount: 1bn USD } } }
  patient: { discountRate: 1 % }
variants:
  guess: { set: { budgets: { a: { amount: { value: 2bn USD, reason: a guess } } } } }
  careful: { title: Careful, include: [poorer, patient] }
  bold: { include: [careful], set: { budgets: { a: { kinds: [systems] }, b: null } } }
  bolder: { include: [bold], set: { discountRate: 20 %, sites: { away: { power: 3 MW, itPower: null } } } }
`);

function variant(name?: string): ResolvedScenario {
  const { document, diagnostics } = readScenario('small.yaml', text, catalog);
  const scenario = document && resolveScenario(document, catalog, { variant: name }).scenario;
  if (!scenario) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return scenario;
}

describe('variants', () => {
  it('leave the scenario alone when none is chosen', () => {
    expect(variant()).toMatchObject({ variant: undefined, discountRate: 0.1 });
    expect(variant().budgets.map(({ limit }) => limit)).toEqual([5e9, 1e9]);
  });

  it('lay overrides over it in order', () => {
    expect(variant('careful')).toMatchObject({ variant: 'careful', discountRate: 0.01 });
    expect(variant('careful').budgets[0]).toMatchObject({ limit: 1e9, kinds: ['systems', 'network'] });
  });

  it('include others, replace lists and claims whole, and remove with null', () => {
    expect(variant('bold').budgets).toHaveLength(1);
    expect(variant('bold').budgets[0]).toMatchObject({ limit: 1e9, kinds: ['systems'] });
    expect(variant('bold').lineage.get('budgets.a.amount')?.source).toBeUndefined();
    expect(variant('bolder')).toMatchObject({ discountRate: 0.2 });
    expect(variant('bolder').sites.find(({ id }) => id === 'away')?.power[0]).toBe(3e6);
  });

  it('never give a new value the source of the old one', () => {
    const claim = variant('guess').lineage.get('budgets.a.amount');
    expect(claim).toMatchObject({ value: { amount: 2e9 }, reason: 'a guess', grade: 'assumed' });
    expect(claim?.source).toBeUndefined();
  });

  it('are listed for whoever offers them', () => {
    const { document } = readScenario('small.yaml', text, catalog);
    expect(Object.keys(document?.variants ?? {})).toEqual(['guess', 'careful', 'bold', 'bolder']);
    expect(document?.variants.careful?.title).toBe('Careful');
  });

  it('name the nearest when there is none of that name', () => {
    const { document } = readScenario('small.yaml', text, catalog);
    const { scenario, diagnostics } = document
      ? resolveScenario(document, catalog, { variant: 'carefull' })
      : { diagnostics: [] };
    expect(scenario).toBeUndefined();
    expect(diagnostics[0]).toMatchObject({ code: 'FW-SCN-0001', hint: 'did you mean `careful`?' });
  });

  it('point into their own lines when they are wrong', () => {
    const broken = text.replace('discountRate: 1 %', 'discountRate: 1 MW');
    const { diagnostics } = readScenario('small.yaml', broken, catalog);
    const line = broken.split('\n').findIndex((each) => each.includes('1 MW')) + 1;
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]?.span).toMatchObject({ line });
  });
});
