import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPlan, type PlanFile } from '../src/plan/index.ts';
import { htmlReport } from '../src/report/index.ts';
import { goldenCases, goldenPath } from './golden-cases.ts';

// The page as a reader sees it, in a real browser that comes with the dependencies.

let browser: Browser;
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fleetwright-page-'));
  // One process for all would end with the first page that is closed.
  const args = chromium.args.filter((flag) => flag !== '--single-process');
  browser = await playwright.launch({ executablePath: await chromium.executablePath(), args });
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

function golden(name: string): PlanFile {
  const one = goldenCases.find((each) => each.name === name);
  if (!one) throw new Error(`no golden case ${name}`);
  const { plan } = readPlan(name, readFileSync(goldenPath(one), 'utf8'));
  if (!plan) throw new Error(`the golden plan ${name} cannot be read`);
  return plan;
}

async function open(
  plan: PlanFile,
  scheme: 'light' | 'dark',
): Promise<{ readonly page: Page; readonly asked: string[] }> {
  const file = join(folder, `${plan.scenario}-${plan.status}.html`);
  writeFileSync(file, await htmlReport(plan));
  const page = await browser.newPage({ colorScheme: scheme, viewport: { width: 1200, height: 900 } });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  return { page, asked: asked.filter((url) => !url.startsWith('file:') && !url.startsWith('data:')) };
}

describe.each(['light', 'dark'] as const)('the report in %s', (scheme) => {
  it('opens from disk, asks nothing of any machine, and has no accessibility fault', async () => {
    const { page, asked } = await open(golden('bytedance-2025'), scheme);
    expect(asked).toEqual([]);
    await page.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') });
    const faults = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
    });
    expect(faults).toEqual([]);
    await page.close();
  });
});

describe('the report', () => {
  it('shows every line of the plan and draws its charts', async () => {
    const plan = golden('bytedance-2025');
    const { page } = await open(plan, 'light');
    expect(await page.locator('#lines tbody tr').count()).toBe(plan.lines.length);
    expect(await page.locator('figure svg').count()).toBe(5);
    expect(await page.locator('#assumptions tbody tr').count()).toBe(plan.assumptions.length);
    await page.close();
  });

  it('leads from a price to the claim it rests on', async () => {
    const { page } = await open(golden('bytedance-2025'), 'light');
    await page.locator('#lines tbody td a').first().click();
    expect(await page.locator('tr:target').count()).toBe(1);
    await page.close();
  });

  it('says why there is no plan, with ways out', async () => {
    const plan = golden('bytedance-2025.2026-11-23');
    const { page } = await open(plan, 'light');
    expect(await page.locator('#conflict tbody tr').count()).toBe(plan.conflict.length);
    expect(await page.locator('#repair tbody tr').count()).toBe(plan.repair.length);
    await page.close();
  });

  it('is the same bytes twice', async () => {
    const plan = golden('bytedance-2025');
    expect(await htmlReport(plan)).toBe(await htmlReport(plan));
  });

  it('keeps hostile names harmless', async () => {
    const plan = { ...golden('bytedance-2025'), title: '<script>document.title = "owned"</script>' };
    const { page } = await open(plan, 'light');
    expect(await page.title()).toContain('<script>');
    await page.close();
  });
});
