// Runs a script of this repository after making sure that its dependencies are installed: `node scripts/with-setup.mjs SCRIPT [ARGS]`.
// Quick when nothing changed: the lock file's hash is compared with the one of the last installation.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { findNode, noNode, root } from './node.mjs';

const stamp = `${root}node_modules/.fleetwright-setup`;
const wanted = createHash('sha256')
  .update(readFileSync(`${root}package-lock.json`))
  .digest('hex');
const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';

if (installed !== wanted) {
  process.stderr.write('fleetwright: installing dependencies (once; about a minute)\n');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    process.stderr.write('fleetwright: the installation failed; see the messages of npm above\n');
    process.exit(npm.status ?? 1);
  }
  writeFileSync(stamp, wanted);
}

const node = findNode();
if (node === undefined) {
  process.stderr.write(`${noNode}\n`);
  process.exit(1);
}
const [script, ...args] = process.argv.slice(2);
const child = spawn(node, [`${root}${script}`, ...args], { stdio: 'inherit' });
// The terminal sends Ctrl-C to the whole group: the child decides what to do with it, this process waits for its answer.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 1));
