import { parse, parseDocument } from 'yaml';
import { describe, expect, it } from 'vitest';
import { packageRoot, readTextFile } from '../../src/files/index.ts';
import { prepareScenario, readWorld } from '../../src/pipeline/index.ts';
import { formats, importWorkbook } from '../../src/handoff/index.ts';
import type { PlanFile } from '../../src/plan/index.ts';
import { edited, type } from './edit-workbook.ts';
import { goldenPlans, paperPlan } from './plans.ts';

async function workbookOf(plan: PlanFile): Promise<Uint8Array> {
  const [file] = (await formats.find(({ name }) => name === 'xlsx')?.files(plan)) ?? [];
  return file?.content as Uint8Array;
}

describe('importing a workbook', () => {
  it('finds nothing where nothing was changed, saved by us or by another program', async () => {
    const bytes = await workbookOf(paperPlan);
    for (const same of [bytes, await edited(bytes, () => undefined)]) {
      expect(await importWorkbook('w.xlsx', same)).toEqual({ changes: [], yaml: '', diagnostics: [] });
    }
  });

  it('reads a price, a rate and a discount back as overrides, with what they were', async () => {
    const bytes = await edited(await workbookOf(paperPlan), (book) => {
      type(book, 'Assumptions', 'offers.far-buy.price', 1, 42_000);
      type(book, 'Assumptions', 'sites.north.tariff', 1, 0.1);
      type(book, 'Assumptions', 'discountRate', 1, 0.08);
    });
    const { changes, yaml, diagnostics } = await importWorkbook('w.xlsx', bytes, 'finance');
    expect(diagnostics).toEqual([]);
    expect(changes.map(({ about, before, after }) => [about, before, after])).toEqual([
      ['discountRate', 0.1, 0.08],
      ['offers.far-buy.price', 50_000, 42_000],
      ['sites.north.tariff', 0.072, 0.1],
    ]);
    expect(parse(yaml)).toEqual({
      overrides: {
        'finance-changes': {
          discountRate: { value: '0.08', reason: 'changed in the workbook from 10 %' },
          offers: {
            change: {
              'far-buy': { price: { value: '42000 USD', reason: 'changed in the workbook from 50000 USD' } },
            },
          },
          sites: {
            north: { tariff: { value: '0.1 USD/kWh', reason: 'changed in the workbook from 0.072 USD/kWh' } },
          },
        },
      },
      variants: { finance: { title: 'Changed in the workbook', include: ['finance-changes'] } },
    });
  });

  it('takes a price typed over its formula on the sheet of the lines', async () => {
    const bytes = await edited(await workbookOf(paperPlan), (book) =>
      type(book, 'Lines', 'far-buy@north@2025Q1', 11, 45_000),
    );
    const { yaml } = await importWorkbook('w.xlsx', bytes);
    expect(yaml).toContain('value: 45000 USD');
  });

  it.each([
    ['a count is no assumption', 'Lines', 'home-buy@north@2025Q1', 9, 7, 'FW-HND-0210', 'warning'],
    [
      'power of a system belongs to the catalog',
      'Assumptions',
      'systems.far-8.power',
      1,
      11,
      'FW-HND-0211',
      'warning',
    ],
    ['a word is no price', 'Assumptions', 'offers.far-buy.price', 1, 'a lot', 'FW-HND-0210', 'warning'],
    ['a price below nothing', 'Assumptions', 'sites.north.pue', 1, Number.NaN, 'FW-HND-0210', 'warning'],
  ] as const)('%s', async (_, sheet, label, column, value, code, severity) => {
    const bytes = await edited(await workbookOf(paperPlan), (book) =>
      type(book, sheet, label, column, Number.isNaN(value) ? null : value),
    );
    const { yaml, diagnostics } = await importWorkbook('w.xlsx', bytes);
    expect(diagnostics.map((one) => [one.code, one.severity])).toEqual([[code, severity]]);
    expect(yaml).toBe('');
  });

  it('refuses two prices for one offer', async () => {
    const bytes = await edited(await workbookOf(paperPlan), (book) => {
      type(book, 'Lines', 'home-buy@north@2025Q1', 11, 81_000);
      type(book, 'Lines', 'home-buy@north@2025Q3', 11, 82_000);
    });
    expect((await importWorkbook('w.xlsx', bytes)).diagnostics.map(({ code }) => code)).toEqual([
      'FW-HND-0213',
    ]);
  });

  it('refuses what is no workbook of a plan', async () => {
    expect(
      (await importWorkbook('w.xlsx', new Uint8Array([1, 2, 3]))).diagnostics.map(({ code }) => code),
    ).toEqual(['FW-HND-0003']);
  });

  const [, bytedance] = goldenPlans.find(([name]) => name === 'bytedance-2025') ?? [];
  it.skipIf(bytedance === undefined)('gives overrides that the scenario takes, lists too', async () => {
    const plan = bytedance ?? paperPlan;
    const bytes = await edited(await workbookOf(plan), (book) => {
      type(book, 'Assumptions', 'offers.h20-96-cn-2025.price', 1, 1_100_000);
      type(book, 'Assumptions', 'sites.datong.tariff', 1, 0.7);
      type(book, 'Assumptions', 'sites.datong.itPower.1', 1, '95 MW');
      type(book, 'Assumptions', 'costs.networkShare', 1, 0.3);
      type(book, 'Assumptions', 'budgets.overseas.amount', 1, 7e9);
    });
    const { yaml, diagnostics } = await importWorkbook('w.xlsx', bytes);
    expect(diagnostics).toEqual([]);
    const file = readTextFile(`${packageRoot}scenarios/bytedance-2025.yaml`);
    if ('code' in file) throw new Error(file.message);
    const document = parseDocument(file.text);
    const { overrides, variants } = parse(yaml) as {
      overrides: Record<string, unknown>;
      variants: Record<string, unknown>;
    };
    document.setIn(['overrides', 'workbook-changes'], document.createNode(overrides['workbook-changes']));
    document.setIn(['variants', 'workbook'], document.createNode(variants.workbook));
    const world = readWorld();
    const now = prepareScenario({ path: 's.yaml', text: document.toString() }, world, {
      variant: 'workbook',
    });
    const before = prepareScenario(file, world, {});
    if (!now.ok || !before.ok) throw new Error(JSON.stringify(now.diagnostics));
    expect(now.scenario.offers.find(({ id }) => id === 'h20-96-cn-2025')?.written.amount).toBe(1_100_000);
    expect(now.scenario.costs.networkShare).toBe(0.3);
    expect(now.scenario.budgets.find(({ id }) => id === 'overseas')?.amount).toBe(7e9);
    const [site, old] = [now, before].map(({ scenario }) => scenario.sites.find(({ id }) => id === 'datong'));
    expect((site?.tariff ?? 0) / (old?.tariff ?? 1)).toBeCloseTo(0.7 / 0.64, 9);
    const halls = [site, old].map((one) => one?.power.map((power) => Math.round(power / 1.3e6)));
    expect(halls[0]?.[1]).toBe(95);
    expect(halls[0]?.filter((_, quarter) => quarter !== 1)).toEqual(
      halls[1]?.filter((_, quarter) => quarter !== 1),
    );
  });
});
