import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

/** Starts `studio` in a folder and gives what it says of itself. */
async function start(cwd: string, ...line: readonly string[]): Promise<{ url: string; store: string }> {
  const command = [resolve('bin/fleetwright.js'), 'studio', ...line, '--port', '0', '--no-open', '--json'];
  const { FLEETWRIGHT_STORE: _, ...env } = process.env;
  const child = spawn(process.execPath, command, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  for await (const part of child.stdout) {
    out += String(part);
    if (out.trimEnd().endsWith('}')) break;
  }
  return JSON.parse(out) as { url: string; store: string };
}

it('keeps the runs and records of a named folder in that folder, whatever the current one is', async () => {
  const built = spawnSync(process.execPath, ['scripts/build-studio.mjs', '--if-stale'], { encoding: 'utf8' });
  expect(built.status).toBe(0);
  const elsewhere = mkdtempSync(join(tmpdir(), 'fleetwright-elsewhere-'));
  const folder = mkdtempSync(join(tmpdir(), 'fleetwright-named-'));
  onTestFinished(() => {
    for (const each of [elsewhere, folder]) rmSync(each, { recursive: true, force: true });
  });
  copyFileSync('scenarios/cn-bank.yaml', join(folder, 'cn-bank.yaml'));
  const { url, store } = await start(elsewhere, folder);
  expect(store).toBe(join(folder, '.fleetwright/record.sqlite'));
  expect(existsSync(store)).toBe(true);
  expect(existsSync(join(elsewhere, '.fleetwright'))).toBe(false);
  expect(await (await fetch(`${url}v1/scenarios`)).json()).toMatchObject({ items: [{ name: 'cn-bank' }] });
  // Without a name the current folder's store is the one, as for `record`.
  expect((await start(folder)).store).toBe('.fleetwright/record.sqlite');
}, 120_000);
