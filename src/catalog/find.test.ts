import { describe, expect, it } from 'vitest';
import { describeEntry } from './describe.ts';
import { findEntry, listEntries } from './find.ts';
import { parseCatalog } from './parse.ts';
import { smallCatalog } from './testing/small-catalog.ts';
import { unknownFigures } from './unknowns.ts';

const { catalog } = parseCatalog(smallCatalog());

describe('findEntry', () => {
  it('finds an entry of any kind, by id, by kind and id, by alias', () => {
    expect(findEntry(catalog, 'whole')).toMatchObject({ ok: true, found: { kind: 'accelerators' } });
    expect(findEntry(catalog, 'countryGroups/D:5')).toMatchObject({
      ok: true,
      found: { kind: 'countryGroups' },
    });
    expect(findEntry(catalog, 'crate')).toMatchObject({ ok: true, found: { kind: 'systems', id: 'box' } });
    expect(findEntry(catalog, 'press')).toMatchObject({ ok: true, found: { kind: 'sources' } });
  });

  it('suggests the nearest id, or nothing', () => {
    expect(findEntry(catalog, 'whle')).toEqual({ ok: false, suggestion: 'whole' });
    expect(findEntry(catalog, 'something-else')).toEqual({ ok: false, suggestion: undefined });
  });
});

describe('listEntries', () => {
  it('lists one kind or all of them, in order', () => {
    expect(listEntries(catalog, 'offers').map(({ id }) => id)).toEqual(['buy-box', 'rent-box']);
    expect(listEntries(catalog).map(({ kind }) => kind)).toEqual(
      listEntries(catalog)
        .map(({ kind }) => kind)
        .toSorted((a, b) => order.indexOf(a) - order.indexOf(b)),
    );
  });
  const order = [
    'accelerators',
    'systems',
    'offers',
    'models',
    'sites',
    'parties',
    'events',
    'series',
    'programmes',
    'costs',
    'countryGroups',
    'fx',
    'sources',
  ];
});

const rows = (id: string) => {
  const search = findEntry(catalog, id);
  return search.ok ? describeEntry(search.found) : [];
};

describe('describeEntry', () => {
  it('gives a row per figure, with its evidence', () => {
    expect(rows('half')).toContainEqual({
      field: 'dense.bf16',
      written: '100 TFLOPS',
      source: 'vendor',
      grade: 'A',
    });
    expect(rows('half')).toContainEqual({
      field: 'otherIo',
      written: 'unknown',
      grade: 'assumed',
      reason: 'not stated',
    });
    expect(rows('half')).toContainEqual({
      field: 'prices.0',
      written: '5000 USD',
      source: 'press',
      grade: 'B',
    });
    expect(rows('rent-box')).toContainEqual({ field: 'countries', written: 'US; SG' });
  });

  it('ends an accelerator with what is derived from it', () => {
    expect(rows('half').slice(-2)).toMatchObject([
      { field: 'totalProcessingPower', written: '1600 (int8)', grade: 'derived' },
      { field: 'performanceDensity', written: '3.2', grade: 'derived' },
    ]);
    expect(rows('box').map(({ field }) => field)).not.toContain('totalProcessingPower');
  });
});

describe('unknownFigures', () => {
  it('lists every unknown with its reason', () => {
    expect(unknownFigures(catalog).map(({ kind, id, field }) => `${kind} ${id} ${field}`)).toEqual([
      'accelerators half available',
      'accelerators half otherIo',
      'offers buy-box allocationPerQuarter',
    ]);
  });
});
