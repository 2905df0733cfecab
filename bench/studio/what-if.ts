import type { Page } from 'playwright-core';
import type { Studio } from '../../test/studio/harness.ts';
import { recordFrames, said } from './frames.ts';

/** A control of the panel by its label, and what it is set to: a part of a slider's range, or a day. */
const questions = [
  ['the floor at 40 %', "Beijing's guidance", 0.4],
  ['the floor at 50 %', "Beijing's guidance", 0.5],
  ['a larger budget abroad', 'Training abroad', 0.6],
  ['another day', 'The day it is asked', '2025-02-10'],
  ['the floor at 35 %', "Beijing's guidance", 0.35],
] as const;

/** Milliseconds between setting a control at once and the answer on screen, and of the processor of the server. */
async function answerTime(
  page: Page,
  label: string,
  to: number | string,
): Promise<readonly [number, number]> {
  const before = process.cpuUsage();
  const control = page.locator('.what-if label', { hasText: label }).locator('input');
  const took = await control.evaluate(async (input, wish) => {
    const { min, max } = input as HTMLInputElement;
    const began = performance.now();
    const value = typeof wish === 'string' ? wish : String(Number(min) + wish * (Number(max) - Number(min)));
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, value);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    for (let answered = 0; answered < 2;) {
      await new Promise((resolve) => {
        requestAnimationFrame(resolve);
      });
      const status = document.querySelector('.what-if [role=status]');
      const says = status?.getAttribute('aria-busy') === 'false' ? status.textContent : '';
      // One frame more: what the answer says must be drawn.
      if (/discounted|exists/u.test(says)) answered += 1;
    }
    return performance.now() - began;
  }, to);
  const { user, system } = process.cpuUsage(before);
  return [took, (user + system) / 1000];
}

/** How long the flagship's what-ifs take until they are on screen, and how smooth dragging is meanwhile. */
export async function whatIfTimes(studio: Studio): Promise<readonly string[]> {
  const page = await studio.open('/plan?plan=file%3Agolden%2Fbytedance-2025', { motion: true });
  // Once the page rests, it plans what it shows the quick way; from then on the solver is warm.
  await page.waitForResponse((response) => response.url().endsWith('/v1/what-if'), { timeout: 60_000 });
  await page.waitForTimeout(1000);
  const lines: string[] = [];
  for (const [name, label, to] of questions) {
    const [wall, cpu] = await answerTime(page, label, to);
    lines.push(
      `what-if, ${name}: on screen after ${wall.toFixed(0)} ms, of it ${cpu.toFixed(0)} ms of processor in the server (aim below 1000)`,
    );
    await page.waitForTimeout(500);
  }
  const slider = page.getByRole('slider', { name: questions[0][1] });
  const box = await slider.boundingBox();
  if (box === null) throw new Error('there is no slider to drag');
  const frames = await recordFrames(page, async () => {
    const to = (step: number): Promise<void> =>
      page.mouse.move(box.x + box.width * (0.35 + 0.15 * Math.sin(step / 20)), box.y + box.height / 2);
    await to(0);
    await page.mouse.down();
    for (let step = 0; step < 120; step += 1) {
      await to(step);
      await page.waitForTimeout(8);
    }
    await page.mouse.up();
  });
  lines.push(`what-if, dragging: ${said(frames)}`);
  await page.close();
  return lines;
}
