import { describe, expect, it } from 'vitest';
import { describeEntry, listEntries } from '../../src/catalog/index.ts';
import { readWorld } from '../../src/pipeline/index.ts';
import { companiesFrom, companyKinds, inWords, type CompanyFacts } from '../../studio/src/know/companies.ts';

const { catalog } = readWorld();
const facts = Object.fromEntries(
  companyKinds.map((kind) => [
    kind,
    listEntries(catalog, kind).map((one) => ({ id: one.id, rows: describeEntry(one) })),
  ]),
) as unknown as CompanyFacts;
const companies = companiesFrom(facts);
const of = (id: string) => companies.find((one) => one.id === id);

describe('profiles of companies', () => {
  it('hold what the catalog says of a company and of whom it owns', () => {
    const cards = (id: string) =>
      of(id)?.figures.find(({ title }) => title.endsWith('cards shipped in China'));
    expect(cards('alibaba')?.row).toMatchObject({ written: '265000', source: 'idc2025' });
    expect(cards('baidu')?.row).toMatchObject({ written: '116000', source: 'idc2025' });
    expect(of('bytedance')?.events.map(({ id }) => id)).toContain('event-2025-04-23-h20-stock');
    expect(of('deepseek')?.figures.map(({ key }) => key)).toContain('serving-deepseek-nodes-peak');
  });

  it('have no figure without a source, a reason, or the word that it is unknown', () => {
    for (const { figures } of companies) {
      for (const { row } of figures)
        expect([row.source, row.reason].some((one) => one !== undefined)).toBe(true);
    }
  });

  it('print what three buyers did together alike under each of them', () => {
    const joint = companies.flatMap(({ figures }) => figures.filter(({ key }) => key.endsWith('-jointly')));
    for (const key of new Set(joint.map((one) => one.key))) {
      const same = joint.filter((one) => one.key === key);
      expect(same).toHaveLength(3);
      expect(new Set(same.map(({ row }) => `${row.written} ${row.source} ${row.note}`)).size).toBe(1);
    }
    expect(inWords('h20-bought-ahead-jointly')).toBe('H20 bought ahead (three buyers together)');
  });
});
