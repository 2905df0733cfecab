import { beforeAll, describe, expect, it } from 'vitest';
import { stressTask } from '../../src/stress/draws/task.ts';
import { checkPlan } from '../../src/checking/index.ts';
import { packageRoot, readTextFile } from '../../src/files/index.ts';
import { prepareScenario, readWorld, type Prepared } from '../../src/pipeline/index.ts';
import type { PlanFile } from '../../src/plan/index.ts';
import {
  htmlReport,
  shockMatrix,
  stressPage,
  stressSections,
  uncertaintySections,
} from '../../src/report/index.ts';
import {
  catalogShocks,
  holdAgainst,
  localEngine,
  planUnderUncertainty,
  runDraws,
  stageInThread,
  stageScenario,
  type StageWish,
} from '../../src/stress/index.ts';

const world = readWorld();
const never = new AbortController().signal;

function prepared(name: string): Prepared {
  const file = readTextFile(`${packageRoot}scenarios/${name}.yaml`);
  if ('code' in file) throw new Error(file.message);
  const made = prepareScenario(file, world, {});
  if (!made.ok) throw new Error('a shipped scenario cannot be read');
  return made;
}

const wish = (bank: Prepared, more: Partial<StageWish> = {}): StageWish => ({
  draws: 8,
  futures: 4,
  seed: 1,
  sampler: 'sobol',
  measure: 'expected',
  alpha: 0.8,
  weight: 0.5,
  revealed: 1,
  events: catalogShocks(bank.scenario, bank.catalog, bank.rulebook).events,
  commitments: undefined,
  gap: 0.01,
  seconds: 600,
  clock: () => 0,
  signal: never,
  onProgress: () => undefined,
  ...more,
});

const bankGround = prepared('cn-bank');

/** Codes of what the checker finds wrong. */
function wrong(changed: PlanFile): readonly string[] {
  return checkPlan({ plan: changed, ...bankGround }).map(({ code }) => code);
}

describe('a plan over futures', () => {
  const bank = bankGround;
  let plan: PlanFile;
  beforeAll(async () => {
    plan = await planUnderUncertainty(bank, wish(bank), {
      timeLimit: 600,
      gap: 0.01,
      seed: 1,
      answers: false,
      onProgress: () => undefined,
      signal: never,
    });
  }, 240_000);

  it('passes the checker, which finds what is changed in it', () => {
    expect(wrong(plan)).toEqual([]);
    const { uncertainty } = plan;
    if (uncertainty === undefined) throw new Error('it was planned over futures');
    const figures = [
      'expected',
      'cvar',
      'worst',
      'regret',
      'value',
      'perfectInformation',
      'stochasticSolution',
    ] as const;
    for (const figure of figures)
      expect(
        wrong({ ...plan, uncertainty: { ...uncertainty, [figure]: uncertainty[figure] + 1e6 } }),
      ).toContain('FW-CHK-0090');
    expect(
      wrong({ ...plan, uncertainty: { ...uncertainty, futures: uncertainty.futures.slice(1) } }),
    ).toContain('FW-CHK-0090');
    expect(wrong({ ...plan, uncertainty: { ...uncertainty, bound: uncertainty.value * 1.1 } })).toContain(
      'FW-CHK-0090',
    );
    const { uncertainty: _none, ...bare } = plan;
    expect(wrong(bare)).toContain('FW-CHK-0091');
  });

  it('orders now what it commits to, and nothing else', () => {
    const ordered = plan.lines
      .filter(({ frozen, orderQuarter }) => !frozen && orderQuarter === plan.quarters[0])
      .map(({ offer, site, count }) => `${offer}@${site} ${count}`);
    expect(ordered.length).toBeGreaterThan(0);
    expect(ordered.toSorted()).toEqual(
      plan.uncertainty?.commitments.map(({ offer, site, count }) => `${offer}@${site} ${count}`).toSorted(),
    );
    expect(
      plan.lines.filter(({ stance }) => stance?.stance === 'commit').map(({ orderQuarter }) => orderQuarter),
    ).toEqual(ordered.map(() => plan.quarters[0]));
  });

  it('is worth no less than the expected world’s orders, and no more than foresight', async () => {
    const { uncertainty } = plan;
    expect(uncertainty?.stochasticSolution).toBeGreaterThanOrEqual(0);
    expect(uncertainty?.perfectInformation).toBeGreaterThanOrEqual(-1e-3 * (uncertainty?.expected ?? 0));
    expect(uncertainty?.bound).toBeLessThanOrEqual(uncertainty?.value ?? 0);
    expect(await htmlReport(plan)).toContain('<figure id="chart-stances">');
    expect(uncertaintySections(plan).map(({ id }) => id)).toEqual(['stances', 'uncertainty', 'futures']);
  });

  it('is the same again; another seed draws other futures', async () => {
    const again = await stageScenario(bank, wish(bank));
    expect(again).toEqual(plan.uncertainty);
    const other = await stageScenario(bank, wish(bank, { seed: 2 }));
    expect(other.futures).not.toEqual(again.futures);
  }, 240_000);

  it('keeps what it has when it is interrupted: first orders once there are any, none before', async () => {
    const until = async (what: string) => {
      const stop = new AbortController();
      const onProgress = (doing: string): void => {
        if (doing.startsWith(what)) stop.abort();
      };
      return stageInThread(bank, wish(bank, { signal: stop.signal, onProgress }));
    };
    expect(await until('drawing')).toBeUndefined();
    const late = await until('valuing');
    expect(late?.commitments).toEqual(plan.uncertainty?.commitments);
    expect(late?.value).toBe(plan.uncertainty?.value);
    expect(late?.stances.map(({ value }) => value)).toEqual(late?.stances.map(() => null));
    const { events } = catalogShocks(bank.scenario, bank.catalog, bank.rulebook);
    const stop = new AbortController();
    const second = (done: number): void => (done === 2 ? stop.abort() : undefined);
    expect(await holdAgainst(plan, bank, events, 0.2, 1, stop.signal, second)).toHaveLength(2);
  }, 240_000);

  it('minds the worst more where it is told to', async () => {
    const worst = await stageScenario(bank, wish(bank, { measure: 'worst' }));
    expect(worst.worst).toBeLessThanOrEqual((plan.uncertainty?.worst ?? 0) * 1.01);
    expect(worst.bound).toBeLessThanOrEqual(plan.uncertainty?.worst ?? 0);
    const later = await stageScenario(bank, wish(bank, { revealed: 3 }));
    expect(later.commitments.some(({ order }) => order > 0)).toBe(false);
    // Who knows less cannot do better; both are within their gap of the best.
    expect(later.expected).toBeGreaterThanOrEqual(plan.uncertainty?.bound ?? Infinity);
  }, 240_000);

  it('is held against every shock of the catalog', async () => {
    const { events, diagnostics } = catalogShocks(bank.scenario, bank.catalog, bank.rulebook);
    expect(diagnostics).toEqual([]);
    const answers = await holdAgainst(plan, bank, events, 0.2, 1, never);
    const of = (id: string) => answers.find(({ event }) => event === id);
    const doubles = of('demand-doubles');
    expect(doubles?.first?.id).toMatch(/^demand:/u);
    expect(doubles?.unrepaired.unmet).toBeGreaterThan(doubles?.before.unmet ?? Infinity);
    expect(doubles?.repair.value).toBeLessThan(doubles?.unrepaired.value ?? 0);
    expect(doubles?.repair.changes.length).toBeGreaterThan(0);
    expect(of('licence-lost')?.first).toBeNull();
    expect(of('licence-lost')?.repair.changes).toEqual([]);
    const harmless = answers.filter(
      ({ repair, unrepaired }) => repair.breaks.length + unrepaired.breaks.length === 0,
    );
    for (const { repair, unrepaired, additions } of harmless)
      expect(repair.value).toBeLessThanOrEqual(Math.min(unrepaired.value, additions.value) + 1);
    const third = of('domestic-third');
    const placed = plan.uncertainty?.commitments.reduce((sum, { count }) => sum + count, 0) ?? 0;
    const lost = third?.stranded.lines.reduce((sum, { systems }) => sum + systems, 0) ?? 0;
    expect(lost).toBeCloseTo(placed * (1 - 0.333), 1);
    expect(shockMatrix(answers, 'CNY').rows).toHaveLength(events.length);
  }, 240_000);
});

it('every shock of the catalog can be read for every shipped scenario', () => {
  for (const name of ['bytedance-2025', 'cn-bank', 'eu-neocloud', 'research-centre']) {
    const { scenario, catalog, rulebook } = prepared(name);
    const { events, diagnostics } = catalogShocks(scenario, catalog, rulebook);
    expect(diagnostics).toEqual([]);
    expect(events.length).toBeGreaterThan(10);
    expect(events.every(({ source, reason }) => source !== undefined || reason !== undefined)).toBe(true);
  }
});

it('draws are the same whatever they are drawn with, and say what they find', async () => {
  const file = readTextFile(`${packageRoot}scenarios/eu-neocloud.yaml`);
  if ('code' in file) throw new Error(file.message);
  const report = await runDraws(
    {
      scenario: file,
      asOf: undefined,
      variant: undefined,
      draws: 12,
      seed: 3,
      sampler: 'sobol',
      commitments: undefined,
      alternatives: 1,
      indices: 2,
      engine: localEngine(1),
      folder: undefined,
    },
    { signal: never, onProgress: () => undefined },
  );
  if (report === undefined || 'problems' in report) throw new Error('the draws failed');
  expect(report.draws).toBe(12);
  expect(report.regret.value).toBeGreaterThanOrEqual(-1e-3 * report.expected.value);
  for (const { p5, p25, p50, p75, p95 } of report.fans.filter(({ name }) => !name.startsWith('share ')))
    expect([p5, p25, p50, p75, p95].toSorted((a, b) => a - b)).toEqual([p5, p25, p50, p75, p95]);
  expect(
    report.requirements.every(({ chance }) => chance.low <= chance.value && chance.value <= chance.high),
  ).toBe(true);
  expect(report.indices.map(({ input }) => input).toSorted()).toEqual(
    [...new Set(report.drivers.map(({ kind }) => kind))].toSorted(),
  );
  expect(stressSections(report).map(({ id }) => id)).toContain('requirements');
  for (const { fans } of report.unmet)
    for (const { p5, p95 } of fans) expect(p5 >= 0 && p5 <= p95 && p95 <= 1).toBe(true);
  const page = await stressPage(report);
  const figures = [...page.matchAll(/<figure id="chart-([\w-]+)"/gu)].map(([, id]) => id);
  expect(figures).toEqual(expect.arrayContaining(['spend', 'requirements', 'flips', 'tornado']));
  // Every picture has the table of what it shows, and the page is the same whenever it is made.
  for (const id of figures)
    expect(page).toContain(`<section id="${id?.split('-')[0]?.replace('shares', 'fans')}">`);
  expect(page).not.toMatch(/NaN|undefined|Infinity/u);
  expect(await stressPage(report)).toBe(page);
  const opened = await stressTask.open(
    {
      scenario: file,
      asOf: null,
      variant: null,
      sampler: 'sobol',
      deposit: 0.2,
      commitments: null,
      alternatives: [],
    },
    3,
  );
  if ('problems' in opened) throw new Error('the task cannot be opened');
  const [alone] = await opened.rows({ from: 5, to: 6 });
  expect((await opened.rows({ from: 3, to: 7 }))[2]).toEqual(alone);
}, 240_000);
