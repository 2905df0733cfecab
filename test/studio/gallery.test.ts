import { readFileSync } from 'node:fs';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { readPlan, type PlanFile } from '../../src/plan/index.ts';
import { drawStill } from '../../studio/src/charts/draw-still.ts';
import { FlowDrawing } from '../../studio/src/charts/flow-drawing.tsx';
import { gallery } from '../../studio/src/charts/gallery.ts';
import { looks } from '../../studio/src/charts/look.ts';
import { moneyFlow } from '../../studio/src/charts/money-flow.ts';
import { shownChange } from '../../studio/src/kit/figures.tsx';
import { csvOf } from '../../studio/src/kit/twin-table.ts';
import { Shocks, withinGapWord } from '../../studio/src/stress/shocks.tsx';

// Every chart of the studio against the drawing that was looked at and approved (`npx vitest run test/studio/gallery -u`).

function golden(name: string): PlanFile {
  const { plan } = readPlan(name, readFileSync(`scenarios/golden/${name}.plan.json`, 'utf8'));
  if (!plan) throw new Error(`the golden plan ${name} cannot be read`);
  return plan;
}

const plan = golden('cn-bank');
const charts = gallery(plan, {
  ...plan,
  cash: plan.cash.map((quarter) => ({ ...quarter, total: quarter.total * 1.3 })),
});

describe.each(charts.map((chart) => [chart.id, chart] as const))('the chart %s', (id, chart) => {
  it('is drawn as approved', async () => {
    await expect(drawStill(chart, 560, 'light')).toMatchFileSnapshot(`gallery/${id}.svg`);
  });

  it('is drawn on dark ground and at the width of a telephone', () => {
    expect(drawStill(chart, 300, 'dark')).toContain('<svg');
  });

  it('has a table with a row for what it draws, and the same as CSV', () => {
    expect(chart.table.rows.length).toBeGreaterThan(0);
    for (const row of chart.table.rows) expect(row.length).toBe(chart.table.columns.length);
    expect(csvOf(chart.table).split('\n').length).toBe(chart.table.rows.length + 1);
  });
});

describe('a difference', () => {
  it('that is rounding of the search is none', () => {
    const [row] = charts.find(({ id }) => id === 'shocks')?.table.rows ?? [];
    // Nothing changed, additions only, planned anew: the last differs by a hundredth of a cent.
    expect(row?.slice(2, 5)).toEqual([9e8, 4e8, 0]);
    expect(shownChange(1e-4, 2e9, 'USD').text).toBe('±0');
    expect([shownChange(5e6, 2e9, 'USD').text, shownChange(-5e6, 2e9, 'USD').text]).toEqual([
      '+5M USD',
      '−5M USD',
    ]);
  });
});

const fare = (value: number) => ({ value, breaks: [] });

/** How many marks a matrix of one shock has. */
const marks = (gap: number | null, unrepaired: number, repair: number): number => {
  const shock = {
    event: 'touches-nothing',
    title: 'Touches nothing',
    quarter: '2025Q2',
    outside: false,
    before: fare(2e9),
    unrepaired: fare(unrepaired),
    additions: fare(unrepaired),
    repair: fare(repair),
    first: null,
    stranded: { money: 0 },
  };
  const report = { title: 'Made up', currency: 'USD', stale: false, gap, shocks: [shock] };
  const drawn = renderToStaticMarkup(createElement(Shocks, { report }));
  return drawn.split(`${withinGapWord}</span>`).length - 1;
};

describe('the matrix of shocks', () => {
  it('marks what planning anew saves below the gap of the plan, and nothing else', () => {
    expect(marks(0.01, 2e9, 1.99e9)).toBe(1);
    expect(marks(0.01, 2e9, 1.9e9)).toBe(0);
    // A small change of prices is no doing of the search.
    expect(marks(0.01, 2.01e9, 2.01e9)).toBe(0);
    expect(marks(0.01, 2e9, 2e9 - 1e-4)).toBe(0);
    expect(marks(null, 2e9, 1.99e9)).toBe(0);
  });
});

describe('the flow from money to work', () => {
  it('is drawn as approved', async () => {
    const drawing = renderToStaticMarkup(createElement(FlowDrawing, { plan, width: 900, look: looks.light }));
    await expect(drawing).toMatchFileSnapshot('gallery/money-flow.svg');
  });

  it('loses no money on its way', () => {
    const { nodes, links } = moneyFlow(plan);
    const through = (layer: number): number =>
      links
        .filter(({ target }) => nodes.find(({ id }) => id === target)?.layer === layer)
        .reduce((sum, { value }) => sum + value, 0);
    const ordered = plan.lines.reduce((sum, { reporting }) => sum + reporting, 0);
    for (const layer of [1, 2, 3, 4]) expect(through(layer)).toBeCloseTo(ordered, 3);
  });
});
