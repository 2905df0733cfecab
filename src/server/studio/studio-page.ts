import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../files/index.ts';
import type { Place } from '../../pipeline/index.ts';
import type { PlanFile } from '../../plan/index.ts';

/** Where the build puts the template of a plan as one page. */
const pageTemplate = join(packageRoot, 'dist', 'studio-page', 'page.html');

const hole = /<script type="application\/json" id="plan">[^<]*<\/script>/u;

/**
 * A plan as one HTML page that opens from disk and asks nothing of any machine; undefined where the studio was not built.
 * Same plan and places, same bytes.
 */
export function studioPage(
  plan: PlanFile,
  places: readonly Place[],
  template = pageTemplate,
): string | undefined {
  if (!existsSync(template)) return undefined;
  // Whatever a scenario calls itself must not end the script it is in.
  const data = JSON.stringify({ plan, places }).replaceAll('<', String.raw`\u003c`);
  const filled = `<script type="application/json" id="plan">${data}</script>`;
  return readFileSync(template, 'utf8').replace(hole, () => filled);
}
