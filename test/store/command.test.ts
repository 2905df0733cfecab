import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/listening.ts';
import { packageRoot } from '../../src/files/index.ts';
import { freshFolder } from '../fixtures/databases.ts';
import { goldenPlan } from './sample-record.ts';

const plan = goldenPlan('bytedance-2025');
const planPath = `${packageRoot}scenarios/golden/bytedance-2025.plan.json`;

/** Runs `record …` on a store of its own. */
function desk(): {
  readonly folder: string;
  readonly ask: (...line: readonly string[]) => ReturnType<typeof run>;
  readonly data: (...line: readonly string[]) => Promise<Record<string, unknown>>;
} {
  const folder = freshFolder();
  const store = ['--store', join(folder, 'record.sqlite')];
  const ask = (...line: readonly string[]): ReturnType<typeof run> =>
    run(['record', ...line, ...store, '--quiet']);
  return {
    folder,
    ask,
    async data(...line) {
      const { code, out, err } = await ask(...line, '--json');
      if (code !== 0) throw new Error(err);
      return JSON.parse(out) as Record<string, unknown>;
    },
  };
}

const scenario = ['--scenario', `${packageRoot}scenarios/bytedance-2025.yaml`];

describe('fleetwright record', () => {
  it('takes the article’s programme from draft to approval, and finds what was tampered with', async () => {
    const { folder, ask, data } = desk();
    expect(await ask('list')).toMatchObject({ code: 2, err: expect.stringContaining('FW-STO-0002') });
    expect((await ask('init', '--text')).out).toContain('record add PLAN');
    expect((await ask('show')).err).toContain('the store has no record yet');
    await data('add', planPath, ...scenario, '--as', 'Ann', '--message', 'as reported');
    await data('propose', '--as', 'Ann');
    expect(await ask('approve', '--as', 'ann')).toMatchObject({
      code: 3,
      err: expect.stringContaining('FW-STO-0019'),
    });
    await data('approve', '--as', 'Bob');
    const { id } = plan.lines[0]!;
    await data('freeze', id, '--reason', 'order 4711', '--as', 'Ann');
    expect((await ask('freeze', `${id}x`)).err).toContain(`did you mean \`${id}\`?`);
    await data('note', 'called the supplier', '--line', id, '--as', 'Ann');
    const shown = await data('show');
    expect(shown).toMatchObject({
      versions: [{ state: 'approved', checked: { violations: 0 } }],
      frozen: [{ order: { id } }],
    });
    expect((await ask('get', 'plan')).out).toBe(readFileSync(planPath, 'utf8'));
    expect((await ask('log', '--text')).out).toContain('order 4711');
    await data('heads', '--out', join(folder, 'heads.json'));
    await data('export', join(folder, 'out'));
    expect((await ask('verify', '--against', join(folder, 'heads.json'))).code).toBe(0);
    const database = new DatabaseSync(join(folder, 'record.sqlite'));
    database.exec(`drop trigger history_no_update; update history set body = replace(body, '4711', '4712')`);
    database.close();
    const verified = await ask('verify', '--text');
    expect(verified.code).toBe(3);
    expect(verified.out).toContain('altered at entry 5');
    expect((await ask('backup', join(folder, 'copy.sqlite'))).code).toBe(3);
    // The export was made before: it brings the true record back.
    const other = ['--store', join(folder, 'other.sqlite')];
    expect((await run(['record', 'import', join(folder, 'out'), ...other])).code).toBe(0);
    expect((await run(['record', 'verify', '--against', join(folder, 'heads.json'), ...other])).code).toBe(0);
  });

  it('compares with what came', async () => {
    const { folder, ask, data } = desk();
    await data('add', planPath, ...scenario, '--as', 'Ann');
    const [line] = plan.lines;
    const path = join(folder, 'deliveries.csv');
    writeFileSync(
      path,
      `order,systems,status,quarter\n${line!.id},${line!.count},delivered,${line!.deliveryQuarter}\n`,
    );
    await data('actuals', 'add', 'deliveries', path, '--as', 'Ann');
    expect(await data('variance')).toMatchObject({
      lines: [{ line: line!.id, delivered: line!.count, late: 0 }],
    });
    expect(await data('forecasts')).toMatchObject({ scores: [{ measure: 'systems' }] });
    const { path: claim, written } = plan.assumptions[0]!;
    await data(
      'actuals',
      'claim',
      claim,
      '7 USD',
      '--source',
      'invoice',
      '--date',
      '2025-06-30',
      '--as',
      'Ann',
    );
    expect(await data('claims')).toMatchObject([
      { path: claim, claimed: [{ written }], actual: [{ written: '7 USD' }] },
    ]);
    expect(await ask('actuals', 'add', 'wishes', path)).toMatchObject({ code: 2 });
    await data('actuals', 'remove', '3', '--reason', 'twice', '--as', 'Ann');
    expect(await data('variance')).toMatchObject({ lines: [] });
  });

  it('plans anew what lies ahead, and keeps what is frozen', async () => {
    const { data } = desk();
    const golden = `${packageRoot}scenarios/golden/eu-neocloud.plan.json`;
    await data('add', golden, '--scenario', `${packageRoot}scenarios/eu-neocloud.yaml`, '--as', 'Ann');
    const before = goldenPlan('eu-neocloud');
    const [ahead, free] = before.lines.filter(({ orderQuarter }) => orderQuarter > '2026Q3');
    await data('freeze', ahead!.id, '--version', '1', '--reason', 'ordered early', '--as', 'Ann');
    const made = await data('replan', '--as-of', '2026-09-01', '--no-reasons', '--as', 'Ann');
    expect(made).toMatchObject({ version: 2, base: 1 });
    const lines = (made.plan as typeof before).lines;
    expect(lines.find(({ id }) => id === ahead!.id)).toMatchObject({ frozen: true, count: ahead!.count });
    expect(lines.find(({ id }) => id === free!.id)?.frozen ?? false).toBe(false);
    expect(await data('show', '2')).toMatchObject({ checked: { violations: 0 }, state: 'draft' });
  });

  it('is planned anew by its name too, with what was seen to stand and for longer', async () => {
    const { data, folder } = desk();
    const golden = `${packageRoot}scenarios/golden/eu-neocloud.plan.json`;
    await data('add', golden, '--scenario', `${packageRoot}scenarios/eu-neocloud.yaml`, '--as', 'Ann');
    const before = goldenPlan('eu-neocloud');
    const [site] = before.stock.map((one) => one.site);
    const fleet = join(folder, 'fleet.csv');
    writeFileSync(fleet, `system,site,count\n${before.systems[0]!.id},${site},2\n`);
    const store = ['--store', join(folder, 'record.sqlite'), '--as', 'Ann', '--quiet', '--json'];
    const line = ['replan', 'eu-neocloud', '--as-of', '2026-09-01', '--no-reasons', ...store];
    expect((await run([...line, '--deliveries', fleet])).err).toContain('record actuals add deliveries');
    expect((await run(['replan', 'eu-neo', '--as-of', '2026-09-01', ...store])).err).toContain('FW-STO-0010');
    expect((await run(['replan', golden, '--as-of', '2026-09-01', ...store])).err).toContain(
      '--as goes with a record',
    );
    const out = join(folder, 'next.json');
    const longer = String(before.quarters.length + 1);
    const asked = ['--fleet', fleet, '--quarters', longer, '--gap', '0.2', '--out', out];
    const made = await run([...line, ...asked]);
    const { plan: next, version } = JSON.parse(made.out) as { plan: typeof before; version: number };
    expect(version).toBe(2);
    expect(next).toMatchObject({ search: { gap: 0.2, timeLimit: 60 }, replan: { quarters: Number(longer) } });
    expect(next.replan?.fleet).toMatchObject([{ system: before.systems[0]!.id, count: 2 }]);
    expect((await data('show', '2')).author).toBe('Ann');
    expect(readFileSync(out, 'utf8')).toBe((await run(['record', 'get', 'plan', ...store.slice(0, 2)])).out);
  });

  it('refuses what moved on since, and asks which record is meant', async () => {
    const { ask, data, folder } = desk();
    await data('init', 'one', '--as', 'Ann');
    const { head } = (await data('show')) as { head: { hash: string } };
    await data('note', 'first', '--as', 'Ann');
    expect(await ask('note', 'second', '--expect', head.hash)).toMatchObject({
      code: 3,
      err: expect.stringContaining('FW-STO-0011'),
    });
    const place = join(folder, 'record.sqlite');
    for (const writing of [['heads'], ['get', 'plan']])
      expect((await ask(...writing, '--out', place)).err).toContain('is read by this command');
    expect((await ask('attach', folder)).err).toContain('it is no file');
    expect((await ask('verify')).code).toBe(0);
    await data('init', 'two', '--as', 'Ann');
    expect((await ask('show')).err).toContain('--record NAME: one, two');
    await data('show', '--record', 'two');
    expect((await ask('show', '--record', 'three')).err).toContain('FW-STO-0010');
  });

  it('keeps a plan that cannot be checked or that breaks a rule, and lets nobody approve it', async () => {
    const { folder, ask, data } = desk();
    const spoiled = join(folder, 'plan.json');
    const [first, ...rest] = plan.lines;
    writeFileSync(
      spoiled,
      JSON.stringify({ ...plan, lines: [{ ...first!, count: first!.count + 1 }, ...rest] }),
    );
    expect((await ask('add', spoiled, ...scenario, '--as', 'Ann')).err).toContain('warning FW-CHK');
    await data('propose', '--as', 'Ann');
    expect(await ask('approve', '--as', 'Bob')).toMatchObject({
      code: 3,
      err: expect.stringContaining('FW-STO-0021'),
    });
  });
});
