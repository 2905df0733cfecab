import { describe, expect, test } from 'vitest';
import { catalog, parsedRules, ruleFiles } from '../../test/fixtures/repository-rules.ts';
import { parseRules } from './index.ts';

const terms = {
  path: 'catalog/rules/terms.yaml',
  text: '"big item": { means: item.tpp >= 4800, sources: [fr2023] }',
};
const rule = `
rule-one:
  title: One
  jurisdiction: US
  authority: BIS
  text: a text
  published: 2024-01-10
  effective: 2024-02-01
  gate: export
  when: '"big item" and destination.groups has "D:5"'
  effect: { kind: licence, policy: case-by-case }
  grade: B
  sources: [fr2023]
`;
const read = (...texts: readonly string[]) =>
  parseRules(
    [terms, ...texts.map((text, index) => ({ path: `catalog/rules/file-${index}.yaml`, text }))],
    catalog,
  );
const changed = (from: string, to: string) => read(rule.replace(from, to)).diagnostics;

describe('the rules of the repository', () => {
  test('have nothing wrong with them', () => {
    expect(parsedRules.diagnostics).toEqual([]);
    expect(parsedRules.rulebook.rules.length).toBeGreaterThan(40);
  });

  test('every rule has a predicate and a source', () => {
    const { rules, predicates } = parsedRules.rulebook;
    for (const { id, sources } of rules) {
      expect(predicates.has(id)).toBe(true);
      expect(sources.length).toBeGreaterThan(0);
    }
  });

  test('bills, unconfirmed reports and claims that do not stand up are informative', () => {
    const informative = parsedRules.rulebook.rules.filter((entry) => entry.informative).map(({ id }) => id);
    expect(informative).toEqual(['us-2026-01-12-rasa', 'us-2026-03-cap75k', 'us-2026-05-13-800gbs']);
  });

  test('the hash is the same in any order of files, and changes with a word', () => {
    const again = parseRules(ruleFiles.toReversed(), catalog).rulebook;
    expect(again).toEqual(parsedRules.rulebook);
    const edited = ruleFiles.map(({ path, text }) => ({
      path,
      text: text.replace('item.tpp >= 4800', 'item.tpp >= 4801'),
    }));
    expect(parseRules(edited, catalog).rulebook.hash).not.toBe(parsedRules.rulebook.hash);
  });
});

describe('trouble', () => {
  test('a good rule has none', () => {
    const { rulebook, diagnostics } = read(rule);
    expect(diagnostics).toEqual([]);
    expect(rulebook.rules.map(({ id }) => id)).toEqual(['rule-one']);
  });

  test.each([
    [
      'an unknown source',
      'sources: [fr2023]',
      'sources: [fr2024bhm]',
      'FW-RUL-0004',
      'did you mean `fr2024hbm`?',
    ],
    ['a rule without source', 'sources: [fr2023]', 'sources: []', 'FW-RUL-0007', undefined],
    ['an unknown term', '"big item"', '"bigg item"', 'FW-RUL-0002', 'did you mean `big item`?'],
    [
      'an unknown fact',
      'destination.groups',
      'destination.group',
      'FW-RUL-0002',
      'did you mean `destination.groups`?',
    ],
    ['an unknown group', 'has "D:5"', 'has "D:9"', 'FW-RUL-0003', 'did you mean `D:1`?'],
    [
      'an unknown chip',
      'destination.groups has "D:5"',
      'item.id = nvidia-h20-97',
      'FW-RUL-0003',
      'did you mean `nvidia-h20-96`?',
    ],
    ['an unknown key', 'gate: export', 'gatte: export', 'FW-READ-0010', 'did you mean `gate`?'],
    ['an unknown gate', 'gate: export', 'gate: exports', 'FW-READ-0013', 'did you mean `export`?'],
    ['a date that is none', '2024-01-10', '2024-13-10', 'FW-READ-0012', undefined],
    [
      'an unknown rule superseded',
      'grade: B',
      'grade: B\n  supersedes: [rule-on]',
      'FW-RUL-0005',
      'did you mean `rule-one`?',
    ],
    [
      'an end known before the beginning',
      'gate: export',
      'until: { date: 2024-03-01, published: 2023-01-01, why: over }\n  gate: export',
      'FW-RUL-0006',
      undefined,
    ],
    [
      'a figure without unit sense',
      'effect: { kind: licence, policy: case-by-case }',
      'effect: { kind: duty, rate: { value: 25 MW, source: fr2023, grade: B } }',
      'FW-READ-0020',
      undefined,
    ],
  ])('%s is reported with its code and a hint', (_, from, to, code, hint) => {
    const found = changed(from, to).find((diagnostic) => diagnostic.code === code);
    expect(found).toBeDefined();
    expect(found?.span?.file).toBe('catalog/rules/file-0.yaml');
    expect(found?.hint).toBe(hint);
  });

  test('the same id in two files', () => {
    expect(read(rule, rule).diagnostics.map(({ code }) => code)).toEqual(['FW-RUL-0001']);
  });

  test('all problems of all rules are reported at once, and the sound ones are kept', () => {
    const broken = rule
      .replace('rule-one', 'rule-two')
      .replace('"big item"', 'bigitem')
      .replace('grade: B', 'grade: D');
    const alsoBroken = rule.replace('rule-one', 'rule-three').replace('has "D:5"', 'has');
    const { rulebook, diagnostics } = read(rule, broken, alsoBroken);
    expect(rulebook.rules.map(({ id }) => id)).toEqual(['rule-one']);
    expect(diagnostics.map(({ code }) => code)).toEqual(['FW-READ-0013', 'FW-RUL-0002']);
  });

  test('a file that is no YAML is trouble, not a crash', () => {
    expect(read('a: [').diagnostics.length).toBeGreaterThan(0);
    expect(read('[]').diagnostics.length).toBeGreaterThan(0);
    expect(read('just text').diagnostics.length).toBeGreaterThan(0);
  });
});
