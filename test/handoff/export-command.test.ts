import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportPlan } from '../../src/cli/commands/export.ts';
import { importXlsx } from '../../src/cli/commands/import.ts';
import type { Command } from '../../src/cli/command.ts';
import { parseArguments } from '../../src/cli/parse-arguments.ts';
import { terminalOver } from '../../src/cli/terminal.ts';
import { packageRoot } from '../../src/files/index.ts';
import { writePlan } from '../../src/plan/index.ts';
import { edited, type } from './edit-workbook.ts';
import { earlierPlan, paperPlan } from './plans.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fleetwright-'));
  writeFileSync(join(folder, 'plan.json'), writePlan(paperPlan));
  writeFileSync(join(folder, 'earlier.json'), writePlan(earlierPlan));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function run(
  command: Command,
  ...line: readonly string[]
): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const streams = {
    stdout: { isTTY: false, write: (text: string) => void (out += text) },
    stderr: { isTTY: false, write: (text: string) => void (err += text) },
    env: {},
  };
  const terminal = terminalOver(streams, {
    json: false,
    text: true,
    quiet: true,
    signal: new AbortController().signal,
  });
  const { args, problems } = parseArguments(command, line);
  expect(problems).toEqual([]);
  return { code: await command.run(args, terminal), out, err };
}

const at = (name: string): string => join(folder, name);

describe('export', () => {
  it('lists the formats', async () => {
    const { code, out } = await run(exportPlan, '--list');
    expect(code).toBe(0);
    for (const name of ['xlsx', 'csv', 'parquet', 'focus', 'requests', 'opencost', 'kueue', 'aibrix'])
      expect(out).toContain(name);
  });

  it('writes a folder whole, checks it, compares it, and leaves nothing beside it', async () => {
    expect((await run(exportPlan, 'csv', at('plan.json'), '--out', at('tables'))).code).toBe(0);
    expect(readdirSync(folder).toSorted()).toEqual(['earlier.json', 'plan.json', 'tables']);
    expect((await run(exportPlan, 'csv', '--check', '--out', at('tables'))).code).toBe(0);
    const { out } = await run(exportPlan, 'csv', at('earlier.json'), '--out', at('tables'), '--diff');
    expect(out).toMatch(/changed\s+lines\.csv/u);
    expect(out).toMatch(/- home-buy@north@2025Q3/u);
    expect(readFileSync(at('tables/lines.csv'), 'utf8')).toContain('home-buy@north@2025Q3');
    expect((await run(exportPlan, 'csv', at('earlier.json'), '--out', at('tables'))).code).toBe(0);
    expect(readFileSync(at('tables/lines.csv'), 'utf8')).not.toContain('home-buy@north@2025Q3');
  });

  it('says what it would write and writes nothing', async () => {
    const { code, out } = await run(
      exportPlan,
      'requests',
      at('plan.json'),
      '--out',
      at('orders'),
      '--dry-run',
    );
    expect([code, out.includes('request-homemaker.md')]).toEqual([0, true]);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('finds what was spoiled: exit 3', async () => {
    await run(exportPlan, 'csv', at('plan.json'), '--out', at('tables'));
    writeFileSync(
      at('tables/cash.csv'),
      readFileSync(at('tables/cash.csv'), 'utf8').replace('60000', '70000'),
    );
    const { code, err } = await run(exportPlan, 'csv', '--check', '--out', at('tables'));
    expect([code, err.includes('FW-HND-0109')]).toEqual([3, true]);
  });

  it('overwrites work by hand only when told to, and never removes what is not its own', async () => {
    await run(exportPlan, 'csv', at('plan.json'), '--out', at('tables'));
    writeFileSync(at('tables/cash.csv'), 'mine');
    const refused = await run(exportPlan, 'csv', at('plan.json'), '--out', at('tables'));
    expect([refused.code, refused.err.includes('FW-CLI-0007')]).toEqual([2, true]);
    expect(readFileSync(at('tables/cash.csv'), 'utf8')).toBe('mine');
    expect((await run(exportPlan, 'csv', at('plan.json'), '--out', at('tables'), '--force')).code).toBe(0);
    expect((await run(exportPlan, 'csv', at('plan.json'), '--out', folder, '--force')).code).toBe(2);
    expect(readdirSync(folder)).toContain('plan.json');
  });

  it('does not overwrite a workbook that was changed before the changes are read', async () => {
    await run(exportPlan, 'xlsx', at('plan.json'), '--out', at('plan.xlsx'));
    const changed = await edited(new Uint8Array(readFileSync(at('plan.xlsx'))), (book) =>
      type(book, 'Assumptions', 'discountRate', 1, 0.08),
    );
    writeFileSync(at('plan.xlsx'), changed);
    const { code, err } = await run(exportPlan, 'xlsx', at('plan.json'), '--out', at('plan.xlsx'));
    expect([code, err.includes('import xlsx')]).toEqual([2, true]);
    const read = await run(importXlsx, at('plan.xlsx'), '--out', at('changes.yaml'), '--name', 'finance');
    expect([read.code, read.out.includes('discountRate')]).toEqual([0, true]);
    expect(readFileSync(at('changes.yaml'), 'utf8')).toContain('finance-changes:');
    expect((await run(exportPlan, 'xlsx', at('plan.json'), '--out', at('plan.xlsx'), '--force')).code).toBe(
      0,
    );
  });

  it('writes an export without documents, and says that it is empty', async () => {
    const idle = packageRoot + 'scenarios/golden/research-centre.plan.json';
    const { code, out } = await run(exportPlan, 'aibrix', idle, '--out', at('aibrix'));
    expect([code, out.includes('nothing to hand over')]).toEqual([0, true]);
    expect(readdirSync(at('aibrix'))).toEqual(['.fleetwright-export.json']);
    expect((await run(exportPlan, 'aibrix', idle, '--out', at('aibrix'))).code).toBe(0);
  });

  it('checks documents of clusters where they lie, without their plan', async () => {
    const bank = `${packageRoot}scenarios/golden/cn-bank.plan.json`;
    expect((await run(exportPlan, 'aibrix', bank, '--out', at('aibrix'))).code).toBe(0);
    const valid = await run(exportPlan, 'aibrix', '--check', '--out', at('aibrix'));
    expect([valid.code, valid.out.includes('valid')]).toEqual([0, true]);
    rmSync(at('aibrix/home/2026Q3/profiles/keys.json'));
    const { code, err } = await run(exportPlan, 'aibrix', '--check', '--out', at('aibrix'));
    expect([code, err.includes('keys.json is missing')]).toEqual([3, true]);
  });

  it('clears away what a killed export left, and puts the last one back with what was changed in it', async () => {
    await run(exportPlan, 'csv', at('plan.json'), '--out', at('tables'));
    writeFileSync(at('tables/cash.csv'), 'mine');
    const killed = spawnSync(process.execPath, ['--version']).pid;
    renameSync(at('tables'), at(`tables.${killed}.old`));
    mkdirSync(at(`tables.${killed}.part`));
    mkdirSync(at(`tables.${process.pid}.part`));
    expect((await run(exportPlan, 'csv', at('plan.json'), '--out', at('tables'))).code).toBe(2);
    expect(readFileSync(at('tables/cash.csv'), 'utf8')).toBe('mine');
    expect(readdirSync(folder).toSorted()).toEqual([
      'earlier.json',
      'plan.json',
      'tables',
      `tables.${process.pid}.part`,
    ]);
  });

  it('supersedes the lines of the plan before', async () => {
    await run(exportPlan, 'focus', at('plan.json'), '--previous', at('earlier.json'), '--out', at('focus'));
    expect(readFileSync(at('focus/contract-commitment.csv'), 'utf8')).toContain('Superseded');
  });

  it.each([
    [['xslx', 'plan.json', '--out', 'x'], 'did you mean `xlsx`?'],
    [['csv'], 'missing PLAN'],
    [['csv', 'plan.json'], 'missing --out'],
    [['csv', 'nowhere.json', '--out', 'x'], 'does not exist'],
    [['csv', '--check', '--out', 'nowhere'], 'no export'],
  ] as const)('refuses %j', async (line, told) => {
    const paths = line.map((word) => (/\.json$|^x$|^nowhere$/u.test(word) ? at(word) : word));
    const { code, err } = await run(exportPlan, ...paths);
    expect([code, err.includes(told)]).toEqual([2, true]);
  });
});
