import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from './commands/index.ts';
import { run } from './listening.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fleetwright-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('help', () => {
  it('lists every command', async () => {
    const { code, out } = await run(['--help']);
    expect(code).toBe(0);
    for (const { words } of commands) expect(out).toContain(words.join(' '));
  });

  it.each(commands.map((command) => [command.words.join(' '), command] as const))(
    '%s has a page with examples that parse',
    async (_, command) => {
      const { code, out } = await run([...command.words, '--help']);
      expect(code).toBe(0);
      expect(command.examples.length).toBeGreaterThan(0);
      expect(out).toContain('Exit codes:');
      for (const { line } of command.examples) expect(out).toContain(line);
    },
  );

  it('shows a group of commands', async () => {
    expect((await run(['rules', '--help'])).out).toContain('rules classify');
    expect((await run(['rules'])).code).toBe(2);
  });

  it('prints the version', async () => {
    expect((await run(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/u);
  });
});

describe('arguments', () => {
  it.each([
    [['paln'], 'unknown command `paln`', 'did you mean `plan`?'],
    [['rules', 'clasify'], 'unknown command `rules clasify`', 'did you mean `rules classify`?'],
    [['plan', 'x.yaml', '--asof', '2025-01-01'], 'unknown option `--asof`', 'did you mean `--as-of`?'],
    [['plan'], 'missing SCENARIO', 'see fleetwright plan --help'],
    [['plan', 'a', 'b'], 'unexpected argument `b`', ''],
    [['plan', 'a', '--gap'], '--gap needs a value', ''],
    [['plan', 'a', '--gap', '--json'], '--gap needs a value', ''],
    [
      ['plan', 'a', '--gap', 'much', '--seed', '1.5', '--as-of', 'today', '--time-limit', '-3'],
      '--gap much: expected a part between 0 and 1',
      '--as-of today: expected a date',
    ],
    [['rules', 'classify'], 'missing --accelerator ID', 'missing --on DATE'],
    [
      ['rules', 'classify', '--accelerator', 'nvidia-h20-69', '--on', 'yesterday'],
      'did you mean `nvidia-h20-96`?',
      'on yesterday: expected a date',
    ],
    [['catalog', 'list', 'acelerators'], 'no kind `acelerators`', 'did you mean `accelerators`?'],
    [['catalog', 'show', 'bytedanse'], 'no entry `bytedanse`', 'did you mean `bytedance`?'],
    [
      ['rate', '--model', 'Qwen3-8B', '--system', 'hgx-h20-96', '--isl', '0', '--osl', '0'],
      'isl 0: expected a number from 1',
      'osl 0: expected a number from 1',
    ],
    [
      ['rate', 'training', '--model', 'Qwen3-8B', '--system', 'hgx-h100', '--batch', '0', '--count', '0'],
      'batch 0: expected a number from 1',
      'count 0: expected a number from 1',
    ],
    [
      [
        'anchors',
        'add',
        'nowhere.json',
        '--chip',
        'nvidia-h20-96',
        '--model',
        'Qwen3-8B',
        '--precision',
        'int1',
        '--date',
        '2026-13-45',
      ],
      '--precision int1: expected one of',
      '--date 2026-13-45: expected a date',
    ],
    [['validate-model', '/dev/null'], 'holds no row to score', ''],
    [['plan', 'nowhere.yaml'], 'cannot read nowhere.yaml: it does not exist', ''],
    [['validate', '.'], 'cannot read .: it is a folder', ''],
    [['init', '/proc/nowhere/my.yaml'], 'cannot write /proc/nowhere/my.yaml', ''],
    [['check', 'package.json'], 'FW-PLAN-', ''],
    [['completion', 'tcsh'], 'no completion for `tcsh`', ''],
    [['schema', 'plans'], 'no schema `plans`', ''],
  ])('%j is bad input', async (line, first, second) => {
    const { code, out, err } = await run(line);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(first);
    expect(err).toContain(second);
  });
});

describe('catalog', () => {
  it('checks the catalog that comes with the package', async () => {
    const { code, out } = await run(['catalog', 'check', '--json']);
    const { ok, counts } = JSON.parse(out) as { ok: boolean; counts: Record<string, number> };
    expect({ code, ok }).toEqual({ code: 0, ok: true });
    expect(counts.rules).toBeGreaterThan(19);
  });

  it('shows an entry with its sources', async () => {
    const { out } = await run(['catalog', 'show', 'nvidia-h20-96'], true);
    expect(out).toContain('H20 96GB');
    expect(out).toContain('Epoch AI');
  });
});

describe('rules', () => {
  it('classifies as data', async () => {
    const { code, out } = await run([
      'rules',
      'classify',
      '--accelerator',
      'nvidia-h200-sxm',
      '--on',
      '2026-02-01',
      '--json',
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      category: 'case-by-case',
      tpp: 15824,
      performanceDensity: expect.closeTo(19.44, 2),
      duty: true,
    });
  });

  it('says no with exit code 3', async () => {
    const question = [
      'rules',
      'check',
      '--system',
      'hgx-h200',
      '--to',
      'MY',
      '--buyer',
      'bytedance',
      '--use',
      'training',
      '--json',
    ];
    const { code, out } = await run([...question, '--on', '2026-11-23']);
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({ verdict: 'licence' });
  });

  it('answers as of what was known, and shows the rules it names', async () => {
    const line = [
      'rules',
      'check',
      '--system',
      'hgx-h200',
      '--to',
      'MY',
      '--buyer',
      'bytedance',
      '--use',
      'training',
    ];
    const lease = [...line, '--lease-from', 'lessor-my', '--on', '2025-09-30', '--json'];
    expect(JSON.parse((await run([...lease, '--known-on', '2025-01-20'])).out)).toMatchObject({
      verdict: 'conditions',
    });
    expect(JSON.parse((await run(lease)).out)).toMatchObject({ verdict: 'unknown' });
    const { code, out } = await run(['rules', 'show', 'us-2026-05-31-hq-test'], true);
    expect(code).toBe(0);
    expect(out).toContain('742.6');
    expect((await run(['rules', 'list'], true)).out).toContain('us-2023-10-17-3A090.a');
    expect((await run(['rules', 'show', 'us-2026-05-31-hq'])).code).toBe(2);
  });

  it('draws a timeline', async () => {
    const { code, out } = await run(
      ['rules', 'timeline', '--accelerator', 'nvidia-h20-96', '--buyer', 'bytedance'],
      true,
    );
    expect(code).toBe(0);
    expect(out).toContain('letter');
  });
});

describe('init and validate', () => {
  it('writes a starter that is valid, and never over a file', async () => {
    const file = join(folder, 'mine.yaml');
    expect((await run(['init', file])).code).toBe(0);
    expect((await run(['validate', file])).code).toBe(0);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, 'mine: 1\n');
    expect(await run(['init', file])).toMatchObject({
      code: 2,
      err: expect.stringContaining('nothing was written'),
    });
    expect(readFileSync(file, 'utf8')).toBe('mine: 1\n');
    expect((await run(['init', file, '--force'])).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('reports problems with their place', async () => {
    const file = join(folder, 'broken.yaml');
    writeFileSync(file, 'fleetwright: 1\ntitel: x\n');
    const { code, err } = await run(['validate', file]);
    expect(code).toBe(2);
    expect(err).toContain('broken.yaml:2:1  error FW-READ-0010  unknown key `titel`');
    expect(err).toContain('did you mean `title`?');
  });
});

describe('completion', () => {
  it.each(['bash', 'zsh', 'fish'])('writes a script for %s that names every command', async (shell) => {
    const { code, out } = await run(['completion', shell]);
    expect(code).toBe(0);
    for (const { words } of commands) expect(out).toContain(words.at(-1));
  });
});
