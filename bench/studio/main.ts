// How fast the studio feels: `node bench/studio/main.ts`. Weights are exact; times are of this machine, beside what is aimed at.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { startStudio } from '../../test/studio/harness.ts';

const assets = 'dist/studio/assets';

/** Gzipped weight of what the first page loads before anything is chosen, kB: its scripts and styles, without fonts. */
function shellWeight(html: string): number {
  const names = [...html.matchAll(/\/assets\/(?<name>[^"]+\.(?:js|css))"/gu)].map(
    ({ groups }) => groups?.name ?? '',
  );
  return names.reduce((sum, name) => sum + gzipSync(readFileSync(`${assets}/${name}`)).byteLength, 0) / 1000;
}

const studio = await startStudio();
try {
  const html = readFileSync('dist/studio/index.html', 'utf8');
  const chunks = readdirSync(assets).filter((name) => name.endsWith('.js')).length;
  process.stdout.write(
    `shell: ${shellWeight(html).toFixed(0)} kB gzipped (aim below 150), ${chunks} chunks in all\n`,
  );

  // The first visit warms the server's threads; the second is what a user sees.
  for (const visit of ['first visit', 'second visit']) {
    const page = await studio.open('/');
    await page.getByText('Scenarios').first().waitFor();
    const shown = await page.evaluate(() => performance.now());
    process.stdout.write(`home, ${visit}: on screen after ${shown.toFixed(0)} ms (aim below 1000)\n`);
    await page.close();
  }

  const page = await studio.open('/gallery?kind=rows');
  await page.locator('[data-row="0"]').waitFor({ timeout: 60_000 });
  const frames = await page.evaluate(async () => {
    const box = document.querySelector('.table-wrap');
    if (box === null) return [];
    const took: number[] = [];
    let last = performance.now();
    for (let step = 0; step < 120; step += 1) {
      box.scrollTop += 400;
      await new Promise((resolve) => {
        requestAnimationFrame(resolve);
      });
      const now = performance.now();
      took.push(now - last);
      last = now;
    }
    return took.toSorted((a, b) => a - b);
  });
  const at = (part: number): string =>
    (frames[Math.floor(part * (frames.length - 1))] ?? Number.NaN).toFixed(1);
  process.stdout.write(
    `10,000 rows, scrolling: a frame takes ${at(0.5)} ms in the middle, ${at(0.95)} ms at the 95th percentile (60 fps is 16.7 ms)\n`,
  );
  await page.close();
} finally {
  await studio.close();
}
