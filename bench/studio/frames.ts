import type { Page } from 'playwright-core';

/** Times between frames that a page drew while something was done to it, ms, shortest first. */
export async function recordFrames(page: Page, work: () => Promise<void>): Promise<readonly number[]> {
  await page.evaluate(() => {
    const watched = globalThis as unknown as { frames: number[]; watching: boolean };
    watched.frames = [];
    watched.watching = true;
    let last = performance.now();
    const next = (): void => {
      const now = performance.now();
      watched.frames.push(now - last);
      last = now;
      if (watched.watching) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  await work();
  return page.evaluate(() => {
    const watched = globalThis as unknown as { frames: number[]; watching: boolean };
    watched.watching = false;
    return watched.frames.toSorted((a, b) => a - b);
  });
}

/** Frames in words. A frame of 60 in a second lasts 16.7 ms; above 25 ms at least one was left out. */
export function said(frames: readonly number[]): string {
  const at = (part: number): string =>
    (frames[Math.floor(part * (frames.length - 1))] ?? Number.NaN).toFixed(1);
  const late = frames.filter((took) => took > 25).length;
  return `a frame takes ${at(0.5)} ms in the middle, ${at(0.95)} ms at the 95th percentile, ${at(1)} ms at worst; ${late} of ${frames.length} later than 25 ms (60 fps is 16.7 ms)`;
}
