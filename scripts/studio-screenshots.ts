// Pictures of every screen for docs/studio.md: `node scripts/studio-screenshots.ts [NAME…]`, some ten minutes, most of them for
// the replay. Needs the studio built; looks at what a user sees.
import { mkdirSync, readFileSync } from 'node:fs';
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
  ['compare', `/compare?plans=${plan},${denied},${dead}`, 'What changed, and why', { height: 1200 }],
  ['catalog', '/catalog', 'amd-mi300x', { scheme: 'dark' }],
  ['rules', '/rules', 'licence needed', { height: 1100 }],
  ['rates', '/rates', 'Inside', { height: 1300 }],
  ['companies', '/companies', 'Capital expenditure', { height: 1300 }],
  ['export', `/export?plan=${plan}`, 'A workbook', {}],
  ['telephone', `/plan?plan=${plan}`, 'Cost, discounted', { width: 390, height: 844, scale: 2 }],
] as const;

mkdirSync(folder, { recursive: true });
const studio = await startStudio();

/** Asks the server of the studio as its page does. */
async function ask<T>(path: string, json?: unknown): Promise<T> {
  const answer = await fetch(studio.url + path, {
    method: json === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json' },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** Starts a job and waits until it is done. */
async function done(path: string, json: unknown): Promise<string> {
  let job = await ask<{ id: string; finishedAt: string | null; result: string | null }>(path, json);
  while (job.finishedAt === null) {
    await new Promise((resolve) => {
      setTimeout(resolve, 500);
    });
    job = await ask(`/v1/jobs/${job.id}`);
  }
  if (job.result === null) throw new Error(`${path} came to nothing`);
  return job.id;
}

/** A golden plan as the server takes it. */
function textOf(golden: string): { readonly text: string } {
  return { text: readFileSync(`scenarios/golden/${golden}.plan.json`, 'utf8') };
}

/** A record with a life: approved, a line ordered, deliveries and a bill, planned anew. Names and actuals are made up. */
async function makeRecord(): Promise<void> {
  const record = '/v1/records/cn-bank';
  const { text } = textOf('cn-bank');
  await ask(`${record}/versions`, {
    plan: { text },
    scenario: { name: 'cn-bank' },
    author: 'Ana Ruiz',
    message: 'as asked by the board',
  });
  await ask(`${record}/versions/1/propose`, { author: 'Ana Ruiz' });
  await ask(`${record}/versions/1/approve`, { author: 'Ben Okafor', message: 'within the budget' });
  const { lines } = JSON.parse(text) as { lines: readonly { id: string; frozen: boolean; count: number }[] };
  const line = lines.find(({ frozen }) => !frozen);
  await ask(`${record}/frozen`, { version: 1, line: line?.id, reason: 'order 4711', author: 'Ana Ruiz' });
  const came = `order,systems,status,quarter\nascend-2026,30,delivered,2026Q3\nascend-2026,10,open,2026Q4\n${line?.id},${line?.count},delivered,2026Q4\n`;
  await ask(`${record}/actuals`, {
    kind: 'deliveries',
    source: 'deliveries.csv',
    text: came,
    author: 'Cara Liu',
  });
  const bill =
    'ChargePeriodStart,BillingCurrency,BilledCost,EffectiveCost\n2026-07-02T00:00:00Z,CNY,61200000,61200000\n2026-10-03T00:00:00Z,CNY,25900000,25900000\n';
  await ask(`${record}/actuals`, { kind: 'spend', source: 'bills.csv', text: bill, author: 'Cara Liu' });
  const job = await done('/v1/replan', {
    plan: { record: 'cn-bank', version: 1 },
    asOf: '2026-10-05',
  });
  await ask(`${record}/versions`, {
    plan: { job },
    base: 1,
    message: 'after the late delivery',
    author: 'Ana Ruiz',
  });
}

/** Screens that show what jobs found, and the record: name, what makes it and gives its address, and as above. */
const made = [
  [
    'record',
    async () => {
      await makeRecord();
      return '/record?id=cn-bank';
    },
    'Plan against actual',
    { height: 2600 },
  ],
  [
    'stress',
    async () => {
      const what = await done('/v1/stress', { scenario: { name: 'cn-bank' }, draws: 64, indices: 32 });
      return `/stress?scenario=cn-bank&what=${what}`;
    },
    'Commit, keep open, or wait',
    { height: 1900 },
  ],
  [
    'shocks',
    async () => {
      const held = textOf('bytedance-2025');
      return `/stress?what=${await done('/v1/shocks', { plan: held, scenario: { name: 'bytedance-2025' } })}`;
    },
    'What each shock adds',
    { height: 1700 },
  ],
  [
    'replay',
    async () => `/stress?what=${await done('/v1/backtest', { scenario: { name: 'bytedance-2025' } })}`,
    'What happened before',
    { scheme: 'dark' },
  ],
  [
    'simulation',
    async () => {
      const job = await done('/v1/simulate', {
        plan: textOf('cn-bank'),
        scenario: { name: 'cn-bank' },
        seconds: 300,
      });
      return `/proof?plan=job:${job}#simulation`;
    },
    'missed by',
    { height: 2000 },
  ],
] as const;

const wanted = process.argv.slice(2);
try {
  for (const [name, place, sign, how] of [...pictures, ...made]) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const page = await studio.open(typeof place === 'string' ? place : await place(), how);
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
