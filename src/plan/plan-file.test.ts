import { describe, expect, it } from 'vitest';
import { planJsonSchema, planReference, readPlan, writePlan, type PlanFile } from './index.ts';

/** The least a plan file can say: nothing is feasible yet. */
const empty: PlanFile = {
  version: '1.0',
  status: 'interrupted',
  title: 'Nothing yet',
  scenario: 'nothing',
  variant: null,
  asOf: '2025-01-20',
  quarters: ['2025Q1'],
  wholeQuarters: 1,
  currency: 'USD',
  seed: 1,
  ruleSet: { asOf: '2025-01-20', hash: 'r', rules: [] },
  scenarioHash: 's',
  catalogHash: 'c',
  engine: { fleetwright: '0.1.0', solver: 'none' },
  objective: { kind: 'least-cost', value: null, cost: null, unmet: 0 },
  bound: null,
  gap: null,
  systems: [],
  lines: [],
  stock: [],
  placements: [
    {
      quarter: '2025Q1',
      site: 'a',
      system: 'b',
      uses: ['training'],
      work: 'c',
      kind: 'run',
      systems: 0.1 + 0.2,
      rate: 1e25,
    },
  ],
  services: [],
  runs: [],
  shares: [],
  budgets: [],
  cash: [],
  power: [],
  limits: [],
  runnerUps: [],
  breakEvens: [],
  conflict: [],
  repair: [],
  assumptions: [],
  diagnostics: [],
};

describe('a plan file', () => {
  it('is read back as it was written, to the last bit', () => {
    expect(readPlan('plan.json', writePlan(empty))).toEqual({ plan: empty, diagnostics: [] });
  });

  it('has the same bytes whatever the order of keys', () => {
    const reversed = Object.fromEntries(Object.entries(empty).toReversed()) as PlanFile;
    expect(writePlan(reversed)).toBe(writePlan(empty));
    expect(writePlan(empty)).toMatch(/^\{\n {2}"version": "1.0",\n[\s\S]*\n\}\n$/);
  });

  it('is never written with a number that is none', () => {
    expect(() => writePlan({ ...empty, gap: Number.NaN })).toThrow('gap');
    expect(() => writePlan({ ...empty, bound: Infinity })).toThrow('bound');
  });

  it('may hold keys of a later version, which are left out', () => {
    const text = JSON.stringify({ ...empty, stance: 'later' });
    expect(readPlan('plan.json', text).plan).toEqual(empty);
  });
});

describe('a broken plan file', () => {
  const text = writePlan(empty);
  const broken: readonly (readonly [string, string, string, number])[] = [
    ['a word that is not known', text.replace('"interrupted"', '"optimol"'), 'FW-READ-0013', 3],
    ['text for a number', text.replace('"seed": 1', '"seed": "one"'), 'FW-READ-0012', 13],
    ['a missing key', text.replace('  "seed": 1,\n', ''), 'FW-READ-0011', 1],
    ['a quarter that is none', text.replace('"2025Q1"', '"2025Q5"'), 'FW-READ-0014', 9],
    ['a negative count', text.replace(/"systems": [\d.]+/, '"systems": -1'), 'FW-READ-0014', 46],
    ['a comma too many', text.replace('"bound": null,', '"bound": null,,'), 'FW-READ-0003', 31],
    ['no JSON but YAML', 'version: 1.0\n', 'FW-PLAN-0002', 1],
    ['a later version', text.replace('"1.0"', '"2.0"'), 'FW-PLAN-0001', 2],
    ['nothing', '', 'FW-READ-0007', 1],
    ['a list', '[]', 'FW-READ-0012', 1],
    ['a NUL byte', '{"version": "1.0\0"}', 'FW-READ-0002', 1],
    ['endless nesting', '['.repeat(20_000), 'FW-READ-0006', 1],
  ];

  it.each(broken)('with %s is explained with its place', (_, spoiled, code, line) => {
    const { plan, diagnostics } = readPlan('plan.json', spoiled);
    expect(plan).toBeUndefined();
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
    expect(diagnostics[0]?.span).toMatchObject({ file: 'plan.json', line });
  });

  it('gives every problem at once', () => {
    const spoiled = text.replace('"seed": 1', '"seed": "one"').replace('"least-cost"', '"least-money"');
    expect(readPlan('plan.json', spoiled).diagnostics).toHaveLength(2);
  });
});

describe('what is generated from the schema', () => {
  it('is in the repository as it is now: the JSON Schema', async () => {
    await expect(`${JSON.stringify(planJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
      '../../schemas/plan.schema.json',
    );
  });

  it('is in the repository as it is now: the reference', async () => {
    await expect(planReference()).toMatchFileSnapshot('../../docs/plan-file.md');
  });

  it('says of every field what it is', () => {
    const undescribed = planReference()
      .split('\n')
      .filter((row) => row.startsWith('| ') && row.endsWith('|  |'));
    expect(undescribed).toEqual([]);
  });
});
