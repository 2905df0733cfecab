// How fast the studio feels: `node bench/studio/main.ts`. Weights are exact; times are of this machine, beside what is aimed at.
import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { gzipSync } from 'node:zlib';
import { startStudio } from '../../test/studio/harness.ts';
import { recordFrames, said } from './frames.ts';
import { whatIfTimes } from './what-if.ts';

const assets = 'dist/studio/assets';
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Gzipped weight of what the first page loads before anything is chosen, kB: its scripts and styles, without fonts. */
function shellWeight(html: string): number {
  const names = [...html.matchAll(/\/assets\/(?<name>[^"]+\.(?:js|css))"/gu)].map(
    ({ groups }) => groups?.name ?? '',
  );
  return names.reduce((sum, name) => sum + gzipSync(readFileSync(`${assets}/${name}`)).byteLength, 0) / 1000;
}

const studio = await startStudio();
try {
  say(`machine: ${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}, drawing without a graphics card`);
  const html = readFileSync('dist/studio/index.html', 'utf8');
  const chunks = readdirSync(assets).filter((name) => name.endsWith('.js')).length;
  say(`shell: ${shellWeight(html).toFixed(0)} kB gzipped (aim below 150), ${chunks} chunks in all`);

  // The first visit warms the server's threads; the second is what a user sees.
  for (const visit of ['first visit', 'second visit']) {
    const page = await studio.open('/');
    await page.getByText('Scenarios').first().waitFor();
    const shown = await page.evaluate(() => performance.now());
    say(`home, ${visit}: on screen after ${shown.toFixed(0)} ms (aim below 1000)`);
    await page.close();
  }

  for (const line of await whatIfTimes(studio)) say(line);

  const page = await studio.open('/gallery?kind=rows');
  await page.locator('[data-row="0"]').waitFor({ timeout: 60_000 });
  // The gallery draws every chart there is first; only scrolling is measured.
  await page.waitForTimeout(3000);
  const frames = await recordFrames(page, () =>
    page.evaluate(async () => {
      for (let step = 0; step < 120; step += 1) {
        document.querySelector('.table-wrap')?.scrollBy(0, 400);
        await new Promise((resolve) => {
          requestAnimationFrame(resolve);
        });
      }
    }),
  );
  say(`10,000 rows, scrolling: ${said(frames)}`);
  await page.close();
} finally {
  await studio.close();
}
