import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faults, startStudio, type Studio } from './harness.ts';

// Every screen, as it is read out, in both themes, by keyboard alone, enlarged twice, and on a telephone.

let studio: Studio;
beforeAll(async () => {
  studio = await startStudio();
}, 120_000);
afterAll(() => studio.close());

const plan = encodeURIComponent('file:golden/cn-bank');
const dead = encodeURIComponent('file:golden/bytedance-2025.2026-11-23');
/** Address, and what is there when the screen is whole. */
const screens = [
  ['/', 'Scenarios'],
  ['/scenario?scenario=cn-bank&kind=budgets', 'can be planned'],
  [`/plan?plan=${plan}`, 'What binds, and its price'],
  [`/plan?plan=${plan}&door=compliance`, 'A verdict for every line'],
  [`/plan?plan=${dead}`, 'Why there is no plan'],
  [`/proof?plan=${plan}`, 'Where the numbers come from'],
  [`/stress?scenario=cn-bank&plan=${plan}`, 'Stress'],
  [`/compare?plans=${plan},${dead}`, 'What changed, and why'],
  ['/catalog', 'amd-mi300x'],
  ['/rules', 'licence needed'],
  ['/rates?systems=hgx-h20-96', 'Inside hgx-h20-96'],
  ['/companies', 'Capital expenditure'],
  ['/record', 'No plan of record yet'],
  [`/export?plan=${plan}`, 'A workbook'],
] as const;

describe.each(screens)('the screen %s', (path, sign) => {
  it('has no accessibility fault in either theme, and fits a telephone and a doubled size', async () => {
    const page = await studio.open(path);
    await page.getByText(sign, { exact: false }).first().waitFor({ timeout: 90_000 });
    await page.waitForLoadState('networkidle');
    expect(await faults(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    // Charts and tables are drawn again in the new theme; a colour of the old one that stays is a fault.
    await expect.poll(() => faults(page), { timeout: 15_000, interval: 500 }).toEqual([]);
    for (const [width, height] of [
      [390, 800],
      // A window of 1440 × 900 at 200 % has so many points.
      [720, 450],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.waitForTimeout(300);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    await page.close();
  }, 180_000);
});

describe('the keyboard', () => {
  it('reaches the page by the skip link, goes to screens, opens palette, help and rows', async () => {
    const page = await studio.open(`/plan?plan=${plan}`);
    await page.getByText('What binds, and its price').waitFor({ timeout: 60_000 });
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the page');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('page');
    await page.locator('#lines tbody tr').first().focus();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByText('Why it is in the plan').waitFor();
    expect(page.url()).toContain('line=');
    await page.keyboard.press('Escape');
    await page.getByText('Why it is in the plan').waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await page.getByText('Keys and marks').first().waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Go to a screen').waitFor();
    await page.keyboard.type('rules');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Rules' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('h');
    await page.getByRole('heading', { level: 1, name: 'What to buy or rent' }).waitFor();
    await page.close();
  }, 120_000);
});

describe('a chart', () => {
  it('has its numbers as a table, and leaves as CSV, SVG and PNG', async () => {
    const page = await studio.open(`/plan?plan=${plan}`);
    const chart = page.locator('#cash');
    await chart.locator('svg').first().waitFor({ timeout: 60_000 });
    for (const [item, kind] of [
      ['Save SVG', /\.svg$/u],
      ['Save PNG', /\.png$/u],
      ['Save CSV', /\.csv$/u],
    ] as const) {
      await chart.getByRole('button', { name: 'More about Cash by quarter' }).click();
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: item }).click(),
      ]);
      expect(file.suggestedFilename()).toMatch(kind);
    }
    await chart.getByRole('button', { name: 'Table' }).click();
    expect(await chart.locator('tbody tr').count()).toBeGreaterThan(3);
    await page.close();
  }, 120_000);
});

describe('on paper', () => {
  it.each([
    [`/plan?plan=${plan}`, 'From money to work'],
    [`/compare?plans=${plan},${dead}`, 'What changed, and why'],
  ])(
    'the screen %s is a column without controls, dark on white, and nothing is cut off',
    async (path, sign) => {
      const page = await studio.open(path, { scheme: 'dark' });
      await page.getByText(sign).first().waitFor({ timeout: 90_000 });
      await page.waitForLoadState('networkidle');
      // Somebody who chose the dark theme prints on white paper too; a sheet has so many points between its margins.
      await page.evaluate(() => {
        document.documentElement.dataset.theme = 'dark';
      });
      await page.setViewportSize({ width: 688, height: 1000 });
      await page.emulateMedia({ media: 'print', colorScheme: 'dark', reducedMotion: 'reduce' });
      const look = () =>
        page.evaluate(() => {
          const cut = [...document.querySelectorAll('.panel')].filter((panel) =>
            [...panel.querySelectorAll('svg, table')].some(
              (drawing) =>
                drawing.checkVisibility() &&
                drawing.getBoundingClientRect().right > panel.getBoundingClientRect().right + 1,
            ),
          );
          return {
            scheme: getComputedStyle(document.documentElement).colorScheme,
            controls: [...document.querySelectorAll('.rail, input, select, .button:not(:has(.chip))')].filter(
              (one) => one.checkVisibility(),
            ).length,
            cut: cut.map((panel) => panel.id),
            pale: [...document.querySelectorAll('.panel svg text')].filter((text) => {
              const [red = 0] = (getComputedStyle(text).fill.match(/\d+/gu) ?? []).map(Number);
              return red > 150 && text.closest('[id=money-flow]') === null;
            }).length,
          };
        });
      // Charts are drawn anew for the sheet.
      await expect
        .poll(look, { timeout: 15_000 })
        .toEqual({ scheme: 'light', controls: 0, cut: [], pale: 0 });
      const pdf = await page.pdf({ format: 'A4' });
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      await page.close();
    },
    120_000,
  );
});

describe('all of it', () => {
  it('asked no other machine for anything, and the console had nothing to complain about', () => {
    expect(studio.outside).toEqual([]);
    expect(studio.complaints).toEqual([]);
  });
});
