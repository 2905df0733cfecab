import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { formats } from '../../src/handoff/index.ts';
import { planWorkbook } from '../../src/handoff/workbook/build.ts';
import { calculator } from '../../src/handoff/workbook/cells.ts';
import type { Cell, Workbook } from '../../src/handoff/workbook/model.ts';
import type { PlanFile } from '../../src/plan/index.ts';
import { allPlans, paperPlan } from './plans.ts';

/** A figure by the label of its row and the heading of its column. */
function figure(workbook: Workbook, sheet: string, label: string, heading: string): number {
  const rows = workbook.sheets.find(({ name }) => name === sheet)?.rows ?? [];
  const row = rows.findIndex(([first]) => first?.value === label);
  const column = rows[0]?.findIndex(({ value }) => value === heading) ?? -1;
  const result = calculator(workbook)({ sheet, row, column });
  if (!result.ok || typeof result.value !== 'number')
    throw new Error(`${sheet} ${label} ${heading}: ${JSON.stringify(result)}`);
  return result.value;
}

/** The workbook after somebody typed a value into a cell. */
function typed(workbook: Workbook, sheet: string, label: string, heading: string, value: number): Workbook {
  return {
    ...workbook,
    sheets: workbook.sheets.map((one) => {
      if (one.name !== sheet) return one;
      const column = one.rows[0]?.findIndex((cell) => cell.value === heading) ?? -1;
      return {
        ...one,
        rows: one.rows.map((cells): readonly Cell[] =>
          cells[0]?.value === label ? cells.map((cell, at) => (at === column ? { value } : cell)) : cells,
        ),
      };
    }),
  };
}

/** Cash of a kind in a quarter. */
function cash(workbook: Workbook, label: string, quarter: string): number {
  return figure(workbook, 'Cash', label, quarter);
}

/** Whether the workbook still says what the plan says, in its own words. */
function answer(workbook: Workbook): unknown {
  const row = workbook.sheets[0]?.rows.findIndex(([first]) => first?.value === 'Answer') ?? -1;
  const result = calculator(workbook)({ sheet: 'Summary', row, column: 1 });
  return result.ok ? result.value : result.why;
}

async function bytes(plan: PlanFile): Promise<Uint8Array> {
  const [file] = (await formats.find(({ name }) => name === 'xlsx')?.files(plan)) ?? [];
  return file?.content as Uint8Array;
}

const rowOf = {
  systems: 'Systems bought',
  network: 'Network and storage',
  duty: 'Duties',
  fee: 'Charges of governments',
  lease: 'Rent',
  energy: 'Energy',
  space: 'Building',
  support: 'Support, spares and people',
  resale: 'Value left at the end',
  total: 'Total',
} as const;

describe.each(allPlans)('the workbook of %s', (_, plan) => {
  const workbook = planWorkbook(plan);

  it('gives the cash of the plan by quarter and kind, to the cent, from formulas alone', () => {
    for (const said of plan.cash) {
      for (const [kind, label] of Object.entries(rowOf)) {
        const worked = cash(workbook, label, said.quarter);
        expect(Math.abs(worked - Number(Reflect.get(said, kind)))).toBeLessThan(0.005);
      }
      expect(cash(workbook, 'Not broken down in the plan file', said.quarter)).toBe(0);
    }
    const discounted = figure(workbook, 'Cash', 'Discounted', 'Total');
    expect(Math.abs(discounted - (plan.objective.cost ?? 0))).toBeLessThan(0.005);
  });

  it('gives what counts against each budget', () => {
    for (const { name, spent, left } of plan.budgets) {
      expect(Math.abs(figure(workbook, 'Budgets', name, 'Spent') - spent)).toBeLessThan(0.005);
      expect(Math.abs(figure(workbook, 'Budgets', name, 'Left') - left)).toBeLessThan(0.005);
    }
  });

  it('gives what is served and the power that is drawn', () => {
    const calculate = calculator(workbook);
    const services = plan.services.flatMap(({ quarters }) => quarters);
    for (const [index, { served, tokens }] of services.entries()) {
      const at = (column: number): unknown => {
        const result = calculate({ sheet: 'Service levels', row: index + 1, column });
        return result.ok ? result.value : result.why;
      };
      expect(at(5)).toBeCloseTo(served, 6);
      expect(Number(at(8)) / Math.max(1, tokens)).toBeCloseTo(tokens > 0 ? 1 : 0, 9);
    }
    for (const [index, { used }] of plan.power.entries()) {
      const result = calculate({ sheet: 'Power', row: index + 1, column: 2 });
      expect(result.ok && Number(result.value) * 1000).toBeCloseTo(used, 3);
    }
  });
});

describe('a workbook that is changed', () => {
  const workbook = planWorkbook(paperPlan);

  it('follows a price: systems, network, duty, fee, support, resale and the budget', () => {
    const dearer = typed(workbook, 'Assumptions', 'offers.far-buy.price', 'Value', 60_000);
    expect(cash(dearer, 'Systems bought', '2025Q1')).toBeCloseTo(70_000, 6);
    expect(cash(dearer, 'Network and storage', '2025Q1')).toBeCloseTo(14_000, 6);
    expect(cash(dearer, 'Duties', '2025Q1')).toBeCloseTo(6_000, 6);
    expect(cash(dearer, 'Charges of governments', '2025Q1')).toBeCloseTo(3_000, 6);
    expect(cash(dearer, 'Support, spares and people', '2025Q4') - 1_900).toBeCloseTo(200, 6);
    expect(cash(dearer, 'Value left at the end', '2025Q4') + 39_625).toBeCloseTo(-4_000, 6);
  });

  it('follows a count: stock, energy, building, power', () => {
    const more = typed(workbook, 'Lines', 'home-buy@north@2025Q1', 'Systems', 4);
    expect(cash(more, 'Systems bought', '2025Q2')).toBeCloseTo(40_000, 6);
    expect(cash(more, 'Energy', '2025Q2') / 3_313.548).toBeCloseTo(45 / 35, 9);
    expect(cash(more, 'Building', '2025Q2')).toBeCloseTo(4_500, 6);
    expect(figure(more, 'Budgets', 'Chips at home', 'Spent') - 876_000).toBeCloseTo(2 * 80_000 * 1.2, 6);
    expect(cash(more, 'Systems bought', '2025Q1')).toBe(cash(workbook, 'Systems bought', '2025Q1'));
  });

  it('follows a rate: tariff, discount rate, exchange rate, speed of a machine', () => {
    const dear = typed(workbook, 'Assumptions', 'sites.north.tariff', 'Value', 0.144);
    expect(cash(dear, 'Energy', '2025Q3')).toBeCloseTo(2 * 2_840.184, 6);
    const flat = typed(workbook, 'Assumptions', 'discountRate', 'Value', 0);
    expect(figure(flat, 'Cash', 'Discounted', 'Total')).toBeCloseTo(
      figure(flat, 'Cash', 'Total', 'Total'),
      6,
    );
    const weak = typed(workbook, 'Assumptions', 'fx.CNY', 'Value', 4);
    expect(cash(weak, 'Systems bought', '2025Q2')).toBeCloseTo(40_000, 6);
    const rates = workbook.sheets.find(({ name }) => name === 'Rates');
    const slow: Workbook = {
      ...workbook,
      sheets: workbook.sheets.map((sheet) =>
        sheet === rates
          ? {
              ...sheet,
              rows: sheet.rows.map((cells) =>
                cells[1]?.value === 'home-8'
                  ? cells.map((cell, at) => (at === 2 ? { value: 5 } : cell))
                  : cells,
              ),
            }
          : sheet,
      ),
    };
    expect(figure(slow, 'Service levels', 'chat', 'Served, requests/s')).toBeCloseTo(18 + 2.2 * 5, 6);
  });

  it('says so', () => {
    expect(answer(workbook)).toBe('yes, to the cent');
    expect(answer(typed(workbook, 'Assumptions', 'discountRate', 'Value', 0.2))).toBe(
      'no: an input was changed',
    );
  });
});

describe('the file', () => {
  it('has names, notes, links, formats by currency, panes and print titles', async () => {
    const read = await readXlsx(await bytes(paperPlan), { readStyles: true });
    const sheet = (name: string) => read.sheets.find((one) => one.name === name);
    expect(read.namedRanges?.map(({ name }) => name)).toContain('in_offers_far_buy_price');
    const row = sheet('Assumptions')?.rows.findIndex(([path]) => path === 'offers.far-buy.price') ?? -1;
    expect(sheet('Assumptions')?.cells?.get(`${row},1`)?.comment?.text).toContain(
      'The gazette (https://example.org/gazette)',
    );
    expect(sheet('Assumptions')?.cells?.get(`${row},6`)?.hyperlink?.target).toBe(
      'https://example.org/gazette',
    );
    const formatsOf = (column: number): unknown[] =>
      sheet('Lines')
        ?.rows.slice(1)
        .map((_, index) => sheet('Lines')?.cells?.get(`${index + 1},${column}`)?.style?.numFmt) ?? [];
    expect(formatsOf(14).join(' ')).toContain('CNY');
    expect(formatsOf(15).join(' ')).not.toContain('CNY');
    expect(sheet('Lines')?.freezePane).toEqual({ rows: 1, columns: 1 });
    expect(sheet('Lines')?.pageSetup).toMatchObject({ orientation: 'landscape', printTitlesRow: '$1:$1' });
    expect(sheet('Cash')?.cells?.get('2,1')?.formula).toMatch(/^SUMIFS\(Lines!/u);
  });

  it('does not know the day it is written on', async () => {
    expect(Buffer.from(await bytes(paperPlan)).includes(String(new Date().getUTCFullYear()))).toBe(false);
  });
});
