// Pictures of every screen for docs/studio.md: `node scripts/studio-screenshots.ts`. Needs the studio built; looks at what a user sees.
import { mkdirSync } from 'node:fs';
import { startStudio } from '../test/studio/harness.ts';

const folder = 'docs/studio';
const plan = encodeURIComponent('file:golden/bytedance-2025');
const denied = encodeURIComponent('file:golden/bytedance-2025.denied');
const dead = encodeURIComponent('file:golden/bytedance-2025.2026-11-23');

/** Name, address, what is there when it is whole, and how it is looked at. */
const pictures = [
  ['home', '/', 'Opens:', {}],
  ['scenario', '/scenario?scenario=bytedance-2025&kind=budgets&field=budgets', 'can be planned', {}],
  ['plan-finance', `/plan?plan=${plan}`, 'From money to work', { height: 1300 }],
  [
    'plan-capacity',
    `/plan?plan=${plan}&door=capacity`,
    'Power against caps',
    { height: 1300, scheme: 'dark' },
  ],
  ['plan-compliance', `/plan?plan=${plan}&door=compliance`, 'A verdict for every line', {}],
  ['no-plan', `/plan?plan=${dead}`, 'Why there is no plan', {}],
  ['proof', `/proof?plan=${plan}`, 'no violation', { height: 1100 }],
  ['stress', '/stress?scenario=bytedance-2025', 'Nothing drawn yet', {}],
  ['compare', `/compare?plans=${plan},${denied},${dead}`, 'What changed, and why', { height: 1200 }],
  ['catalog', '/catalog', 'amd-mi300x', { scheme: 'dark' }],
  ['rules', '/rules', 'licence needed', { height: 1100 }],
  ['rates', '/rates', 'Inside', { height: 1300 }],
  ['companies', '/companies', 'Capital expenditure', { height: 1300 }],
  ['record', '/record', 'No plan of record yet', {}],
  ['export', `/export?plan=${plan}`, 'A workbook', {}],
  ['telephone', `/plan?plan=${plan}`, 'Cost, discounted', { width: 390, height: 844, scale: 2 }],
] as const;

mkdirSync(folder, { recursive: true });
const studio = await startStudio();
try {
  for (const [name, path, sign, how] of pictures) {
    const page = await studio.open(path, how);
    await page.getByText(sign, { exact: false }).first().waitFor({ timeout: 120_000 });
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(1500);
    await page.screenshot({ path: `${folder}/${name}.png` });
    process.stdout.write(`${folder}/${name}.png\n`);
    await page.close();
  }
} finally {
  await studio.close();
}
