import { describe, expect, it } from 'vitest';
import { hasErrors } from '../diagnostics/index.ts';
import { parseCatalog } from './parse.ts';
import { smallCatalog, type SmallFile } from './testing/small-catalog.ts';

describe('parseCatalog', () => {
  const files = smallCatalog();
  const { catalog, diagnostics } = parseCatalog(files);

  it('reads every kind of entry', () => {
    expect(diagnostics).toEqual([]);
    expect([...catalog.accelerators.keys()]).toEqual(['half', 'whole']);
    expect(catalog.systems.get('box')?.accelerators).toBe(8);
    expect(catalog.offers.get('rent-box')?.termQuarters).toBe(4);
    expect(catalog.models.get('M-1B')?.incomplete).toBe(false);
    expect(catalog.parties.get('dragon')?.parent).toBe('group');
    expect(catalog.series.get('tokens')?.points.map((point) => point.date)).toEqual(['2024-05', '2024-12']);
    expect(catalog.programmes.get('group-2024')?.figures[0]?.claim.value).toBe(8e10);
    expect(catalog.countryGroups.get('D:5')?.members).toEqual(['CN']);
    expect(catalog.sources.get('press')?.grade).toBe('B');
  });

  it('brings every figure into canonical units, with its evidence and place', () => {
    const half = catalog.accelerators.get('half');
    expect(half?.dense.bf16).toMatchObject({
      value: 100e12,
      source: 'vendor',
      grade: 'A',
      written: '100 TFLOPS',
    });
    expect(half?.dense.bf16?.span).toMatchObject({ file: 'catalog/accelerators/dragon.yaml', line: 11 });
    expect(half?.tdp).toMatchObject({ value: 250, low: 200, high: 300 });
    expect(half?.otherIo).toMatchObject({ value: undefined, reason: 'not stated' });
    expect(half?.available.value).toBeUndefined();
    const tariff = catalog.sites.get('hall')?.tariff.value;
    expect(tariff?.currency).toBe('CNY');
    expect(tariff?.amount).toBeCloseTo(0.4 / 3.6e6, 15);
    expect(catalog.costs.get('life')?.claim).toMatchObject({ value: 5, low: 4, high: 6 });
  });

  it('leaves what an entry does not say absent, not undefined', () => {
    expect(Object.keys(catalog.accelerators.get('half') ?? {})).not.toContain('memoryType');
    expect(Object.keys(catalog.parties.get('acme') ?? {})).not.toContain('parent');
  });

  it('puts exchange rates in order of their dates', () => {
    expect([...catalog.fx.keys()]).toEqual(['earlier', 'later']);
  });

  it('gives the same catalog whatever the order of the files', () => {
    const reversed = parseCatalog(files.toReversed()).catalog;
    expect(reversed.hash).toBe(catalog.hash);
    expect([...reversed.accelerators.keys()]).toEqual([...catalog.accelerators.keys()]);
  });

  it('does not care how files are cut or where they stand, but for what is written', () => {
    const moved = files.map((file) => ({ ...file, path: `/elsewhere/${file.path}` }));
    expect(parseCatalog(moved).catalog.hash).toBe(catalog.hash);
    const other = smallCatalog({ file: 'costs/all.yaml', from: '4 to 6', to: '4 to 7' });
    expect(parseCatalog(other).catalog.hash).not.toBe(catalog.hash);
  });

  it('leaves the rules to their own room', () => {
    const broken = smallCatalog({ file: 'rules/all.yaml', from: 'some-rule:', to: '[' });
    expect(parseCatalog(broken).diagnostics).toEqual([]);
  });

  it.each<readonly [string, SmallFile, string, string, string]>([
    ['an id used twice in one file', 'accelerators/dragon.yaml', 'whole:', 'half:', 'FW-READ-0003'],
    ['a key nobody knows', 'systems/dragon.yaml', 'scaleOut:', 'scaleout:', 'FW-READ-0010'],
    ['a missing key', 'sites/one.yaml', '  area: North\n', '', 'FW-READ-0011'],
    ['a word that is none of the kinds', 'offers/all.yaml', 'kind: lease', 'kind: leas', 'FW-READ-0013'],
    ['a unit of another dimension', 'accelerators/dragon.yaml', '32 GB', '32 GB/s', 'FW-READ-0020'],
    ['an inverted range', 'accelerators/dragon.yaml', '200 to 300 W', '300 to 200 W', 'FW-READ-0020'],
    ['a figure that is no number', 'costs/all.yaml', '4 to 6', 'some', 'FW-READ-0020'],
    ['a bad id', 'costs/all.yaml', 'life:', 'use ful:', 'FW-CAT-0003'],
    ['a point without a date', 'series/all.yaml', 'date: 2024-05, ', '', 'FW-CAT-0004'],
    ['a country that is none', 'parties/all.yaml', 'country: US', 'country: usa', 'FW-READ-0014'],
    ['a part of a system', 'systems/dragon.yaml', 'accelerators: 8', 'accelerators: 7.5', 'FW-READ-0012'],
    ['an exception from no check', 'accelerators/dragon.yaml', 'int8-rate:', 'int9-rate:', 'FW-READ-0010'],
  ])('reports %s', (_, file, from, to, code) => {
    const found = parseCatalog(smallCatalog({ file, from, to })).diagnostics;
    expect(found.map((diagnostic) => diagnostic.code)).toContain(code);
    expect(hasErrors(found)).toBe(true);
    expect(found[0]?.span?.file).toBe(`catalog/${file}`);
  });

  it('reports an id used twice across files and keeps the first', () => {
    const again = { path: 'catalog/costs/more.yaml', text: 'life: { title: Again, unit: year, claim: 9 }\n' };
    const parsed = parseCatalog([again, ...files]);
    expect(parsed.diagnostics).toMatchObject([
      {
        code: 'FW-CAT-0002',
        span: { file: 'catalog/costs/more.yaml' },
        hint: expect.stringContaining('all.yaml:2'),
      },
    ]);
    expect(parsed.catalog.costs.get('life')?.title).toBe('Useful life');
  });

  it('reports a folder that is no kind, with the nearest one', () => {
    const file = { path: 'catalog/offer/x.yaml', text: 'a: 1\n' };
    expect(parseCatalog([file]).diagnostics).toMatchObject([
      { code: 'FW-CAT-0001', hint: 'did you mean `offers`?' },
    ]);
  });

  it('keeps the good entries beside a broken one, and reports all problems at once', () => {
    const two = smallCatalog({
      file: 'parties/all.yaml',
      from: 'name: Acme, country: US',
      to: 'nam: Acme, country: usa',
    });
    const parsed = parseCatalog(two);
    expect(parsed.diagnostics.length).toBeGreaterThanOrEqual(2);
    expect([...parsed.catalog.parties.keys()]).toEqual(['dragon', 'group']);
  });

  it('survives hostile files', () => {
    const texts = [
      'life: &a { title: *a, unit: *a, claim: *a }\n',
      '__proto__: { a: 1 }\n',
      'a: [[[[\n',
      '\0',
      '',
      '# nothing\n',
    ];
    for (const text of texts) {
      expect(hasErrors(parseCatalog([{ path: 'catalog/costs/x.yaml', text }]).diagnostics)).toBe(true);
    }
  });

  it('survives a list where a map belongs', () => {
    expect(parseCatalog([{ path: 'catalog/costs/x.yaml', text: '- 1\n' }]).diagnostics).toMatchObject([
      { code: 'FW-CAT-0001' },
    ]);
  });
});
