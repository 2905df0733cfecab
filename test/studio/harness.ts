import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { pino } from 'pino';
import { chromium as playwright, type Browser, type Page } from 'playwright-core';
import { readWorld } from '../../src/pipeline/index.ts';
import { createApp, listen, mountStudio, startServices } from '../../src/server/index.ts';
import { openStore } from '../../src/store/index.ts';

/** The studio as a user has it: built, served over a folder, in a real browser. */
export interface Studio {
  readonly url: string;
  readonly folder: string;
  readonly browser: Browser;
  /** Requests that would have left the machine; must stay empty. */
  readonly outside: string[];
  /** What the console of any page complained about; must stay empty. */
  readonly complaints: string[];
  /** A page whose requests and complaints are watched. */
  open(path: string, options?: OpenOptions): Promise<Page>;
  close(): Promise<void>;
}

interface OpenOptions {
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: 'light' | 'dark';
  readonly scale?: number;
  /** Charts move; tests have them still. */
  readonly motion?: boolean;
}

/** Builds the studio where that is due, starts a server over a fresh folder with a few scenarios and plans, and a browser. */
export async function startStudio(): Promise<Studio> {
  const built = spawnSync(process.execPath, ['scripts/build-studio.mjs', '--if-stale'], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`the studio cannot be built: ${built.stderr}`);
  const folder = mkdtempSync(join(tmpdir(), 'fleetwright-studio-'));
  for (const name of ['bytedance-2025', 'cn-bank'])
    copyFileSync(`scenarios/${name}.yaml`, join(folder, `${name}.yaml`));
  mkdirSync(join(folder, 'golden'));
  for (const name of ['bytedance-2025', 'bytedance-2025.denied', 'bytedance-2025.2026-11-23', 'cn-bank']) {
    cpSync(`scenarios/golden/${name}.plan.json`, join(folder, 'golden', `${name}.plan.json`));
  }
  const store = await openStore({ kind: 'sqlite', path: ':memory:' });
  if ('code' in store) throw new Error(store.message);
  const running = await startServices({
    world: readWorld(),
    store,
    folder,
    log: pino({ level: 'silent' }),
    evidenceKeyFile: join(folder, '.fleetwright/evidence.key'),
  });
  const app = createApp(running.services);
  mountStudio(app);
  const listening = await listen(app, { host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${listening.port}`;
  const args = chromium.args.filter((flag) => flag !== '--single-process');
  const browser = await playwright.launch({ executablePath: await chromium.executablePath(), args });
  const outside: string[] = [];
  const complaints: string[] = [];
  return {
    url,
    folder,
    browser,
    outside,
    complaints,
    async open(path, { width = 1440, height = 900, scheme = 'light', scale = 1, motion = false } = {}) {
      const page = await browser.newPage({
        viewport: { width, height },
        colorScheme: scheme,
        deviceScaleFactor: scale,
        reducedMotion: motion ? 'no-preference' : 'reduce',
      });
      page.on('request', (request) => {
        const address = request.url();
        if (!address.startsWith(url) && !/^(?:data|blob|file):/u.test(address)) outside.push(address);
      });
      page.on('console', (message) => {
        // What the server refuses on purpose, the browser reports as an error of loading.
        const refused = /status of 4\d\d/u.test(message.text());
        if (message.type() === 'error' && !refused) complaints.push(`${path}: ${message.text()}`);
      });
      page.on('pageerror', (error) => complaints.push(`${path}: ${error.message}`));
      page.setDefaultTimeout(40_000);
      await page.goto(url + path);
      return page;
    },
    async close() {
      await browser.close();
      await running.close();
      await listening.close(500);
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Accessibility faults of a page as it stands: rule and the first place. */
export async function faults(page: Page): Promise<readonly string[]> {
  await page.evaluate(await axeSource());
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(
          what: unknown,
          how: unknown,
        ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
      resultTypes: ['violations'],
    });
    return violations.map(
      ({ id, nodes }) =>
        `${id} (${nodes.length}): ${nodes[0]?.html.slice(0, 200) ?? ''} ${nodes[0]?.failureSummary.slice(0, 220) ?? ''}`,
    );
  });
}

let source: string | undefined;
/** The page's own policy forbids scripts from elsewhere, so the checker is evaluated, not loaded. */
async function axeSource(): Promise<string> {
  source ??= await (await import('node:fs/promises')).readFile(axePath, 'utf8');
  return source;
}
