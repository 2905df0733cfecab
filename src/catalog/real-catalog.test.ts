import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hasErrors } from '../diagnostics/index.ts';
import { checkCatalog } from './check.ts';
import { describeEntry } from './describe.ts';
import { findEntry, listEntries } from './find.ts';
import { parseCatalog } from './parse.ts';
import { performanceDensity, totalProcessingPower } from './physics.ts';
import { unknownFigures } from './unknowns.ts';

const root = new URL('../../catalog/', import.meta.url);
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => ({ path: `catalog/${file}`, text: readFileSync(new URL(file, root), 'utf8') }));
const { catalog, diagnostics } = parseCatalog(files);

/** Systems somebody offers in China on a date. */
const offeredInChina = (date: string): readonly string[] =>
  [...catalog.offers.values()]
    .filter((offer) => offer.countries.includes('CN') && offer.from <= date && date <= (offer.until ?? date))
    .map((offer) => offer.system);

describe('the catalog of this repository', () => {
  const rulesFiles = files.filter((file) => file.path.startsWith('catalog/rules/'));
  const found = checkCatalog(catalog, { rulesFiles });

  it('is read without trouble', () => {
    expect(diagnostics).toEqual([]);
  });

  it('holds no contradiction', () => {
    expect(found.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([]);
  });

  it('says what it does not know', () => {
    const unknown = unknownFigures(catalog);
    expect(found.filter(({ code }) => code === 'FW-CAT-0090')).toHaveLength(unknown.length);
    expect(unknown.map(({ id, field }) => `${id}.${field}`)).toEqual(
      expect.arrayContaining(['huawei-ascend910c.dieArea', 'amd-mi308x.dense.bf16', 'kunlun-p800.tdp']),
    );
    expect(unknown.filter(({ reason }) => reason === undefined)).toEqual([]);
  });

  it('carries what was collected', () => {
    expect(catalog.accelerators.size).toBe(56);
    expect(catalog.systems.size).toBeGreaterThanOrEqual(45);
    expect(catalog.offers.size).toBeGreaterThanOrEqual(50);
    expect(catalog.models.size).toBeGreaterThanOrEqual(44);
    expect(catalog.sources.size).toBeGreaterThanOrEqual(149);
    expect(listEntries(catalog, 'events').length).toBeGreaterThan(40);
  });

  it('knows the CloudMatrix under the name tables of chips give it', () => {
    expect(findEntry(catalog, 'huawei-cm384')).toMatchObject({
      ok: true,
      found: { kind: 'systems', id: 'cloudmatrix-384' },
    });
  });

  it('offers something to buy at home in China, then and now', () => {
    expect(offeredInChina('2025-01-20')).toContain('hgx-h20-96');
    expect(offeredInChina('2025-01-20')).not.toContain('cloudmatrix-384');
    expect(offeredInChina('2026-11-23')).toEqual(
      expect.arrayContaining(['cloudmatrix-384', 'atlas-350-server', 'mlu590-server']),
    );
    expect(offeredInChina('2026-11-23')).not.toContain('hgx-h20-96');
  });

  it('has a system for every accelerator that can be bought, and none that does not exist', () => {
    const held = new Set([...catalog.systems.values()].map((system) => system.accelerator));
    for (const offer of catalog.offers.values()) expect(catalog.systems.has(offer.system)).toBe(true);
    for (const accelerator of held) expect(catalog.accelerators.has(accelerator)).toBe(true);
  });

  it('describes every entry', () => {
    for (const entry of listEntries(catalog)) {
      const rows = describeEntry(entry);
      expect(rows.length).toBeGreaterThan(1);
      expect(rows.every((row) => row.field !== '' && !row.written.includes('[object'))).toBe(true);
    }
  });

  it('is the same whatever the order of its files', () => {
    expect(parseCatalog(files.toReversed()).catalog.hash).toBe(catalog.hash);
    expect(hasErrors(diagnostics)).toBe(false);
  });
});

/** Accelerator, TPP, the format that sets it, performance density (where the die area is known): as the sources give it by hand. */
const known: readonly (readonly [string, number, string, number | undefined])[] = [
  ['nvidia-a100-80-sxm', 4992, 'int8', 6.04],
  ['nvidia-a800-80-sxm', 4992, 'int8', 6.04],
  ['nvidia-h100-sxm', 15824, 'int8', 19.44],
  ['nvidia-h800-sxm', 15832, 'int8', 19.45],
  ['nvidia-h20-96', 2368, 'int8', 2.91],
  ['nvidia-h20-141', 2368, 'int8', 2.91],
  ['nvidia-h200-sxm', 15824, 'int8', 19.44],
  ['nvidia-b200-sxm', 36000, 'int8', 22.11],
  ['nvidia-gb200-nvl72', 40000, 'int8', 24.57],
  ['nvidia-b300-sxm', 56000, 'fp4', 34.4],
  ['nvidia-gb300-nvl72', 60000, 'fp4', 36.86],
  ['nvidia-l40s', 5864, 'int8', 9.63],
  ['nvidia-l40', 2896, 'int8', 4.76],
  ['nvidia-l4', 1936, 'int8', 6.59],
  ['nvidia-l20', 1912, 'int8', 3.14],
  ['nvidia-l2', 1544, 'int8', 5.25],
  ['nvidia-rtx4090', 5284.8, 'int8', 8.69],
  ['nvidia-rtx4090d', 4707.2, 'fp8', 7.74],
  ['nvidia-b30a', 28000, 'fp4', 34.4],
  ['amd-mi250x', 6128, 'bf16', 3.88],
  ['amd-mi300x', 20919.2, 'int8', 20.57],
  ['amd-mi325x', 20919.2, 'int8', 20.57],
  ['amd-mi355x', 40265.6, 'int8', 39.59],
  ['intel-gaudi2', 6920, 'fp8', 8.38],
  ['intel-gaudi3', 26848, 'bf16', undefined],
  ['google-tpu-v5e', 3152, 'bf16', 9.7],
  ['google-tpu-v5p', 7344, 'int8', undefined],
  ['google-trillium', 14688, 'int8', undefined],
  ['google-ironwood', 36912, 'fp8', undefined],
  ['aws-trainium2', 10672, 'bf16', undefined],
  ['huawei-ascend910a', 4096, 'int8', 3.34],
  ['huawei-ascend910b1', 6400, 'int8', undefined],
  ['huawei-ascend910b2', 6016, 'int8', undefined],
  ['huawei-ascend910b3', 5008, 'int8', undefined],
  ['huawei-ascend910b4', 4480, 'int8', undefined],
  ['huawei-ascend910c', 12032, 'int8', undefined],
  ['huawei-ascend950pr', 8000, 'fp8', undefined],
  ['huawei-ascend950dt', 8000, 'fp8', undefined],
  ['huawei-ascend960', 16000, 'fp8', undefined],
  ['huawei-ascend970', 32000, 'fp8', undefined],
  ['cambricon-mlu370x8', 2048, 'int8', undefined],
  ['cambricon-mlu690', 11200, 'bf16', undefined],
  ['hygon-k100ai', 3136, 'int8', undefined],
  ['moorethreads-s4000', 1600, 'int8', undefined],
  ['enflame-t21', 3072, 'int8', undefined],
  ['biren-br100', 16384, 'int8', 15.26],
  ['biren-br104', 8192, 'int8', undefined],
  ['kunlun-p800', 5520, 'bf16', undefined],
  ['thead-ppu', 1899.2, 'bf16', undefined],
];

/** Known by no rate at all: no TPP may be made up. */
const unrated = [
  'nvidia-rtxpro6000d',
  'amd-mi308x',
  'intel-hl328',
  'intel-hl388',
  'biren-br106',
  'bytedance-seedchip',
];

const chip = (id: string) => {
  const found = catalog.accelerators.get(id);
  if (found === undefined) throw new Error(`no accelerator ${id}`);
  return found;
};

describe('derived figures of the catalog', () => {
  it.each(known)('%s has a TPP of %d from %s', (id, tpp, format, density) => {
    const power = totalProcessingPower(chip(id));
    expect(power.value).toBeCloseTo(tpp, 6);
    expect(power.format).toBe(format);
    expect(power.low).toBeLessThanOrEqual(tpp * (1 + 1e-12));
    expect(power.high).toBeGreaterThanOrEqual(tpp * (1 - 1e-12));
    const found = performanceDensity(chip(id)).value;
    expect(found === undefined || density === undefined ? found : Math.abs(found - density) < 0.0051).toBe(
      density === undefined ? undefined : true,
    );
  });

  it('covers 49 figures of TPP and 27 of density', () => {
    expect(known).toHaveLength(49);
    expect(known.filter(([, , , density]) => density !== undefined)).toHaveLength(27);
  });

  it.each(unrated)('%s has none', (id) => {
    expect(totalProcessingPower(chip(id)).value).toBeUndefined();
    expect(performanceDensity(chip(id)).value).toBeUndefined();
  });

  it('keeps the interval where sources differ', () => {
    expect(totalProcessingPower(chip('cambricon-mlu590'))).toMatchObject({ low: 4096, high: 5520 });
  });

  it('keeps a bound where only a bound is known', () => {
    const { low, high } = totalProcessingPower(chip('intel-hl328'));
    expect([low, high < 4800, high > 4700]).toEqual([0, true, true]);
  });
});
